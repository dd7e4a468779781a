// Thousands of things that are no options, through the real host side and the frame's real look at them: each works or is
// refused with a code of the table and the name of the option, and nothing is thrown at the page.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkRequest } from '../../../frame/extras/requests.ts';
import { isBounded } from '../../../frame/rpc/limits.ts';
import { plainRequest } from '../../../frame/session/requests.ts';
import { CHAT_ERRORS } from '../../../protocol/errors.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { Ticket } from '../../../protocol/rpc.ts';
import { createHostSide, type FakeFrame } from '../../support/host-fake-frame.ts';

/** ODD_OPTIONS=2000 for a quick look. */
const RUNS = Number(process.env.ODD_OPTIONS ?? 10_000);
/** The same options at each run; SEED=n for others. */
const seed = Number(process.env.SEED ?? 20_261_123);
const CODES: readonly number[] = Object.values(CHAT_ERRORS).map(({ code }) => code);
const FRAME = { ownOrigin: 'https://chat.test', serverOrigins: [], supports: () => true };
const throwing = () => {
  throw new Error('the page’s own');
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const cycle = () => {
  const ring: Record<string, unknown> = { list: [] };
  ring.self = ring;
  (ring.list as unknown[]).push(ring);
  return ring;
};
const deep = (levels: number) => {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
};

/** Each is made anew, and only when it is used: some can be used once, and some break whoever looks at them. */
const HOSTILE: readonly (() => unknown)[] = [
  () => throwing,
  () => Symbol('odd'),
  () => class Odd {},
  () => async () => {},
  () => new Proxy({}, { get: throwing }),
  () => new Proxy({}, { ownKeys: throwing }),
  () => new Proxy([], { getOwnPropertyDescriptor: throwing }),
  revoked,
  cycle,
  () => deep(50),
  () => deep(10_000),
  () => 'x'.repeat(100_000),
  () => Array.from({ length: 2_000 }, (_, n) => n),
  () => Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, n])),
  () => new Map([[{}, throwing]]),
  () => new Set([cycle()]),
  () => new WeakMap(),
  () => Promise.resolve(1),
  // biome-ignore lint/suspicious/noThenProperty: an odd option.
  () => ({ then: throwing }),
  () => ({ toJSON: throwing, toString: throwing, valueOf: throwing }),
  () => new Error('an error', { cause: cycle() }),
  () => new Date(Number.NaN),
  () => /(?:)/g,
  () => new ArrayBuffer(8),
  () => new Float64Array([Number.NaN, -0]),
  () => new MessageChannel().port1,
  () => Object.defineProperty({}, 'inner', { enumerable: true, get: throwing }),
  () => Object.defineProperty({}, 'constructor', { enumerable: true, value: null }),
  () => Object.create(null),
  () => Object.create({ inherited: throwing }),
  () => Object.freeze([Object.freeze({})]),
  () => BigInt(2) ** BigInt(70),
  () => globalThis,
];

const NAMES = [
  ...['embedded', 'serverUrl', 'registration', 'userData', 'username', 'subject', 'debug', 'maxOfflineDuration'],
  ...['disableWebSockets', 'templates', 'ui', 'transport', 'logger', 'localization', 'stateStorage'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '', '0', '\0', '💬'],
];
const anything = fc.anything({
  ...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true },
  ...{ withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true, withUnicodeString: true },
});
type Make = () => unknown;
const value: fc.Arbitrary<Make> = fc.oneof(
  anything.map((held) => () => held),
  fc.constantFrom(...HOSTILE),
);
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary' }));

/** A property in one of the ways that an object can have it. */
const property = fc.tuple(
  name,
  value,
  fc.constantFrom('data', 'getter', 'throwing getter', 'not enumerable', 'symbol'),
);
const object = fc.tuple(fc.boolean(), fc.array(property, { maxLength: 5 })).map(([embedded, properties]) => () => {
  const made: object = embedded ? { embedded: true } : {};
  for (const [key, make, way] of properties) {
    const held = make();
    const descriptor =
      way === 'getter' ? { get: () => held } : way === 'throwing getter' ? { get: throwing } : { value: held };
    const place = way === 'symbol' ? Symbol(key) : key;
    Object.defineProperty(made, place, { configurable: true, enumerable: way !== 'not enumerable', ...descriptor });
  }
  return made;
});
const given: fc.Arbitrary<Make> = fc.oneof({ weight: 4, arbitrary: object }, { weight: 1, arbitrary: value });

let frame: FakeFrame;
let reached = 0;
const side = createHostSide({
  submit(ticket: Ticket) {
    const { requestId } = ticket;
    if (!isBounded(ticket)) return failed(CHAT_ERRORS.parameterWrong);
    const checked = plainRequest(ticket) ? ok(null) : checkRequest(ticket, FRAME);
    if (checked.ok) reached += 1;
    const outcome = checked.ok ? { outcome: 'noSession' } : { outcome: 'failed', error: checked.error };
    void frame.host.settle({ requestId, ...outcome } as never);
    return ok('accepted');
  },
});
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  // A chat runs, so that a refusal does not take the frame off the page and each case is a call of a live link.
  const first = side.chat.startChat({ embedded: true });
  frame = await side.loadFrame();
  const requestId = frame.state.tickets[0]?.requestId ?? '';
  await frame.host.settle({ requestId, outcome: 'session', sessionId: 'session-0001', restored: false });
  await first;
});
afterAll(() => {
  process.off('unhandledRejection', note);
  side.chat.destroy();
  side.close();
});

it('each of many odd options is refused with a listed code or reaches the frame, and none is thrown', async () => {
  const codes = new Map<number, number>();
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('startChat', 'restoreChat'), given, async (method, make) => {
      const before = reached;
      const event = (await side.chat[method](make() as never).then(
        () => expect.unreachable('no session was given'),
        (failure) => failure,
      )) as { error?: { code: number; description: string } };
      cases += 1;
      const { error } = event;
      expect(reached).toBe(error ? before : before + 1);
      if (!error) return;
      codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
      expect(CODES).toContain(error.code);
      expect(error.description).toBeTypeOf('string');
      expect([301, 303, 306]).toContain(error.code);
      if (error.code === CHAT_ERRORS.optionInvalid.code)
        expect(error.description).toMatch(/: (expected|unknown|at most)/);
    }),
    { numRuns: RUNS, seed },
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(uncaught).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(RUNS);
  // All ways out were taken, so the cases are odd enough.
  expect(reached).toBeGreaterThan(100);
  expect(codes.get(CHAT_ERRORS.optionInvalid.code)).toBeGreaterThan(100);
  expect(codes.get(CHAT_ERRORS.embeddedRequired.code)).toBeGreaterThan(100);
}, 120_000);

it('each that is refused before there is a frame leaves nothing on the page', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(given, async (make) => {
      const alone = createHostSide();
      let event: unknown;
      alone.chat.startChat(make() as never).fail((failure) => {
        event = failure;
      });
      for (let turn = 0; turn < 20 && !event && !alone.opened(); turn += 1) await Promise.resolve();
      if (!alone.opened()) {
        await new Promise((resolve) => setImmediate(resolve));
        expect(event).toHaveProperty('error.code');
        expect(alone.layouts.at(-1)).toBeNull();
        refused += 1;
      }
      alone.chat.destroy();
      alone.close();
    }),
    { numRuns: 300, seed },
  );
  expect(refused).toBeGreaterThan(30);
  expect(uncaught).toEqual([]);
}, 60_000);
