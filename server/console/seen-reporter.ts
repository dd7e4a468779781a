// Tells the server how far this console has received each chat and how far its agent has read it: the furthest of
// many marks in few reports, and again after a connection that was lost.

import type { Answer } from './agent-channel.ts';
import type { Clock, Dispose } from './ports.ts';

/** Short for whoever waits to be read, long enough for a burst of messages to be one report. */
const GATHER_MS = 400;

export type Marks = { deliveredIndex: number; readIndex: number };

export interface SeenReporter {
  note(sessionId: string, marks: Marks): void;
  /** A link is up: what was not told for certain is told now. */
  resume(): void;
  pause(): void;
  close: Dispose;
}

type Standing = { wanted: Marks; told: Marks };
const NONE: Marks = { deliveredIndex: 0, readIndex: 0 };

const furthest = (one: Marks, other: Marks): Marks => ({
  deliveredIndex: Math.max(one.deliveredIndex, other.deliveredIndex),
  readIndex: Math.max(one.readIndex, other.readIndex),
});
const isBehind = ({ wanted, told }: Standing): boolean =>
  told.deliveredIndex < wanted.deliveredIndex || told.readIndex < wanted.readIndex;

export function createSeenReporter(
  clock: Clock,
  report: (sessionId: string, marks: Marks) => Promise<Answer<unknown>>,
): SeenReporter {
  const standings = new Map<string, Standing>();
  let stopTimer: Dispose | null = null;
  let isUp = false;

  const tell = () => {
    stopTimer = null;
    for (const [sessionId, standing] of standings) {
      if (!isBehind(standing)) continue;
      const { wanted } = standing;
      void report(sessionId, wanted).then((answer) => {
        if (answer.ok) standing.told = furthest(standing.told, wanted);
        // Waits for the next mark or the next link: a mark alone is worth no insisting.
      });
    }
  };
  const gather = () => {
    if (isUp) stopTimer ??= clock.after(GATHER_MS, tell);
  };

  return {
    note(sessionId, marks) {
      const standing = standings.get(sessionId) ?? { wanted: NONE, told: NONE };
      standing.wanted = furthest(standing.wanted, marks);
      standings.set(sessionId, standing);
      if (isBehind(standing)) gather();
    },
    resume() {
      isUp = true;
      if ([...standings.values()].some(isBehind)) gather();
    },
    pause() {
      isUp = false;
      stopTimer?.();
      stopTimer = null;
    },
    close() {
      isUp = false;
      stopTimer?.();
      stopTimer = null;
      standings.clear();
    },
  };
}
