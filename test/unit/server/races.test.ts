// Everybody at once: visitors' tabs, two agents and the end of the chat, in any order of arrival. RUNS=... looks longer.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenRequest } from '../../../protocol/server.ts';
import { agentNamed } from '../../../server/agents.ts';
import { createWatch } from '../../../server/chats/watch.ts';
import { createChats } from '../../../server/chats.ts';
import { createLocalHub } from '../../../server/fanout/local.ts';
import { systemRandom } from '../../../server/ports.ts';
import type { Store } from '../../../server/store/store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { openRequest } from '../../support/server-client.ts';
import { createTestClock } from '../../support/server-clock.ts';

const RUNS = Number(process.env.RUNS ?? 200);
const policy = { isAllowedSite: () => true, maxOfflineSeconds: 3_600, retentionDays: 1 };
const [BOB, EVE] = [agentNamed('Bob'), agentNamed('Eve')];

/** A store whose changes arrive after as many turns as the test says. */
function delayed(store: Store, delays: readonly number[]): Store {
  let calls = 0;
  const change: Store['change'] = async (...words) => {
    const turns = delays[calls++ % delays.length] ?? 0;
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    return store.change(...words);
  };
  return { ...store, change };
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('say' as const), id: fc.nat(5) }),
  fc.record({ kind: fc.constant('accept' as const), agent: fc.constantFrom(BOB, EVE) }),
  fc.record({ kind: fc.constant('answer' as const), agent: fc.constantFrom(BOB, EVE), id: fc.nat(5) }),
  fc.record({ kind: fc.constant('end' as const), agent: fc.constantFrom(BOB, EVE) }),
  fc.record({ kind: fc.constant('leave' as const) }),
  fc.record({ kind: fc.constant('resume' as const), epoch: fc.nat(3) }),
);

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

describe('a chat in which everybody acts at once', () => {
  it(
    'has one log without gaps or doubles, one agent at a time, and nothing after its one end',
    async () => {
      const scenario = [
        fc.array(act, { maxLength: 25 }),
        fc.array(fc.nat(7), { minLength: 1, maxLength: 12 }),
      ] as const;
      await fc.assert(
        fc.asyncProperty(...scenario, async (acts, delays) => {
          const clock = createTestClock();
          const store = delayed(createMemoryStore(), delays);
          const parts = {
            store,
            hub: createLocalHub(),
            clock,
            random: systemRandom,
            policy,
            watch: createWatch(clock),
          };
          const { visitors, agents, presence } = createChats(parts);
          const opened = await visitors.open(openRequest(1) as OpenRequest);
          if (!opened.ok) throw new Error(opened.error.description);
          const { sessionId } = opened.value.session;
          const scope = { sessionId, writerEpoch: 0 };
          const messages: { id: string; told: number }[] = [];
          const say = async (id: string, done: Promise<{ ok: boolean; value?: unknown }>) => {
            const result = await done;
            if (result.ok) messages.push({ id, told: (result.value as { index: number }).index });
          };
          const perform = async (one: Act): Promise<unknown> => {
            const text = 'hello';
            switch (one.kind) {
              case 'say': {
                const request = { type: 'append', id: `visitor-${one.id}`, contentType: 'text', text } as const;
                return say(request.id, visitors.handle(scope, request));
              }
              case 'answer': {
                const id = `${one.agent.name}-agent-${one.id}`;
                return say(id, agents.append(one.agent, { id, sessionId, text }));
              }
              case 'accept':
                return agents.accept(one.agent, sessionId);
              case 'end':
                return agents.end(one.agent, sessionId);
              case 'leave':
                return visitors.handle(scope, { type: 'leave', id: 'leave-12' });
              case 'resume':
                return visitors.sawAlive({ sessionId, writerEpoch: one.epoch });
            }
          };
          await Promise.all(acts.map(perform));
          presence.close();

          const log = await store.entriesAfter(sessionId, 0, 1_000);
          expect(log.map(({ index }) => index)).toEqual(log.map((_, position) => position + 1));
          const said = log.filter((entry) => entry.kind === 'message');
          expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
          for (const { id, told } of messages) expect(log[told - 1]).toMatchObject({ kind: 'message', id });
          expect(said.length).toBe(new Set(messages.map(({ id }) => id)).size);
          const joined = log.filter((entry) => entry.kind === 'agentConnected');
          expect(joined.length).toBeLessThanOrEqual(1);
          const answers = said.filter(({ party }) => party.kind === 'agent');
          for (const answer of answers) expect(answer.party).toEqual(joined[0]?.party);
          const end = log.findIndex((entry) => entry.kind === 'sessionEnded');
          if (end !== -1) expect(end).toBe(log.length - 1);
          expect(await store.find(sessionId)).toMatchObject({
            status: end !== -1 ? 'ended' : joined.length > 0 ? 'active' : 'waiting',
            lastIndex: log.length,
          });
        }),
        { numRuns: RUNS },
      );
    },
    10_000 + RUNS * 20,
  );
});
