// What every channel promises, whatever carries it. Run against the real server and against the fake one.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Hello, OpenChannel } from '../../frame/transport/transport.ts';
import type { Opened, ServerPush } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { systemRandom } from '../support/frame-node.ts';

export type ChannelWorld = {
  open: OpenChannel;
  /** Breaks the line beneath every open channel and refuses new ones. */
  cut(): Promise<void>;
  stop(): Promise<void>;
};

export const openHello = (openId = systemRandom.id()): Hello => ({
  ...{
    type: 'open',
    version: 1,
    deployment: 'default',
    openId,
    username: 'Vera',
    subject: '',
    userData: { plan: 'A' },
  },
  ...{ page: { url: 'http://localhost/', title: 'Shop' }, siteOrigin: 'http://shop.localhost' },
  ...{ maxOfflineSeconds: 1_800, writerEpoch: 0, identity: null },
});

export const resumeHello = (session: SessionKey, afterIndex: number): Hello => ({
  ...{ type: 'resume', version: 1, session, afterIndex, writerEpoch: 0, identity: null },
  page: { url: 'http://localhost/', title: 'Shop' },
});

/** Collects what a channel pushes and says when an index has come. */
function createListener() {
  const pushes: ServerPush[] = [];
  const waiting = new Set<() => void>();
  let lost = 0;
  const indexes = () =>
    pushes.flatMap((push) => (push.type === 'entries' ? push.entries.map(({ index }) => index) : []));
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const changed = () => {
    for (const look of [...waiting]) look();
  };
  return {
    events: {
      onPush(push: ServerPush) {
        pushes.push(push);
        changed();
      },
      onLost() {
        lost += 1;
        changed();
      },
    },
    indexes,
    lost: () => lost,
    untilIndex: (index: number) => until(() => indexes().includes(index)),
    untilLost: () => until(() => lost > 0),
  };
}

const append = (id: string, text = 'hello') => ({ type: 'append', id, contentType: 'text', text }) as const;

export function channelContract(name: string, start: () => Promise<ChannelWorld>): void {
  describe(`${name} channel`, () => {
    let world: ChannelWorld;
    const channels: Channel[] = [];
    beforeEach(async () => {
      world = await start();
    });
    afterEach(async () => {
      for (const channel of channels.splice(0)) channel.close();
      await world.stop();
    });

    const open = async (hello: Hello) => {
      const listener = createListener();
      const opening = await world.open(hello, listener.events, new AbortController().signal);
      if (opening.outcome !== 'opened') throw new Error(`not opened: ${JSON.stringify(opening)}`);
      channels.push(opening.channel);
      return { ...opening, listener };
    };
    const openNew = async (openId?: string) => {
      const opening = await open(openHello(openId));
      return { ...opening, session: (opening.value as Opened).session };
    };

    it('opens a session, and the same one when the open is repeated', async () => {
      const openId = systemRandom.id();
      const first = await openNew(openId);
      const second = await openNew(openId);
      expect(second.session.sessionId).toBe(first.session.sessionId);
    });

    it('gives each appended message one index, also when it comes twice', async () => {
      const { channel, listener } = await openNew();
      const first = await channel.request(append('message-one'));
      expect(first).toMatchObject({ ok: true, value: { index: expect.any(Number) } });
      expect(await channel.request(append('message-one'))).toEqual(first);
      await channel.request(append('message-two'));
      const last = (first as { value: { index: number } }).value.index + 1;
      await listener.untilIndex(last);
      expect(listener.indexes()).toEqual(Array.from({ length: last }, (_, place) => place + 1));
    });

    it('pushes only what is above the index that a resume names', async () => {
      const { channel, session, listener } = await openNew();
      await channel.request(append('message-one'));
      await channel.request(append('message-two'));
      await listener.untilIndex(2);
      const known = listener.indexes().length - 1;
      const again = await open(resumeHello(session, known));
      await again.listener.untilIndex(known + 1);
      expect(again.listener.indexes()).toEqual([known + 1]);
    });

    it('is refused with 50 for a session that the server does not know', async () => {
      const hello = resumeHello({ sessionId: 'no-such-session', token: 'a-token-of-no-value-at-all' }, 0);
      const opening = await world.open(hello, createListener().events, new AbortController().signal);
      expect(opening).toMatchObject({ outcome: 'refused', error: { code: 50 } });
    });

    it('answers questions about the session', async () => {
      const { channel } = await openNew();
      await channel.request(append('message-one'));
      expect(await channel.request({ type: 'getTranscript', id: systemRandom.id(), fromIndex: 1 })).toMatchObject({
        value: { entries: [{ index: 1 }], more: false },
      });
      expect(await channel.request({ type: 'getUserData', id: systemRandom.id(), keys: ['plan'] })).toMatchObject({
        value: { userData: { plan: 'A' } },
      });
      expect(await channel.request({ type: 'ping', id: systemRandom.id() })).toMatchObject({ ok: true });
    });

    it('answers typing, which the server does not', async () => {
      const { channel } = await openNew();
      const typing = { type: 'typing', id: systemRandom.id(), isTyping: true, text: null } as const;
      expect(await channel.request(typing)).toMatchObject({ ok: true });
    });

    it('shows the end as the last entry, also to a resume', async () => {
      const { channel, session, listener } = await openNew();
      await channel.request({ type: 'leave', id: systemRandom.id() });
      await listener.untilIndex(1);
      const again = await open(resumeHello(session, 0));
      await again.listener.untilIndex(1);
      expect(again.listener.indexes()).toEqual([1]);
    });

    it('stays open when it is looked at, and pushes on, each entry once', async () => {
      const { channel, listener } = await openNew();
      await channel.request(append('message-one'));
      await listener.untilIndex(1);
      for (const _ of ['online', 'visible', 'shown']) channel.check();
      await channel.request(append('message-two'));
      channel.check();
      await listener.untilIndex(2);
      expect([listener.indexes(), listener.lost()]).toEqual([[1, 2], 0]);
    });

    it('says once that it is lost, answers open requests with 100, and is unreachable after that', async () => {
      const { channel, session, listener } = await openNew();
      await world.cut();
      const answer = await channel.request({ type: 'ping', id: systemRandom.id() });
      expect(answer).toMatchObject({ ok: false, error: { code: 100 } });
      await listener.untilLost();
      expect(await channel.request(append('message-one'))).toMatchObject({ error: { code: 100 } });
      expect(listener.lost()).toBe(1);
      const opening = await world.open(resumeHello(session, 0), createListener().events, new AbortController().signal);
      expect(opening).toEqual({ outcome: 'unreachable' });
    });

    it('does not say that it is lost when it was closed', async () => {
      const { channel, listener } = await openNew();
      channel.close();
      channel.close();
      expect(await channel.request({ type: 'ping', id: systemRandom.id() })).toMatchObject({ error: { code: 100 } });
      expect(listener.lost()).toBe(0);
    });

    it('opens nothing when it is called off', async () => {
      const calledOff = new AbortController();
      const opening = world.open(openHello(), createListener().events, calledOff.signal);
      calledOff.abort();
      expect(await opening).toEqual({ outcome: 'unreachable' });
    });
  });
}
