// Who is there: counts the open channels of each visitor in this process, notes departures after a short grace, and
// sweeps for those who vanished without a word, who were absent too long, and for chats older than the retention.

import { type Dispose, every } from '../ports.ts';
import { endIfAbsent, goAway, isAbsentTooLong } from './lifecycle-rules.ts';
import { applyRule, type ChatParts } from './parts.ts';

/** A page that is left and the next one that loads are one visit. */
export const DEPARTURE_GRACE_MS = 3_000;
/** No sign of life for so long: away. Longer than a server takes to notice a dead channel. */
export const VANISHED_AFTER_MS = 35_000;
/** Accurate enough for limits that are counted in seconds. */
const SWEEP_PAUSE_MS = 5_000;
const DAY_MS = 86_400_000;

export interface Presence {
  /** A channel of this session is open, until disposed of. */
  attach(sessionId: string): Dispose;
  /** The visitor said farewell. */
  departed(sessionId: string): void;
  /** One round; runs by itself every few seconds. */
  sweep(): Promise<void>;
  close: Dispose;
}

export function createPresence(parts: ChatParts): Presence {
  const { store, clock, policy, watch } = parts;
  const channels = new Map<string, number>();
  const farewells = new Map<string, Dispose>();

  const departed = (sessionId: string) => {
    const at = clock.now();
    farewells.get(sessionId)?.();
    const cancel = clock.after(DEPARTURE_GRACE_MS, () => {
      farewells.delete(sessionId);
      if (!channels.has(sessionId)) void applyRule(parts, sessionId, goAway(at)).catch(() => {});
    });
    farewells.set(sessionId, cancel);
  };

  const detach = (sessionId: string) => {
    const left = (channels.get(sessionId) ?? 1) - 1;
    if (left > 0) return channels.set(sessionId, left);
    channels.delete(sessionId);
    return departed(sessionId);
  };

  const sweep = async () => {
    const now = clock.now();
    const since = watch.since();
    for (const session of await store.listOpen()) {
      const { sessionId } = session;
      const seenAt = Math.max(session.lastSeenAt, since);
      const vanished = session.here && !channels.has(sessionId) && now - seenAt > VANISHED_AFTER_MS;
      if (vanished) await applyRule(parts, sessionId, goAway(now - VANISHED_AFTER_MS));
      const looked = vanished ? { ...session, here: false } : session;
      if (isAbsentTooLong(looked, now, since)) await applyRule(parts, sessionId, endIfAbsent(now, since));
    }
    await store.forgetEndedBefore(now - policy.retentionDays * DAY_MS);
    await store.forgetUnusedFilesBefore(now - DAY_MS);
    await store.forgetLoginsBefore(now);
    // Last: a disk that refuses keeps nothing else from being done.
    await parts.files?.removeForgotten();
  };
  const stopSweeping = every(clock, SWEEP_PAUSE_MS, sweep);

  return {
    attach(sessionId) {
      channels.set(sessionId, (channels.get(sessionId) ?? 0) + 1);
      let attached = true;
      return () => {
        if (!attached) return;
        attached = false;
        detach(sessionId);
      };
    },
    departed,
    sweep,
    close() {
      stopSweeping();
      for (const cancel of farewells.values()) cancel();
      farewells.clear();
    },
  };
}
