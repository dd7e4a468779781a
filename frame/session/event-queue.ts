// The queue of a chat's events: one at a time, in the order of their coming, also if one causes the next. What needs a part
// that is not there yet waits for it, and everything after it too; requests among it not for ever. Knows no event's meaning.

import type { ConversationHolder } from './conversation-holder.ts';
import type { Dispatch, EngineParts } from './engine-parts.ts';
import type { SessionEvent } from './events.ts';

/** Longer than a slow network needs for a part, short enough for a site that waits for an answer. */
export const PART_LIMIT_MS = 30_000;

/**
 * `take`: false if it has to wait; what `later` has to hold is missing then. `mayOvertake`: a form that was sent and waits can
 * still be made small, corrected and cancelled. `refuse`: it has waited too long; what is saved stays, and what else waits
 * goes on waiting.
 */
export function createEventQueue(
  { clock, log }: Pick<EngineParts, 'clock' | 'log'>,
  later: Pick<ConversationHolder, 'use'>,
  take: (event: SessionEvent) => boolean,
  mayOvertake: () => boolean,
  refuse: (requestId: string) => void,
): Dispatch {
  const events: SessionEvent[] = [];
  let busy = false;
  let isLimited = false;

  function proceed(): void {
    busy = true;
    for (let next = events[0]; next; next = events[0]) {
      try {
        if (!take(next)) {
          later.use(proceed);
          if (!isLimited) clock.after(PART_LIMIT_MS, giveUp);
          isLimited = true;
          break;
        }
      } catch (error) {
        log('error', 'an event could not be dealt with', next.type, error);
      }
      events.shift();
    }
    busy = false;
  }

  function giveUp(): void {
    isLimited = false;
    for (const event of [...events]) {
      if (!('requestId' in event) || !event.requestId) continue;
      events.splice(events.indexOf(event), 1);
      refuse(event.requestId);
    }
  }

  return (event) => {
    const dated = { ...event, at: clock.now(), uptime: clock.uptime() } as SessionEvent;
    if (!busy && mayOvertake()) events.unshift(dated);
    else events.push(dated);
    if (!busy) proceed();
  };
}
