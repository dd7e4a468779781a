// Which role this tab plays: it leads if it has the lock, follows whoever has it and answers, and is solo where there is
// no lock or no line. A leader that does not answer is frozen: its lock is taken, and the server's fence keeps it out
// when it thaws. Knows locks and silence; knows nothing of sessions, servers or messages.

import type { Clock, Dispose } from '../ports.ts';
import type { Presence } from './presence.ts';

/** Which tab owns the transport. `solo`: each tab has its own. */
export type Role = 'leader' | 'follower' | 'solo';

/** How often a follower asks. A tab that crashes or closes is not waited for: it gives its lock away. */
export const ASK_EVERY_MS = 5_000;
/** A page answers within milliseconds unless it is frozen, or its computer busy beyond use. */
export const ANSWER_LIMIT_MS = 2_000;
/** A browser that does not even answer a theft gives no locks at all. */
export const THEFT_LIMIT_MS = 1_000;
/** So many in a row, and never an answer: the tabs do not hear each other, and would rob each other for ever. */
export const MAX_THEFTS = 3;

export type Leadership = {
  /** Whoever leads has answered. */
  answered(): void;
  /** Asks now instead of later. */
  check(): void;
  /** Something beside the lock has changed on which the role depends. */
  judge(): void;
  stop: Dispose;
};

type Parts = {
  presence: Pick<Presence, 'holds' | 'watch' | 'seize'>;
  clock: Clock;
  /** No lock is needed: there is no line, or nothing that two could do at once. */
  isAlone(): boolean;
  ask(): void;
  /** At each change. */
  onRole(role: Role): void;
};

export function createLeadership({ presence, clock, isAlone, ask, onRole }: Parts): Leadership {
  let role: Role | null = null;
  let cancel: Dispose = () => {};
  let isOpen = true;
  let isAsking = false;
  let thefts = 0;
  let hasGivenUp = false;

  const later = (delayMs: number, run: () => void): void => {
    cancel();
    cancel = clock.after(delayMs, run);
  };
  const play = (next: Role): void => {
    cancel();
    isAsking = false;
    if (role === next) return;
    role = next;
    onRole(next);
  };

  function judge(): void {
    const holds = presence.holds();
    if (!isOpen) return;
    if (hasGivenUp || isAlone() || holds === null) play('solo');
    else if (holds) play('leader');
    else if (role !== 'follower' && !isAsking) {
      // Its lock was taken: from now on it writes nothing. At the beginning the lock may still be on its way.
      if (role === 'leader') play('follower');
      askWhoLeads();
    }
  }

  function askWhoLeads(): void {
    const askedAt = clock.uptime();
    isAsking = true;
    later(ANSWER_LIMIT_MS, () => {
      // Who was asleep has not come to hear the answer yet.
      if (clock.uptime() - askedAt > 2 * ANSWER_LIMIT_MS) askWhoLeads();
      else takeOver();
    });
    ask();
  }

  function takeOver(): void {
    thefts += 1;
    if (thefts > MAX_THEFTS) giveUp();
    else {
      later(THEFT_LIMIT_MS, giveUp);
      presence.seize();
    }
  }

  function giveUp(): void {
    hasGivenUp = true;
    play('solo');
  }

  const check = (): void => {
    if (isOpen && role === 'follower') askWhoLeads();
  };
  const unwatch = presence.watch(judge);
  judge();
  return {
    answered() {
      if (!isOpen || presence.holds() || role === 'solo') return;
      thefts = 0;
      play('follower');
      later(ASK_EVERY_MS, askWhoLeads);
    },
    check,
    judge,
    stop() {
      isOpen = false;
      unwatch();
      cancel();
    },
  };
}
