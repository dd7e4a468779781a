// What a transport promises to the session, whatever it stands on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReconnecting } from '../../frame/transport/reconnecting.ts';
import type { Cursor, Hello, OpenChannel, Transport, TransportEvents } from '../../frame/transport/transport.ts';
import type { ServerPush } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { systemClock, systemRandom } from '../support/frame-node.ts';
import { openHello } from './channel-contract.ts';

/** A transport, and hands on the way beneath it. */
export type TransportWorld = {
  create(events: TransportEvents): Transport;
  /** The first words of each attempt. */
  tries: readonly { type: string; openId?: string }[];
  /** While it is blocked no attempt succeeds. */
  setBlocked(isBlocked: boolean): void;
  /** What is open is lost. */
  cut(): void;
  stop(): Promise<void>;
};
export type StartTransportWorld = (onTry: () => void) => Promise<TransportWorld>;

/** Channels, between which and the transport a test can break and mend the way. */
export const overChannels =
  (start: () => Promise<{ open: OpenChannel; stop(): Promise<void> }>): StartTransportWorld =>
  async (onTry) => {
    const world = await start();
    const losses = new Set<() => void>();
    const tries: Hello[] = [];
    let isBlocked = false;
    const open: OpenChannel = async (hello, events, signal) => {
      tries.push(hello);
      onTry();
      if (isBlocked) return { outcome: 'unreachable' };
      const opening = await world.open(hello, events, signal);
      if (opening.outcome === 'opened') {
        losses.add(() => {
          opening.channel.close();
          events.onLost();
        });
      }
      return opening;
    };
    return {
      create: (events) => createReconnecting({ open, clock: systemClock, random: systemRandom }, events),
      tries,
      setBlocked(value) {
        isBlocked = value;
      },
      cut() {
        for (const lose of losses) lose();
        losses.clear();
      },
      stop: world.stop,
    };
  };

export function transportContract(name: string, start: StartTransportWorld): void {
  describe(`${name} transport`, () => {
    let world: TransportWorld;
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
      [heard, indexes, session, look] = [[], [], null, () => {}];
      world = await start(() => look());
      transport = world.create({
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
      });
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
      world.cut();
      await until(() => heard.includes('resumed'));
      expect(world.tries.map(({ type }) => type)).toEqual(['open', 'resume']);
      await append('message-two');
      await until(() => indexes.includes(2));
      expect(indexes).toEqual([1, 2]);
      expect(heard).toEqual(['opened', 'down', 'resumed']);
    });

    it('repeats the same open until it is answered', async () => {
      world.setBlocked(true);
      transport.start(openHello('the-one-and-only-open-1') as never, cursor);
      await until(() => world.tries.length > 1);
      world.setBlocked(false);
      await until(() => heard.includes('opened'));
      expect(new Set(world.tries.map(({ openId }) => openId)).size).toBe(1);
    });

    it('says that it is down once, however often it tries, and answers at once with 100', async () => {
      await opened();
      world.setBlocked(true);
      world.cut();
      const tried = world.tries.length;
      expect(await append('message-one')).toMatchObject({ ok: false, error: { code: 100 } });
      transport.wake();
      await until(() => world.tries.length > tried);
      expect(heard).toEqual(['opened', 'down']);
    });

    it('gives up when it is refused', async () => {
      transport.resume(cursor);
      await until(() => heard.length > 0);
      transport.wake();
      expect(heard).toEqual(['refused 50']);
      expect(world.tries).toHaveLength(1);
    });

    it('is silent once it is closed, and can be used again', async () => {
      await opened();
      transport.close();
      transport.close();
      world.cut();
      expect(heard).toEqual(['opened']);
      transport.resume(cursor);
      await until(() => heard.includes('resumed'));
    });
  });
}
