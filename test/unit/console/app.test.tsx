// The console as a whole page: what a change of its agent does to what is on the screen.

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, it } from 'vitest';
import { App } from '../../../server/console/app.tsx';
import type { SocketEvents } from '../../../server/console/ports.ts';
import { countingRandom, fakeClock, memoryStore, summary, welcome } from './console-fixtures.ts';

let root: HTMLElement | null = null;
afterEach(() => {
  if (root) render(null, root);
  root?.remove();
});

type Sent = { type: string; id: string; name?: string };

async function page() {
  const clock = fakeClock();
  const sockets: { events: SocketEvents; sent: Sent[] }[] = [];
  const host = document.body.appendChild(document.createElement('div'));
  root = host;
  const account = {
    me: async () => ({ loginNeeded: false, agent: null }),
    login: async () => ({ outcome: 'refused' as const }),
    logout: async () => {},
  };
  const ports = {
    ...{ clock, random: countingRandom, storage: memoryStore(), postPiece: async () => null },
    openSocket(events: SocketEvents) {
      const socket = { events, sent: [] as Sent[] };
      sockets.push(socket);
      return { send: (text: string) => void socket.sent.push(JSON.parse(text)), close() {} };
    },
    attention: { clock, isLooking: () => true, claim: async () => true, play() {} },
  };
  const settle = () => act(() => clock.advance(0));
  await act(() => render(<App account={account} ports={ports} log={() => {}} />, host));
  await settle();
  const comeUp = async () => {
    const { events, sent } = sockets.at(-1)!;
    events.onOpen();
    const value = welcome(summary());
    events.onText(JSON.stringify({ type: 'result', id: sent[0]!.id, result: { ok: true, value } }));
    await settle();
  };
  await comeUp();
  return { host, sockets, comeUp, settle };
}

it('does not lose the click that follows a new name: the visitor is accepted, under that name', async () => {
  const { host, sockets, comeUp, settle } = await page();
  const name = host.querySelector<HTMLInputElement>('.account-name input')!;
  const accept = [...host.querySelectorAll('button')].find((button) => button.textContent === 'Accept')!;
  name.focus();
  name.value = 'Bob';
  name.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  // As a pointer does it: down, the field is left, up on the same element, click.
  name.blur();
  await settle();
  expect(accept.isConnected).toBe(true);
  expect(accept.disabled).toBe(false);
  accept.click();
  await comeUp();
  expect(sockets).toHaveLength(2);
  expect(sockets[1]!.sent[0]).toMatchObject({ type: 'hello', name: 'Bob' });
  expect(sockets[1]!.sent.map(({ type }) => type)).toContain('accept');
  expect(sockets[0]!.sent.map(({ type }) => type)).not.toContain('accept');
});
