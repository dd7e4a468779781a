// Sends messages of a WebSocket twice, or later than those that came after them. What cannot be repeated or moved (parts of
// messages, the line's own words) passes as it is.

import type { Fault } from './fault.ts';
import type { Frame } from './frames.ts';

export type Mischief = {
  take(frame: Frame, fault: Fault | null): void;
  /** Sends everything that is still held back. */
  flush(): void;
  stop(): void;
};

type Held = { bytes: Buffer; framesToGo: number };

/** If nothing comes after a message that is held back, it does not wait for ever. */
const PATIENCE_MS = 200;

export function createMischief(random: () => number, send: (bytes: Buffer) => void, onDone: () => void): Mischief {
  let held: Held[] = [];
  let timer: NodeJS.Timeout | null = null;

  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    const all = held;
    held = [];
    for (const { bytes } of all) send(bytes);
  };
  const hold = (bytes: Buffer, framesToGo: number): void => {
    held.push({ bytes, framesToGo });
    timer ??= setTimeout(flush, PATIENCE_MS);
  };
  const release = (): void => {
    for (const one of held) one.framesToGo -= 1;
    const due = held.filter(({ framesToGo }) => framesToGo <= 0);
    held = held.filter(({ framesToGo }) => framesToGo > 0);
    for (const { bytes } of due) send(bytes);
  };

  return {
    take({ bytes, isMessage }, fault) {
      const isOurs = fault?.kind === 'duplicate' || fault?.kind === 'reorder';
      if (!isMessage || !isOurs || random() >= fault.chance) {
        send(bytes);
        return release();
      }
      onDone();
      const lag = 1 + Math.floor(random() * fault.lag);
      if (fault.kind === 'duplicate') send(bytes);
      release();
      if (fault.kind === 'duplicate' && lag === 1) send(bytes);
      else hold(bytes, fault.kind === 'duplicate' ? lag - 1 : lag);
    },
    flush,
    stop() {
      held = [];
      flush();
    },
  };
}
