// A server that is killed without warning while both sides talk, again and again: what was acknowledged is in the file,
// once, at the index that was told, and in the order of sending. SEED=... repeats a run; KILLS=... makes it longer.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../../server/store/sqlite.ts';
import { bundleServer, startServerChild } from '../../support/server-child.ts';
import {
  type Json,
  message,
  openAgent,
  openRequest,
  openSocket,
  resumeRequest,
  type TestSocket,
} from '../../support/server-client.ts';
import { removeFolder, temporaryFolder } from '../../support/server-in-process.ts';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const KILLS = Number(process.env.KILLS ?? 20);
/** Most acknowledgements between a start and its kill. */
const MOST_ACKS = 30;

/** Mulberry32: small, and the same on every machine. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** One side of the talk: sends the next message when the one before is acknowledged, the same one after a loss. */
function createTalker(name: string) {
  const sent: string[] = [];
  const acknowledged = new Map<string, number>();
  return {
    sent,
    acknowledged,
    async talk(channel: TestSocket, extra: Record<string, unknown>, onAck: () => void): Promise<void> {
      for (;;) {
        const last = sent.at(-1);
        const id = last !== undefined && !acknowledged.has(last) ? last : `${name}-${sent.length + 1}`.padEnd(8, '_');
        if (id !== last) sent.push(id);
        const result: Json = await Promise.race([channel.ask({ ...message(id, id), ...extra }), channel.closed]);
        if (!result.ok) return;
        acknowledged.set(id, result.value.index);
        onAck();
      }
    },
  };
}

describe('a server that is killed while people talk', () => {
  let folder = '';
  let bundle = '';
  beforeAll(async () => {
    folder = temporaryFolder();
    bundle = await bundleServer(folder);
  }, 60_000);
  afterAll(() => removeFolder(folder));

  it(
    'has every acknowledged message afterwards, exactly once and in order',
    async () => {
      console.info(`${KILLS} kills with SEED=${SEED}`);
      const dice = createDice(SEED);
      const file = join(folder, 'chat.db');
      const [visitor, agent] = [createTalker('visitor'), createTalker('agent')];
      const seen: number[] = [];
      let session = { sessionId: '', token: '' };

      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await startServerChild(bundle, file);
        const { port } = server;
        const channel = await openSocket(port);
        const hello = session.token ? resumeRequest(port, session, seen.at(-1) ?? 0) : openRequest(port);
        const answer = await channel.ask(hello);
        session = answer.value.session ?? session;
        const { sessionId } = session;
        const { channel: desk } = await openAgent(port);
        expect((await desk.ask({ type: 'accept', sessionId })).ok).toBe(true);

        let acksLeft = 1 + dice(MOST_ACKS);
        let turnsLeft = dice(12);
        let killed: Promise<void> | null = null;
        // Not only at the moment of an acknowledgement: some turns later the next message is on its way.
        const strike = () => {
          turnsLeft -= 1;
          if (turnsLeft < 0) killed = server.kill();
          else setImmediate(strike);
        };
        const onAck = () => {
          acksLeft -= 1;
          if (acksLeft === 0) strike();
        };
        await Promise.all([visitor.talk(channel, {}, onAck), agent.talk(desk, { sessionId }, onAck)]);
        await killed;
        await Promise.all([channel.closed, desk.closed]);
        seen.push(...channel.entries().map(({ index }) => index));
      }

      const store = openSqliteStore(file, Date.now);
      const log = await store.entriesAfter(session.sessionId, 0, 1_000_000);
      await store.close();
      const why = `SEED=${SEED}`;
      expect(
        log.map(({ index }) => index),
        why,
      ).toEqual(log.map((_, position) => position + 1));
      expect(seen, why).toEqual(seen.map((_, position) => position + 1));
      for (const [kind, { sent, acknowledged }] of Object.entries({ visitor, agent })) {
        const stored = log.filter((entry) => entry.kind === 'message' && entry.party.kind === kind);
        const ids = stored.map((entry) => (entry.kind === 'message' ? entry.id : ''));
        // The last one may have been on its way.
        expect(ids, why).toEqual(sent.slice(0, ids.length));
        expect(ids.length, why).toBeGreaterThanOrEqual(acknowledged.size);
        for (const [id, index] of acknowledged) expect(log[index - 1], why).toMatchObject({ id });
      }
      expect(visitor.acknowledged.size + agent.acknowledged.size).toBeGreaterThanOrEqual(KILLS);
    },
    60_000 + KILLS * 3_000,
  );
});
