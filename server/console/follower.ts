// Keeps the logs of the followed chats complete: asks for each from the last index that is here, lets every index
// through once and in order, and asks again for what is missing. Holds positions only, not the entries.

import { type Failure, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import type { Clock, Dispose } from './ports.ts';

export type FollowerPorts = {
  clock: Clock;
  ask(sessionId: string, afterIndex: number): Promise<Answer<unknown>>;
  /** The server does not know this session (any more): it is no longer followed. */
  onUnknown(sessionId: string, error: Failure): void;
};

export interface Follower {
  follow(sessionId: string): void;
  unfollow(sessionId: string): void;
  /** The new ones among these entries, without gaps after the earlier ones. */
  take(sessionId: string, entries: readonly TranscriptEntry[]): TranscriptEntry[];
  /** The log is said to reach this far. */
  noteKnown(sessionId: string, index: number): void;
  /** A link is up: everything is asked for again from where it stands. */
  resume(): void;
  pause(): void;
  close: Dispose;
}

/** Time for announced entries to arrive by themselves before they are asked for; doubles while nothing comes. */
const PATIENCE_MS = 1_000;
const PATIENCE_CEILING_MS = 30_000;

type Position = {
  lastIndex: number;
  knownIndex: number;
  isAsking: boolean;
  fruitless: number;
  stopTimer: Dispose | null;
};

export function createFollower({ clock, ask, onUnknown }: FollowerPorts): Follower {
  const positions = new Map<string, Position>();
  let isUp = false;
  /** Tells answers of this link from those of an earlier one. */
  let round = 0;

  const askFrom = async (sessionId: string, position: Position) => {
    if (!isUp || position.isAsking) return;
    position.isAsking = true;
    const askedIn = round;
    const answer = await ask(sessionId, position.lastIndex);
    if (askedIn !== round || positions.get(sessionId) !== position) return;
    position.isAsking = false;
    if (answer.ok) return checkLater(sessionId, position, position.knownIndex);
    if (answer.error.code !== SESSION_UNKNOWN.code) {
      return checkLater(sessionId, position, position.lastIndex + 1, answer.retryAfterMs);
    }
    positions.delete(sessionId);
    return onUnknown(sessionId, answer.error);
  };

  const checkLater = (sessionId: string, position: Position, wantedIndex: number, waitMs?: number) => {
    if (position.stopTimer || position.lastIndex >= wantedIndex) return;
    const before = position.lastIndex;
    const patienceMs = Math.min(PATIENCE_CEILING_MS, PATIENCE_MS * 2 ** position.fruitless);
    position.stopTimer = clock.after(waitMs ?? patienceMs, () => {
      position.stopTimer = null;
      const hasMoved = position.lastIndex > before;
      position.fruitless = hasMoved ? 0 : position.fruitless + 1;
      // Entries are still flowing in: asking now would only double them.
      if (hasMoved) return checkLater(sessionId, position, position.knownIndex);
      return void askFrom(sessionId, position);
    });
  };

  const fillGap = (sessionId: string, position: Position) => {
    // At once the first time; a server that keeps leaving the gap is asked ever more rarely.
    if (position.isAsking || position.fruitless > 0) return checkLater(sessionId, position, position.knownIndex);
    position.fruitless = 1;
    return void askFrom(sessionId, position);
  };

  const stop = (position: Position) => {
    position.stopTimer?.();
    position.stopTimer = null;
  };

  return {
    follow(sessionId) {
      if (positions.has(sessionId)) return;
      const position = { lastIndex: 0, knownIndex: 0, isAsking: false, fruitless: 0, stopTimer: null };
      positions.set(sessionId, position);
      void askFrom(sessionId, position);
    },
    unfollow(sessionId) {
      const position = positions.get(sessionId);
      if (position) stop(position);
      positions.delete(sessionId);
    },
    take(sessionId, entries) {
      const position = positions.get(sessionId);
      if (!position) return [];
      const fresh: TranscriptEntry[] = [];
      for (const entry of entries) {
        position.knownIndex = Math.max(position.knownIndex, entry.index);
        if (entry.index !== position.lastIndex + 1) continue;
        position.lastIndex = entry.index;
        fresh.push(entry);
      }
      if (fresh.length > 0) position.fruitless = 0;
      if (position.lastIndex < position.knownIndex) fillGap(sessionId, position);
      return fresh;
    },
    noteKnown(sessionId, index) {
      const position = positions.get(sessionId);
      if (!position) return;
      position.knownIndex = Math.max(position.knownIndex, index);
      checkLater(sessionId, position, index);
    },
    resume() {
      isUp = true;
      round += 1;
      for (const [sessionId, position] of positions) {
        stop(position);
        Object.assign(position, { isAsking: false, fruitless: 0 });
        void askFrom(sessionId, position);
      }
    },
    pause() {
      isUp = false;
      round += 1;
      for (const position of positions.values()) stop(position);
    },
    close() {
      isUp = false;
      round += 1;
      for (const position of positions.values()) stop(position);
      positions.clear();
    },
  };
}
