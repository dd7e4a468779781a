// Whose way to a server it is, chosen at each start and resume; and trouble that does not end the chat.

import { describe, expect, it } from 'vitest';
import { createSwitchingTransport } from '../../../../frame/transport/switching.ts';
import type { Cursor, Transport } from '../../../../frame/transport/transport.ts';
import { SERVER_UNAVAILABLE } from '../../../../protocol/errors.ts';
import { ok } from '../../../../protocol/result.ts';
import { openHello } from '../../../contract/channel-contract.ts';
import { chatting, run, said, told } from '../../../support/frame-facts.ts';

const cursor = (() => ({})) as Cursor;
const ping = { type: 'ping', id: 'ping-one' } as const;

function ways() {
  const done: string[] = [];
  let name = 'one';
  const create = (): Transport => {
    const mine = name;
    done.push(`${mine} created`);
    const note = (word: string) => (): void => void done.push(`${mine} ${word}`);
    return {
      start: note('started'),
      resume: note('resumed'),
      request: async () => ok(mine),
      wake: note('woken'),
      close: note('closed'),
    };
  };
  const transport = createSwitchingTransport(() => ({ name, create }));
  const choose = (next: string): void => {
    name = next;
  };
  return { transport, done, choose };
}

describe('the way to a server', () => {
  it('is not chosen before it is needed', async () => {
    const { transport, done } = ways();
    transport.wake();
    transport.close();
    expect(await transport.request(ping)).toEqual({ ok: false, error: SERVER_UNAVAILABLE });
    expect(done).toEqual([]);
  });

  it('stays the same one as long as the choice is the same', async () => {
    const { transport, done } = ways();
    transport.start(openHello() as never, cursor);
    transport.resume(cursor);
    expect(await transport.request(ping)).toEqual(ok('one'));
    expect(done).toEqual(['one created', 'one started', 'one resumed']);
  });

  it('is closed when another one is chosen, and only with the next start or resume', async () => {
    const { transport, done, choose } = ways();
    transport.start(openHello() as never, cursor);
    choose('two');
    expect(await transport.request(ping)).toEqual(ok('one'));
    transport.resume(cursor);
    expect(await transport.request(ping)).toEqual(ok('two'));
    expect(done).toEqual(['one created', 'one started', 'one closed', 'two created', 'two resumed']);
  });
});

describe('trouble that a transport tells of', () => {
  it('is told to the site, and the chat goes on', () => {
    const before = chatting([said(1)]);
    const error = { code: 3, description: 'transport: MessageReceived: index: expected number, received "1"' };
    const after = run(before, { type: 'errorReported', error });
    expect(told(after.effects)).toEqual([{ name: 'error', event: { error, restored: false } }]);
    expect(after.state).toEqual(before);
  });
});
