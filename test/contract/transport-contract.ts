// What a transport promises to the session, whatever channels it stands on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReconnecting } from '../../frame/transport/reconnecting.ts';
import type { Cursor, Hello, OpenChannel, Transport } from '../../frame/transport/transport.ts';
import type { ServerPush } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { systemClock, systemRandom } from '../support/frame-node.ts';
import { openHello } from './channel-contract.ts';

export type TransportWorld = { open: OpenChannel; stop(): Promise<void> };

/** The way between transport and channel, which a test can break and mend. */
function createBreakable(inner: OpenChannel, onTry: () => void) {
  const losses = new Set<() => void>();
  const hellos: Hello[] = [];
  const way = {
    blocked: false,
    hellos,
    open: (async (hello, events, signal) => {
      hellos.push(hello);
      onTry();
      if (way.blocked) return { outcome: 'unreachable' };
      const opening = await inner(hello, events, signal);
      if (opening.outcome === 'opened') {
        losses.add(() => {
          opening.channel.close();
          events.onLost();
        });
      }
      return opening;
    }) satisfies OpenChannel,
    cut() {
      for (const lose of losses) lose();
      losses.clear();
    },
  };
  return way;
}

export function transportContract(name: string, start: () => Promise<TransportWorld>): void {
  describe(`transport on ${name} channels`, () => {
    let world: TransportWorld;
    let way: ReturnType<typeof createBreakable>;
    let transport: Transport;
    let heard: string[];
    let indexes: number[];
    let session: SessionKey | null;
    let look: () => void;

    const cursor: Cursor = () => ({
      session: session ?? { sessionId: 'no-such-session', token: 'a-token-of-no-value-at-all' },
      ...{ afterIndex: indexes.at(-1) ?? 0, writerEpoch: 0, page: { url: '', title: '' } },
    });
    const until = (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        look = () => holds() && resolve();
        look();
      });
    const note = (word: string): void => {
      heard.push(word);
      look();
    };
    const append = (id: string) => transport.request({ type: 'append', id, contentType: 'text', text: 'hello' });

    beforeEach(async () => {
      world = await start();
      way = createBreakable(world.open, () => look());
      [heard, indexes, session, look] = [[], [], null, () => {}];
      transport = createReconnecting(
        { open: way.open, clock: systemClock, random: systemRandom },
        {
          onOpened(opened) {
            session = opened.session;
            note('opened');
          },
          onResumed: () => note('resumed'),
          onPush(push: ServerPush) {
            if (push.type === 'entries') indexes.push(...push.entries.map(({ index }) => index));
            look();
          },
          onDown: () => note('down'),
          onError: ({ code }) => note(`error ${code}`),
          onRefused: ({ code }) => note(`refused ${code}`),
        },
      );
    });
    afterEach(async () => {
      transport.close();
      await world.stop();
    });

    const opened = async () => {
      transport.start(openHello() as never, cursor);
      await until(() => heard.includes('opened'));
    };

    it('opens, and comes back by itself where the cursor stands', async () => {
      await opened();
      await append('message-one');
      await until(() => indexes.includes(1));
      way.cut();
      await until(() => heard.includes('resumed'));
      expect(way.hellos.map(({ type }) => type)).toEqual(['open', 'resume']);
      await append('message-two');
      await until(() => indexes.includes(2));
      expect(indexes).toEqual([1, 2]);
      expect(heard).toEqual(['opened', 'down', 'resumed']);
    });

    it('repeats the same open until it is answered', async () => {
      way.blocked = true;
      transport.start(openHello('the-one-and-only-open-1') as never, cursor);
      await until(() => way.hellos.length > 1);
      way.blocked = false;
      await until(() => heard.includes('opened'));
      expect(new Set(way.hellos.map((hello) => hello.type === 'open' && hello.openId)).size).toBe(1);
    });

    it('says that it is down once, however often it tries, and answers at once with 100', async () => {
      await opened();
      way.blocked = true;
      way.cut();
      const tried = way.hellos.length;
      expect(await append('message-one')).toMatchObject({ ok: false, error: { code: 100 } });
      transport.wake();
      await until(() => way.hellos.length > tried);
      expect(heard).toEqual(['opened', 'down']);
    });

    it('gives up when it is refused', async () => {
      transport.resume(cursor);
      await until(() => heard.length > 0);
      transport.wake();
      expect(heard).toEqual(['refused 50']);
      expect(way.hellos).toHaveLength(1);
    });

    it('is silent once it is closed, and can be used again', async () => {
      await opened();
      transport.close();
      transport.close();
      way.cut();
      expect(heard).toEqual(['opened']);
      transport.resume(cursor);
      await until(() => heard.includes('resumed'));
    });
  });
}
