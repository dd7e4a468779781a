// Tells visitors that the agent types: at once, then repeated rarely while the typing goes on, and taken back when it
// pauses. Keystrokes in, few reports out.

import type { Clock, Dispose } from './ports.ts';

/** Keeps the visitor's indicator alive without a message per keystroke. */
const REPEAT_MS = 3_000;
/** A pause this long counts as having stopped. */
const PAUSE_MS = 5_000;

export interface TypingReporter {
  note(sessionId: string, isTyping: boolean): void;
  close: Dispose;
}

export function createTypingReporter(
  clock: Clock,
  report: (sessionId: string, isTyping: boolean) => void,
): TypingReporter {
  const active = new Map<string, { reportedAt: number; stopPause: Dispose }>();

  const stop = (sessionId: string) => {
    const typing = active.get(sessionId);
    if (!typing) return;
    typing.stopPause();
    active.delete(sessionId);
    report(sessionId, false);
  };

  return {
    note(sessionId, isTyping) {
      if (!isTyping) return stop(sessionId);
      const earlier = active.get(sessionId);
      earlier?.stopPause();
      const isDue = !earlier || clock.now() - earlier.reportedAt >= REPEAT_MS;
      active.set(sessionId, {
        reportedAt: isDue ? clock.now() : earlier.reportedAt,
        stopPause: clock.after(PAUSE_MS, () => stop(sessionId)),
      });
      if (isDue) report(sessionId, true);
    },
    close() {
      for (const { stopPause } of active.values()) stopPause();
      active.clear();
    },
  };
}
