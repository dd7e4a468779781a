// A host page that means no good: whatever comes, a value goes back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedOrigin } from '../../../frame/rpc/link.ts';
import { createFrameMethods } from '../../../frame/rpc/methods.ts';
import type { Engine } from '../../../frame/session/engine.ts';
import { CHAT_ERRORS } from '../../../protocol/errors.ts';
import type { CallbackMark } from '../../../protocol/hooks.ts';
import { ok } from '../../../protocol/result.ts';
import type { Settlement } from '../../../protocol/rpc.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, SESSION } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';

const CODES: number[] = Object.values(CHAT_ERRORS).map(({ code }) => code);
const holes = new Array(4_000_000_000);
const huge = { text: 'x'.repeat(600_000) };
const METHODS = [
  ...['submit', 'setWindow', 'sendMessage', 'sendFile', 'sendTyping', 'getTranscript'],
  ...['setUserData', 'getUserData', 'deleteUserData', 'leave', 'callbackCalls'],
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
/** Small enough not to be refused for its size alone. */
const mild = fc.anything({ withDate: true, withMap: true, maxDepth: 2 });
/** Options that take the whole check, or nearly pass it. */
const options = fc.record(
  {
    embedded: fc.oneof(fc.constant(true), mild),
    registration: fc.oneof(fc.constant({ $hook: 'registration' }), fc.record({ inputs: mild }), mild),
    transport: fc.oneof(fc.dictionary(fc.constantFrom('init', 'sendMessage'), mild), mild),
    ui: fc.oneof(fc.record({ theme: mild, onBeforeChat: mild }, { requiredKeys: [] }), mild),
    ...{ localization: mild, logger: mild, serverUrl: mild, userData: mild, colour: mild },
  },
  { requiredKeys: [] },
);
const batch = (callback: fc.Arbitrary<unknown>) =>
  fc.array(fc.oneof({ weight: 4, arbitrary: fc.record({ callback, args: fc.oneof(fc.array(odd), odd) }) }, odd), {
    maxLength: 60,
  });
const argument = fc.oneof(
  // Seldom: each takes the look at its size to the limit.
  { weight: 1, arbitrary: fc.constantFrom(cyclic, { sessionId: SESSION.sessionId, userData: cyclic }) },
  { weight: 100, arbitrary: odd },
  { weight: 100, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), odd, { noNullPrototype: true }) },
  {
    weight: 100,
    arbitrary: fc.record({
      requestId: fc.nat(9_999).map((count) => `request-${count}`),
      ...{ method: fc.constantFrom('startChat', 'restoreChat'), options },
    }),
  },
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
        ...{ method: fc.constantFrom('startChat', 'restoreChat', 'constructor'), options: fc.oneof(options, odd) },
        calls: fc.oneof(batch(fc.oneof(fc.string(), odd)), odd),
      },
      { requiredKeys: [] },
    ),
  },
);

/** CALLS=100000 goes on for longer. */
const RUNS = Number(process.env.CALLS ?? 10_000);

type Methods = Record<
  string,
  (input: unknown) => Promise<{ ok: boolean; value?: unknown; error?: { code: number; description: string } }>
>;

/** The rate is another rule: each call comes a second after the last. */
function methodsOf(engine: Engine): Methods {
  let now = 0;
  const clock = {
    uptime() {
      now += 1_000;
      return now;
    },
  };
  return createFrameMethods(Promise.resolve(engine), clock) as Methods;
}

function watchUncaught(): { uncaught: unknown[]; stop(): void } {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('unhandledRejection', note);
  return { uncaught, stop: () => void process.off('unhandledRejection', note) };
}

const STACK = /\bat .*:\d+:\d+/;

describe('the table of what a page can call', () => {
  it('holds the methods of the protocol and nothing that it inherits', () => {
    const methods = methodsOf(startEngine().engine);
    expect(Object.keys(methods).sort()).toEqual([...METHODS].sort());
    expect([Object.getPrototypeOf(methods), Object.isFrozen(methods)]).toEqual([null, true]);
  });
});

describe('calls that no honest page makes', () => {
  it('each end in a value or a listed code, without a stack, and the chat goes on', async () => {
    const world = startEngine();
    world.submit('startChat', { registration: false });
    world.transport.events.onOpened(opened());
    const methods = methodsOf(world.engine);
    const { uncaught, stop } = watchUncaught();
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...METHODS), argument, async (name, input) => {
        const { life } = world.engine.state();
        if (name === 'leave' && (input as { sessionId?: unknown } | null)?.sessionId === SESSION.sessionId) return;
        const answer = await methods[name]!(input);
        if (!answer.ok) refused += 1;
        if (!answer.ok) expect(CODES).toContain(answer.error?.code);
        expect(JSON.stringify(answer)).not.toMatch(STACK);
        expect(world.engine.state().life.phase).toBe(life.phase);
      }),
      { numRuns: RUNS, seed: 20_261_123 },
    );
    for (let heard = -1; heard !== world.heard.length; await settled()) heard = world.heard.length;
    stop();
    expect(uncaught).toEqual([]);
    expect(refused).toBeGreaterThan(RUNS / 2);
    const outcomes = world.heard
      .filter(([name]) => name === 'settle')
      .map(([, settlement]) => settlement as Settlement);
    expect(outcomes.length).toBeGreaterThan(RUNS / 100);
    for (const outcome of outcomes) if (outcome.outcome === 'failed') expect(CODES).toContain(outcome.error.code);
    expect(JSON.stringify(outcomes)).not.toMatch(STACK);
    expect(world.engine.state().life.phase).toBe('active');
  }, 60_000);

  it('of functions that the page was handed end in a value or a listed code each, whatever they are called with', async () => {
    const callbacks: string[] = [];
    const world = startEngine({
      async runHook({ args }) {
        const [done, context] = args as [CallbackMark, { save: CallbackMark; cancel: CallbackMark }];
        callbacks.splice(0, callbacks.length, done.$callback, context.save.$callback);
        return ok(undefined);
      },
    });
    world.submit('startChat', { registration: { $hook: 'registration' } });
    await settled();
    expect(callbacks).toHaveLength(2);
    const methods = methodsOf(world.engine);
    const { uncaught, stop } = watchUncaught();
    const phases = new Set<string>();
    const input = fc.record({ calls: fc.oneof({ weight: 9, arbitrary: batch(fc.constantFrom(...callbacks)) }, odd) });
    await fc.assert(
      fc.asyncProperty(input, async (calls) => {
        const answer = await methods.callbackCalls!(calls);
        const failures = answer.ok ? (answer.value as ({ code: number } | null)[]) : [answer.error];
        for (const failure of failures) if (failure) expect(CODES).toContain(failure.code);
        expect(JSON.stringify(answer)).not.toMatch(STACK);
        phases.add(world.engine.state().life.phase);
      }),
      { numRuns: RUNS / 10, seed: 20_261_123 },
    );
    await settled();
    stop();
    expect(uncaught).toEqual([]);
    expect(phases).toContain('connecting');
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
