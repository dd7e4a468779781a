// Which day it is, for whoever calls days by words: drawn again when another one begins.

import { useEffect, useState } from 'preact/hooks';

/** Timers stand still in sleep and know nothing of a clock that is set: it is looked at so often at least. */
const LOOK_AGAIN_MS = 600_000;

export function useToday(now: () => number): string {
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setLooks(looks + 1), Math.min(LOOK_AGAIN_MS, untilTomorrow(now())));
    return () => clearTimeout(timer);
  }, [looks]);
  return new Date(now()).toDateString();
}

/** By the calendar; days are not all equally long. */
const untilTomorrow = (at: number): number => new Date(at).setHours(24, 0, 0, 0) - at;
