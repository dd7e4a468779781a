// A host page, or somebody who has changed what is saved, that means no good: whatever comes, a value goes back.

import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { claimedOrigin } from '../../../frame/rpc/link.ts';
import { createFrameMethods } from '../../../frame/rpc/methods.ts';
import { INITIAL_STATE } from '../../../frame/session/initial-state.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { CHAT_ERRORS } from '../../../protocol/errors.ts';
import { PersistedState, stateKey } from '../../../protocol/persisted.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { chatting, opened, PLACE, run, SESSION, said, savedFrom, start, T0 } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';

const CODES: number[] = Object.values(CHAT_ERRORS).map(({ code }) => code);
const holes = new Array(4_000_000_000);
const huge = { text: 'x'.repeat(600_000) };
const METHODS = [
  ...['submit', 'setWindow', 'sendMessage', 'sendTyping', 'getTranscript'],
  ...['setUserData', 'getUserData', 'deleteUserData', 'leave'],
] as const;
const cyclic: unknown[] = [];
cyclic.push({ again: cyclic });
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'sessionId', 'text', 'options', 'requestId', 'to'];

const odd = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, maxDepth: 2 }),
  },
  fc.constantFrom<unknown>(holes, huge, Number.NaN, 'open', SESSION.sessionId, null),
);
const argument = fc.oneof(
  // Seldom: each takes the look at its size to the limit.
  { weight: 1, arbitrary: fc.constantFrom(cyclic, { sessionId: SESSION.sessionId, userData: cyclic }) },
  { weight: 100, arbitrary: odd },
  { weight: 100, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), odd, { noNullPrototype: true }) },
  {
    weight: 100,
    arbitrary: fc.record(
      {
        sessionId: fc.oneof(fc.constant(SESSION.sessionId), odd),
        ...{ text: fc.oneof(fc.string(), odd), contentType: fc.oneof(fc.constantFrom('text', 'url'), odd) },
        ...{ isTyping: fc.oneof(fc.boolean(), odd), typedText: fc.oneof(fc.string(), odd), fromIndex: odd },
        ...{
          userData: odd,
          keys: fc.oneof(fc.array(fc.string()), odd),
          to: fc.constantFrom('open', 'minimized', 'up'),
        },
        requestId: fc.oneof(fc.constantFrom('request-1', 'request-2'), odd),
        ...{ method: fc.constantFrom('startChat', 'restoreChat', 'constructor'), options: odd },
      },
      { requiredKeys: [] },
    ),
  },
);

/** Enough for each commit; CALLS=10000 goes on for longer. */
const RUNS = Number(process.env.CALLS ?? 2_000);

describe('calls that no honest page makes', () => {
  it('each end in a value or a listed code, without a stack, and the chat goes on', async () => {
    const world = startEngine();
    world.submit('startChat', { registration: false });
    world.transport.events.onOpened(opened());
    let now = 0;
    const clock = {
      now() {
        // The rate is another rule.
        now += 1_000;
        return now;
      },
    };
    const methods = createFrameMethods(Promise.resolve(world.engine), clock) as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: number; description: string } }>
    >;
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('unhandledRejection', note);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...METHODS), argument, async (name, input) => {
        const { life } = world.engine.state();
        if (name === 'leave' && (input as { sessionId?: unknown } | null)?.sessionId === SESSION.sessionId) return;
        const answer = await methods[name]!(input);
        if (!answer.ok) refused += 1;
        if (!answer.ok) expect(CODES).toContain(answer.error?.code);
        expect(JSON.stringify(answer)).not.toMatch(/\bat .*:\d+:\d+/);
        expect(world.engine.state().life.phase).toBe(life.phase);
      }),
      { numRuns: RUNS, seed: 20_261_123 },
    );
    await settled();
    process.off('unhandledRejection', note);
    expect(uncaught).toEqual([]);
    expect(refused).toBeGreaterThan(RUNS / 2);
    expect(world.engine.state().life.phase).toBe('active');
  }, 60_000);
});

describe('an origin in the address', () => {
  it.each([
    ...['', '#', '#origin=', '#origin=null', '#origin=*', '#origin=javascript:alert(1)', '#origin=data:text/html,x'],
    ...['#origin=http://shop.localhost/', '#origin=http://shop.localhost/path', '#origin=HTTP://SHOP.localhost'],
    ...['#origin=http://a@shop.localhost', '#origin=http://shop.localhost:80', '#origin=about:blank', '#origin=%ff'],
  ])('%j that is none is nobody', (fragment) => {
    expect(claimedOrigin(fragment) ?? 'null').toBe('null');
  });
});

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const STATES = [
  savedFrom(run(INITIAL_STATE, start('ticket-start', true)).state),
  savedFrom(run(INITIAL_STATE, start('ticket-start', false)).state),
  savedFrom(
    run(chatting([said(1), said(2)]), { type: 'messageSubmitted', id: 'message-a', text: 'hello', contentType: 'text' })
      .state,
  ),
];

/** Every place in a value, as a path. */
const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))]
    : [path];

function changed(state: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return to;
  const copy = (Array.isArray(state) ? [...state] : { ...(state as object) }) as Record<string, unknown>;
  if (rest.length === 0 && to === undefined) delete copy[name];
  else copy[name] = changed(copy[name], rest, to);
  return copy;
}

const mutation = fc
  .constantFrom(...STATES)
  .chain((state) =>
    fc.tuple(
      fc.constant(state),
      fc.constantFrom(...pathsOf(state)),
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined), fc.string({ minLength: 1 }), fc.nat(3)),
    ),
  );

describe('1,000 changes to what is saved', () => {
  it('each give the chat as it stands there, or a clean start, and throw nothing', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(mutation, async ([state, path, to]) => {
        const poisoned = changed(state, path, to);
        const storage = createMemoryStore();
        storage.set(KEY, JSON.stringify(poisoned) ?? 'undefined');
        const logged: unknown[] = [];
        const world = startEngine({ storage, log: (...words) => logged.push(words) });
        world.clock.set(T0 + 1_000);
        world.submit('restoreChat');
        await settled();
        const { life } = world.engine.state();
        outcomes.add(life.phase);
        expect(logged).toEqual([]);
        if (life.phase === 'idle') {
          expect(world.heard).toContainEqual(['settle', { requestId: 'restoreChat-1', outcome: 'noSession' }]);
          expect(storage.get(KEY)).toBeNull();
          return;
        }
        const read = v.parse(PersistedState, JSON.parse(JSON.stringify(poisoned)));
        expect(life.phase === 'restoring' ? 'active' : life.phase).toBe(read.saved.phase);
        if (life.phase === 'restoring' && read.saved.phase === 'active') {
          expect([life.session, life.transcript.entries, life.draft]).toEqual([
            ...[read.saved.session, read.saved.tail, read.saved.draft],
          ]);
        }
      }),
      { numRuns: 1_000, seed: 20_261_123 },
    );
    expect([...outcomes].sort()).toEqual(['connecting', 'idle', 'registering', 'restoring']);
  }, 60_000);
});
