// A chat on a transport of the site's own stays on that: on a page that does not bring it there is neither another way for
// it, nor is anything of it lost.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConversation } from '../../../frame/conversation.ts';
import type { Extras } from '../../../frame/session/extras.ts';
import type { PageOptions } from '../../../frame/session/state.ts';
import { ok } from '../../../protocol/result.ts';
import { stateKey } from '../../../protocol/saved-form.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, PAGE, PLACE, SESSION } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeRandom, createFakeTransport, settled } from '../../support/frame-fakes.ts';

const METHODS = [
  ...['init', 'startSession', 'sendMessage', 'getTranscript', 'sendTyping', 'leaveSession', 'setUserData'],
  ...['getUserData', 'deleteUserData', 'onAgentConnected', 'onAgentDisconnected', 'onAgentTyping'],
  ...['onMessageReceived', 'onSessionEnded', 'onError'],
];
const transport = Object.fromEntries(METHODS.map((name) => [name, { $hook: `transport.${name}` }]));

type Site = ReturnType<typeof startEngine>;
const openPage = (before?: Site) =>
  startEngine({ runHook: async () => ok(undefined), ...(before && { storage: before.storage, clock: before.clock }) });
const ask = async (site: Site, method: 'startChat' | 'restoreChat', options: object, requestId: string = method) => {
  site.submit(method, options, requestId);
  await settled();
};
const phaseOf = ({ engine }: Site) => engine.state().life.phase;
const outcomeOf = ({ heard }: Site) => heard.filter(([method]) => method === 'settle').at(-1)?.[1];
const stored = ({ storage }: Site) =>
  JSON.parse(storage.get(stateKey(PLACE.deployment, PLACE.siteOrigin)) ?? 'null')?.saved.phase;

const leftIn = {
  async registering() {
    const site = openPage();
    await ask(site, 'startChat', { transport });
    site.lifecycle.hide();
    return site;
  },
  async connecting() {
    const site = openPage();
    await ask(site, 'startChat', { transport, registration: false });
    site.lifecycle.hide();
    return site;
  },
  async active() {
    const site = openPage();
    await ask(site, 'startChat', { transport, registration: false });
    site.transport.events.onOpened(opened());
    await settled();
    site.lifecycle.hide();
    return site;
  },
};

describe.each(['registering', 'connecting', 'active'] as const)('a chat on the site’s transport, left %s', (phase) => {
  it.each([
    ['no options', {}],
    ['other options', { ui: { title: 'Help' } }],
  ])('fails with 306 on a page with %s, asks no server, and stays', async (_what, options) => {
    const before = await leftIn[phase]();
    const page = openPage(before);
    await ask(page, 'restoreChat', options);
    expect(outcomeOf(page)).toMatchObject({ outcome: 'failed', error: { code: 306 } });
    expect((outcomeOf(page) as { error: { description: string } }).error.description).toContain('transport');
    expect([phaseOf(page), page.transport.calls]).toEqual(['idle', []]);
    page.lifecycle.hide();
    expect(stored(page)).toBe(phase);
  });

  it('goes on where the transport is', async () => {
    const page = openPage(openPage(await leftIn[phase]()));
    await ask(page, 'restoreChat', { transport });
    expect(phaseOf(page)).toBe(phase === 'active' ? 'restoring' : phase);
    expect(page.engine.state().page.serverOrigin).toBe('site');
  });
});

describe('a page out of the back/forward cache', () => {
  it('leaves a chat alone that a later page has on a transport', async () => {
    const first = openPage();
    await ask(first, 'restoreChat', {});
    first.lifecycle.hide();
    const later = openPage(first);
    await ask(later, 'startChat', { transport, registration: false });
    later.transport.events.onOpened(opened());
    await settled();
    later.lifecycle.hide();
    first.lifecycle.show();
    await settled();
    expect([phaseOf(first), first.transport.calls, stored(first)]).toEqual(['idle', [], 'active']);
  });

  it('goes to the server that has the chat of a later page', async () => {
    const first = openPage();
    await ask(first, 'restoreChat', {});
    first.lifecycle.hide();
    const later = openPage(first);
    await ask(later, 'startChat', { serverUrl: 'https://chat-2.example', registration: false });
    later.transport.events.onOpened(opened());
    await settled();
    later.lifecycle.hide();
    first.lifecycle.show();
    await settled();
    expect([phaseOf(first), first.engine.state().page.serverOrigin]).toEqual(['restoring', 'https://chat-2.example']);
  });
});

it('a frame that is loaded anew beneath a page without the transport tells of the loss, and nothing is forgotten', async () => {
  const before = await leftIn.active();
  const { storage, clock } = before;
  const session = { sessionId: SESSION.sessionId, toldIndex: 0 };
  const page = startEngine({ storage, clock, known: { session } });
  await settled();
  expect(page.names()).toContain('sessionEnded');
  expect([page.transport.calls, stored(page)]).toEqual([[], 'active']);
});

describe('the way of a chat', () => {
  afterEach(() => void vi.unstubAllGlobals());

  const wayOf = async (page: Partial<PageOptions>) => {
    const asked: string[] = [];
    vi.stubGlobal('WebSocket', function WebSocket(this: EventTarget, url: string) {
      asked.push(url);
      return Object.assign(new EventTarget(), { close() {}, send() {} });
    });
    const site = createFakeTransport();
    const extras = { transport: (_: unknown, events: never) => site.create(events) } as unknown as Extras;
    const conversation = createConversation({
      ...{ clock: createFakeClock(), random: createFakeRandom(), log: () => {}, extras: () => extras },
      serverOrigin: 'https://chat.example',
    });
    const state = { page: { ...PAGE, extra: { requestId: 'request-1', transport }, ...page } } as never;
    const way = conversation.createTransport({} as never, () => state);
    way.resume(() => ({ session: SESSION, afterIndex: 0, writerEpoch: 0, page: { url: '', title: '' } }));
    await settled();
    way.close();
    return { asked, calls: site.calls };
  };

  it('is the site’s transport for a chat that was begun there', async () => {
    expect(await wayOf({ serverOrigin: 'site' })).toMatchObject({ asked: [], calls: ['resume after 0', 'close'] });
  });

  it('is the server that has it, whatever transport the page brings', async () => {
    expect(await wayOf({})).toEqual({ asked: ['wss://chat.example/chat/v1/socket'], calls: [] });
  });
});
