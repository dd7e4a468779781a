// When the frame asks the page for a new way: after a call that nobody answers, and after no other.

import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createMessenger } from '../../../frame/rpc/messenger.ts';
import { createFakeClock } from '../../support/frame-fakes.ts';

const SITE = 'https://shop.test';

function world() {
  const clock = createFakeClock();
  const asked: unknown[] = [];
  const there = { postMessage: (message: { type: string }) => void asked.push(message.type) };
  let hear: (event: object) => void = () => {};
  const here = { addEventListener: (_name: string, listener: typeof hear) => (hear = listener) };
  const messenger = createMessenger({ here, there } as never, SITE, clock);
  messenger.initialize({} as never);
  const { port1: page, port2: ours } = new MessageChannel();
  hear({ source: there, origin: SITE, data: { namespace: 'penpal', type: 'ACK2' }, ports: [ours] });
  const call = (id: string) => messenger.sendMessage({ type: 'CALL', id } as never);
  const answer = async (id: string) => {
    page.postMessage({ type: 'REPLY', callId: id });
    await once(ours as never, 'message');
  };
  return { clock, asked, call, answer, close: () => page.close() };
}

it('a call without an answer has a new way asked for, once', async () => {
  const { clock, asked, call, close } = world();
  call('a');
  call('b');
  await clock.advance(500);
  expect(asked).toEqual(['ACK1']);
  close();
});

it('the patience of a call that was answered does not end that of the next one early', async () => {
  const { clock, asked, call, answer, close } = world();
  call('a');
  await answer('a');
  await clock.advance(499);
  call('b');
  await clock.advance(1);
  expect(asked).toEqual([]);
  await clock.advance(499);
  expect(asked).toEqual(['ACK1']);
  close();
});
