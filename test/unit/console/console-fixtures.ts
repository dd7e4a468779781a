// Small makers of the console's nouns for its unit tests, and a clock that moves when it is told to.

import type { SessionSummary, Welcome } from '../../../protocol/agent.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { Clock, KeyValueStore } from '../../../server/console/ports.ts';

export const ME = { id: 'agent-me-1', name: 'Ada' };
export const NOW = 1_700_000_000_000;

export const summary = (changes: Partial<SessionSummary> = {}): SessionSummary => ({
  sessionId: 'session-1',
  status: 'waiting',
  openedAt: NOW,
  endedAt: null,
  endReason: null,
  revision: 1,
  username: 'Grace Hopper',
  subject: 'A teapot',
  userData: {},
  page: { url: 'http://localhost/', title: 'Shop' },
  siteOrigin: 'http://localhost',
  agent: null,
  presence: 'here',
  lastSeenAt: NOW,
  lastIndex: 0,
  lastMessage: null,
  ...changes,
});

export const mine = (changes: Partial<SessionSummary> = {}) => summary({ status: 'active', agent: ME, ...changes });

export const welcome = (...sessions: SessionSummary[]): Welcome => ({ agent: ME, sessions, serverTime: NOW });

export const message = (index: number, text: string, kind: 'visitor' | 'agent' = 'visitor', id?: string) =>
  ({
    kind: 'message',
    index,
    at: NOW + index * 1_000,
    id: id ?? `message-${index}`,
    party: { id: kind === 'visitor' ? 1 : 3, name: kind === 'visitor' ? 'Grace' : 'Ada', kind },
    contentType: 'text',
    text,
  }) satisfies TranscriptEntry;

export type FakeClock = Clock & { advance(ms: number): Promise<void>; pending(): number };

export function fakeClock(): FakeClock {
  let now = NOW;
  let timers: { at: number; run: () => void }[] = [];
  /** Lets answers that are promises arrive before the clock moves on. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pending: () => timers.length,
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = end;
    },
  };
}

export const memoryStore = (): KeyValueStore & { values: Map<string, string> } => {
  const values = new Map<string, string>();
  return {
    values,
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
};

const refuse = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
export const refusingStore: KeyValueStore = { get: refuse, set: refuse, remove: refuse };

let made = 0;
export const countingRandom = {
  fraction: () => 0.5,
  id: () => {
    made += 1;
    return `made-id-${String(made).padStart(4, '0')}`;
  },
};
