// Puts lines in order of sight: runs of one party's messages, a line where a day begins and where the new ones do, and
// the mark where it belongs. Pure.

import type { EntryLine, Line, MessageLine, Reached } from './lines.ts';

/** Messages of one party that are further apart stand for themselves, each with its time. */
const RUN_GAP_MS = 5 * 60_000;

/** `now` decides whether the first day needs naming. The lines are the caller's own, and are changed. */
export function arranged(lines: readonly EntryLine[], now: number, newFrom: number | null): Line[] {
  const result: Line[] = [];
  const today = new Date(now).setHours(0, 0, 0, 0);
  let day = new Date(now).toDateString();
  let previous: MessageLine | null = null;
  let isNewPending = newFrom !== null;
  for (const line of lines) {
    const { key, index } = line;
    const before = day;
    if (line.kind === 'message') day = new Date(line.at).toDateString();
    const begins = day !== before;
    if (line.kind === 'message' && begins) result.push({ kind: 'day', key: `day:${key}`, index, at: line.at, today });
    const isNew = isNewPending && newFrom !== null && index >= newFrom;
    if (isNew) result.push({ kind: 'new', key: 'new', index });
    if (isNew) isNewPending = false;
    if (line.kind === 'notice') previous = null;
    else {
      if (!begins && !isNew && previous && isOneRun(previous, line)) previous.last = line.first = false;
      previous = line;
    }
    result.push(line);
  }
  return result;
}

const isOneRun = (before: MessageLine, after: MessageLine): boolean =>
  before.from === after.from && before.author === after.author && Math.abs(after.at - before.at) < RUN_GAP_MS;

/** One quiet mark for each step, at the newest that has got so far. */
export function mark(lines: readonly Line[]): void {
  let best: Reached | null = null;
  for (const line of [...lines].reverse()) {
    if (line.kind !== 'message' || line.from !== 'visitor' || line.delivery !== 'sent') continue;
    line.marked = best === null || STEPS[line.reached] > STEPS[best];
    if (line.marked) best = line.reached;
  }
}

const STEPS = { sent: 0, delivered: 1, read: 2 } as const satisfies Record<Reached, number>;
