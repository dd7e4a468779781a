// The way between a machine and the server, with everything that can be wrong with it. A line is one connection on it (a
// socket, or one request over HTTP): what is sent arrives later, in order and whole, or the line breaks. It knows texts
// and ends, and nothing of what they say.

import type { Dice } from './dice.ts';
import type { Timeline } from './timeline.ts';

export type Way = 'up' | 'down';

export type Conditions = {
  delayMs: number;
  jitterMs: number;
  /** 0: as fast as light. */
  bytesPerSecond: number;
  /** Swallowed without a word, until it is mended or the line is given up. */
  holes: { up: boolean; down: boolean };
  /** Chances of a message of a socket. */
  twice: number;
  shuffled: number;
  loseAnswers: number;
  upgrades: 'taken' | 'refused' | 'hanging';
  /** The message of this number from now on arrives in part, which is the end of its line; 0: none. */
  cutAt: number;
};

export const GOOD: Conditions = {
  ...{ delayMs: 0, jitterMs: 0, bytesPerSecond: 0, holes: { up: false, down: false } },
  ...{ twice: 0, shuffled: 0, loseAnswers: 0, upgrades: 'taken', cutAt: 0 },
};

/** What the two ends of a line are told. */
export type Ends = { client(code: number): void; server(code: number): void };

export type Line = {
  /** `isLoose`: it may be doubled or overtaken where the conditions say so. */
  send(way: Way, chars: number, arrive: () => void, isLoose?: boolean): void;
  /** Both ends hear of it at once; what was under way is lost. */
  reset(): void;
  /** Only one end hears of it; what the other sends goes nowhere. */
  halfClose(heardBy: keyof Ends): void;
  /** One end is gone: the other hears of it when that arrives. */
  leave(by: keyof Ends, code: number): void;
  isOpen(): boolean;
};

export type Net = {
  conditions: Conditions;
  dice: Dice;
  timeline: Timeline;
  lines: Set<Line>;
  open(ends: Ends): Line;
  /** The holes are filled: what they swallowed comes late, or its line breaks. */
  mend(): void;
};

/** Of a good network, one way. */
const LATENCY_MS = 8;
const REORDERED_BY_MS = 300;

type Pipe = { busyUntil: number; lastDue: number; stalled: (() => void)[] };

export function createNet(timeline: Timeline, dice: Dice): Net {
  const mending = new Set<() => void>();
  const net: Net = {
    ...{ conditions: { ...GOOD }, dice, timeline, lines: new Set() },
    open(ends) {
      const { line, mend } = createLine(net, ends, () => {
        net.lines.delete(line);
        mending.delete(mend);
      });
      net.lines.add(line);
      mending.add(mend);
      return line;
    },
    mend() {
      for (const mend of [...mending]) mend();
    },
  };
  return net;
}

function createLine(net: Net, ends: Ends, onEnd: () => void): { line: Line; mend: () => void } {
  const { timeline, dice } = net;
  const pipes: Record<Way, Pipe> = {
    up: { busyUntil: 0, lastDue: 0, stalled: [] },
    down: { busyUntil: 0, lastDue: 0, stalled: [] },
  };
  let isOpen = true;
  const end = (): boolean => {
    const was = isOpen;
    isOpen = false;
    if (was) onEnd();
    return was;
  };
  const arrival = (way: Way, arrive: () => void) => () => {
    if (!isOpen) return;
    const { stalled } = pipes[way];
    if (net.conditions.holes[way] || stalled.length > 0) stalled.push(arrive);
    else arrive();
  };
  /** When it arrives: after what was sent before it, unless it is loose and the network shuffles. */
  function dueOf(way: Way, chars: number, isLoose: boolean): number {
    const { delayMs, jitterMs, bytesPerSecond, shuffled } = net.conditions;
    const pipe = pipes[way];
    const start = Math.max(timeline.now(), pipe.busyUntil);
    pipe.busyUntil = start + (bytesPerSecond > 0 ? (chars / bytesPerSecond) * 1_000 : 0);
    const due = pipe.busyUntil + LATENCY_MS + delayMs + (jitterMs > 0 ? dice.fraction() * jitterMs : 0);
    if (isLoose && shuffled > 0 && dice.chance(shuffled)) return due + dice.fraction() * REORDERED_BY_MS;
    pipe.lastDue = Math.max(pipe.lastDue, due);
    return pipe.lastDue;
  }

  /** One after the other: what comes meanwhile queues behind it. */
  function flush(stalled: (() => void)[]): void {
    if (!isOpen) return;
    stalled[0]?.();
    stalled.shift();
    if (stalled.length > 0) timeline.after(0, () => flush(stalled));
  }

  const line: Line = {
    isOpen: () => isOpen,
    send(way, chars, arrive, isLoose = false) {
      if (!isOpen) return;
      const { conditions } = net;
      if (conditions.cutAt > 0) {
        conditions.cutAt -= 1;
        if (conditions.cutAt === 0) return line.reset();
      }
      const delayMs = dueOf(way, chars, isLoose) - timeline.now();
      timeline.after(delayMs, arrival(way, arrive));
      if (isLoose && conditions.twice > 0 && dice.chance(conditions.twice)) {
        timeline.after(delayMs + dice.fraction() * REORDERED_BY_MS, arrival(way, arrive));
      }
    },
    reset() {
      if (!end()) return;
      timeline.after(1, () => ends.client(1006));
      timeline.after(1, () => ends.server(1006));
    },
    halfClose: (heardBy) => void (end() && timeline.after(1, () => ends[heardBy](1006))),
    leave(by, code) {
      const [other, way] = by === 'client' ? (['server', 'up'] as const) : (['client', 'down'] as const);
      line.send(way, 10, () => end() && ends[other](code));
    },
  };
  return {
    line,
    mend() {
      if (pipes.up.stalled.length + pipes.down.stalled.length === 0) return;
      if (dice.chance(0.3)) return line.reset();
      for (const { stalled } of [pipes.up, pipes.down]) flush(stalled);
    },
  };
}
