// A chat at another server of the operator's stays there, also where a later page does not name it.

import { expect, it, vi } from 'vitest';
import { fetchImageOrigins, fetchServers } from '../../../frame/browser-lists.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';

const SERVER = 'https://chat-2.example';

const serverOf = ({ engine }: ReturnType<typeof startEngine>) => engine.state().page.serverOrigin;

it('is at the server that the site named', async () => {
  const site = startEngine();
  site.submit('startChat', { serverUrl: `${SERVER}/chat` });
  await settled();
  expect(serverOf(site)).toBe(SERVER);
});

it('fails with 306 at a server that is not listed, and nothing is shown', async () => {
  const site = startEngine();
  site.submit('startChat', { serverUrl: 'https://evil.example' });
  await settled();
  expect(site.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ error: { code: 306 } });
  expect(site.engine.state().life.phase).toBe('idle');
});

it.each([
  ['without a word of it', {}],
  ['where another one is named', { serverUrl: 'http://127.0.0.1:8080' }],
])('is restored from there, %s', async (_what, options) => {
  const first = startEngine();
  first.submit('startChat', { serverUrl: SERVER });
  await settled();
  first.lifecycle.hide();
  const second = startEngine({ storage: first.storage, clock: first.clock });
  second.submit('restoreChat', options);
  await settled();
  expect([second.engine.state().life.phase, serverOf(second)]).toEqual(['registering', SERVER]);
  second.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Ann' } });
  await settled();
  second.transport.events.onOpened(opened());
  await settled();
  second.lifecycle.hide();
  const third = startEngine({ storage: first.storage, clock: first.clock });
  third.submit('restoreChat', options);
  await settled();
  expect([third.engine.state().life.phase, serverOf(third)]).toEqual(['restoring', SERVER]);
});

it('leaves the next chat to the frame’s own server', async () => {
  const site = startEngine();
  site.submit('startChat', { serverUrl: SERVER });
  await settled();
  site.engine.wish({ type: 'registrationCancelled' });
  site.submit('startChat', {}, 'startChat-2');
  await settled();
  expect(serverOf(site)).toBeUndefined();
});

it('fails with 300, not 306, while nobody can say whether the server is listed', async () => {
  const site = startEngine({ servers: async () => null });
  site.submit('startChat', { serverUrl: SERVER });
  await settled();
  expect(site.heard.find(([method]) => method === 'settle')?.[1]).toMatchObject({ error: { code: 300 } });
});

it('is asked for again after no answer; an answer without a list lists none', async () => {
  const answers = [
    () => Promise.reject(new TypeError('Failed to fetch')),
    () => Promise.resolve(new Response('<p>not here</p>', { status: 404 })),
    () => Promise.resolve(new Response('[]')),
  ];
  const fetched = vi.fn(() => answers.shift()?.());
  vi.stubGlobal('fetch', fetched);
  expect([await fetchServers(), await fetchServers(), await fetchServers()]).toEqual([null, [], []]);
  expect(fetched).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});

it('is asked for again after an answer that is none: one of a server that starts, is busy, or breaks off', async () => {
  const answers = [
    () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    () => new Response('{"ok":false}', { status: 429 }),
    () => ({ status: 200, json: () => Promise.reject(new TypeError('network error')) }),
    () => Response.json(['https://pictures.example']),
  ];
  vi.stubGlobal('fetch', async () => answers.shift()?.());
  const ask = () => fetchImageOrigins();
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([
    null,
    null,
    null,
    ['https://pictures.example'],
  ]);
  vi.unstubAllGlobals();
});
