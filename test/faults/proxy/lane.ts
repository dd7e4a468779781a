// One direction of a connection: takes pieces in order and gives them on in that order, when the weather lets them. The end is
// a piece too.

import { CLEAR, type Weather } from './fault.ts';

type Piece = { bytes: Buffer | 'end'; dueAt: number };

export type Lane = {
  push(bytes: Buffer | 'end'): void;
  setWeather(weather: Weather): void;
  /** Gives nothing on any more. */
  stop(): void;
};

/** `onHindered` runs whenever a piece cannot go on at once. */
export function createLane(deliver: (bytes: Buffer | 'end') => void, onHindered: () => void): Lane {
  const pieces: Piece[] = [];
  let weather = CLEAR;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let isEnded = false;

  const later = (delayMs: number): void => {
    onHindered();
    timer = setTimeout(() => {
      timer = null;
      pump();
    }, delayMs);
  };
  function pump(): void {
    while (!timer && !isStopped) {
      const [head] = pieces;
      if (!head) return;
      if (weather.isHeld) {
        onHindered();
        return;
      }
      const waitMs = head.dueAt - performance.now();
      if (waitMs > 0) later(waitMs);
      else passOn(head);
    }
  }
  function passOn(head: Piece): void {
    const { drip } = weather;
    if (head.bytes === 'end' || !drip || head.bytes.length <= drip.bytes) {
      pieces.shift();
      deliver(head.bytes);
    } else {
      deliver(head.bytes.subarray(0, drip.bytes));
      head.bytes = head.bytes.subarray(drip.bytes);
    }
    if (drip && pieces.length > 0 && !isStopped) later(drip.everyMs);
  }
  const stopTimer = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
  };

  return {
    push(bytes) {
      if (isEnded || isStopped) return;
      isEnded = bytes === 'end';
      pieces.push({ bytes, dueAt: performance.now() + weather.delayMs() });
      pump();
    },
    setWeather(next) {
      weather = next;
      stopTimer();
      // What the old weather delayed goes at once in the new one.
      for (const piece of pieces) piece.dueAt = 0;
      pump();
    },
    stop() {
      isStopped = true;
      stopTimer();
    },
  };
}
