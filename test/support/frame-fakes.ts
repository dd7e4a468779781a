// The frame's abilities as tests want them: time that stands still, dice without chance, a page that does as told.

import type { Clock, KeyValueStore, Lifecycle, Locks, Random, TabChannels } from '../../frame/ports.ts';
import type { Cursor, Transport, TransportEvents } from '../../frame/transport/transport.ts';
import type { SessionRequest } from '../../protocol/server.ts';

export type FakeClock = Clock & {
  /** Runs what falls due, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Time passes, and no timer runs. */
  set(now: number): void;
  /** Somebody sets the clock on the wall: no time passes. */
  jump(ms: number): void;
};

/** Lets every promise that can settle without time settle. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  let jumped = 0;
  let order = 0;
  const timers = new Map<number, { due: number; run: () => void }>();
  return {
    now: () => now + jumped,
    uptime: () => now,
    after(delayMs, run) {
      order += 1;
      const id = order;
      timers.set(id, { due: now + delayMs, run });
      return () => void timers.delete(id);
    },
    set(value) {
      now = value - jumped;
    },
    jump(ms) {
      jumped += ms;
    },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = [...timers]
          .filter(([, { due }]) => due <= end)
          .sort((a, b) => a[1].due - b[1].due || a[0] - b[0])[0];
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].due);
        next[1].run();
        await settled();
      }
      now = end;
      await settled();
    },
  };
}

export function createFakeRandom(fraction = 0.5, prefix = 'id'): Random {
  let made = 0;
  return {
    fraction: () => fraction,
    id() {
      made += 1;
      return `${prefix}-${String(made).padStart(19, '0')}`;
    },
  };
}

export type FakeLifecycle = Lifecycle & { hide(): void; show(): void; wake(): void };

export function createFakeLifecycle(): FakeLifecycle {
  const runs = { hide: new Set<() => void>(), show: new Set<() => void>(), wake: new Set<() => void>() };
  const on = (name: keyof typeof runs) => (run: () => void) => {
    runs[name].add(run);
    return () => void runs[name].delete(run);
  };
  const fire = (name: keyof typeof runs) => () => {
    for (const run of runs[name]) run();
  };
  return {
    ...{ onHide: on('hide'), onShow: on('show'), onWake: on('wake') },
    ...{ hide: fire('hide'), show: fire('show'), wake: fire('wake') },
  };
}

export type FakeLocks = Locks & { holders(): number };

/** Gives a lock at once, or when `soon` says so: a browser never does at once. */
export function createFakeLocks(soon: (run: () => void) => void = (run) => run()): FakeLocks {
  type Place = { grant(): void; lose(): void };
  const queues = new Map<string, Place[]>();
  return {
    hold(name, { onHeld, onStolen }, isTheft) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      const mine: Place = {
        grant: () => void (queue[0] === mine && onHeld()),
        lose: () => soon(onStolen),
      };
      const robbed = isTheft ? queue.shift() : undefined;
      if (isTheft) queue.unshift(mine);
      else queue.push(mine);
      robbed?.lose();
      if (queue[0] === mine) soon(mine.grant);
      return () => {
        const place = queue.indexOf(mine);
        if (place < 0) return;
        queue.splice(place, 1);
        if (place === 0 && queue[0]) soon(queue[0].grant);
      };
    },
    holders: () => [...queues.values()].filter(({ length }) => length > 0).length,
  };
}

/** A browser that gives no locks. */
export const NO_LOCKS: Locks = {
  hold(_, { onRefused }) {
    onRefused();
    return () => {};
  },
};

/** Lines between tabs: what is posted arrives a moment later, as a copy, and nobody hears himself. */
export function createFakeChannels(soon: (run: () => void) => void = queueMicrotask): TabChannels {
  const rooms = new Map<string, Set<(message: unknown) => void>>();
  return {
    open(name, onMessage) {
      const room = rooms.get(name) ?? new Set();
      rooms.set(name, room);
      const hear = (message: unknown) => onMessage(message);
      room.add(hear);
      return {
        post(message) {
          if (!room.has(hear)) return;
          for (const other of room) {
            const copy = structuredClone(message);
            if (other !== hear) soon(() => room.has(other) && other(copy));
          }
        },
        close: () => void room.delete(hear),
      };
    },
  };
}

/** Storage that throws at every touch, as blocked storage does. */
export function createRefusingStore(): KeyValueStore {
  const refuse = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  return { get: refuse, set: refuse, remove: refuse };
}

export type FakeTransport = {
  create(events: TransportEvents): Transport;
  events: TransportEvents;
  calls: string[];
  requests: SessionRequest[];
  cursor: Cursor | null;
  /** The last open that was asked for. */
  opening: Parameters<Transport['start']>[0] | null;
  /** What requests are answered with; unanswered while it gives null. */
  answer: (request: SessionRequest) => unknown;
  /** Ways that the page has beside its own, in the order of their coming. */
  others: FakeTransport[];
};

export function createFakeTransport(): FakeTransport {
  const fake: FakeTransport = {
    calls: [],
    requests: [],
    opening: null,
    cursor: null,
    answer: () => ({ ok: true, value: {} }),
    events: undefined as never,
    others: [],
    create(events) {
      if (fake.events) {
        const other = createFakeTransport();
        other.answer = (request) => fake.answer(request);
        fake.others.push(other);
        return other.create(events);
      }
      fake.events = events;
      return {
        start(request, cursor) {
          fake.calls.push('start');
          fake.opening = request;
          fake.cursor = cursor;
        },
        resume(cursor) {
          fake.calls.push(`resume after ${cursor().afterIndex}`);
          fake.cursor = cursor;
        },
        request(request) {
          fake.requests.push(request);
          const answer = fake.answer(request);
          return answer === null ? new Promise(() => {}) : (Promise.resolve(answer) as never);
        },
        wake: () => void fake.calls.push('wake'),
        close: () => void fake.calls.push('close'),
      };
    },
  };
  return fake;
}
