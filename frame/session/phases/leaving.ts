// How a session ends from this side: the visitor leaves, or there is no way to go on.

import type { ApiEvent } from '../../../protocol/api-events.ts';
import { type Failure, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { EndReason } from '../../../protocol/session.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { Active } from '../state.ts';
import { concluded } from './ended.ts';
import { type Step, step } from './step.ts';

/** With the server's help while it is there; without it the end is shown at once and told to the server later. */
export function leaving(life: Active, hide: boolean): Step {
  const { session } = life;
  const { sessionId } = session;
  if (life.transport.status === 'down') return endedHere(life, 'leaveRequest', { hidden: hide, leaveOwed: true });
  const next: Active = { ...life, leaving: hide ? 'hide' : life.leaving || 'show' };
  return life.leaving
    ? step(next)
    : step(next, { kind: 'forgetSession', sessionId }, { kind: 'rememberLeave', session }, { kind: 'leaveSession' });
}

export function leaveAnswered(life: Active, error: Failure | null): Step {
  if (!life.leaving) return step(life);
  // Of this or of another tab's way: whatever becomes of that, nobody waits for it with a chat that was ended.
  const leaveOwed = error?.code === SERVER_UNAVAILABLE.code;
  if (error) return endedHere(life, 'leaveRequest', { hidden: life.leaving === 'hide', leaveOwed });
  const fromIndex = life.transcript.lastIndex + 1;
  return step(life, { kind: 'fetchTranscript', fromIndex, untilIndex: fromIndex });
}

/** Whoever ended it may be gone before the server has heard: each page that showed the chat sees to it. */
export function endedElsewhere(life: Active, reason: EndReason): Step {
  const leaveOwed = isOwedBy(reason);
  const over = endedHere(life, reason, reason === 'error' ? { error: SERVER_UNAVAILABLE } : { leaveOwed });
  // Of a way that is up there will be no word that it has come.
  const isSaidNow = leaveOwed && life.transport.status === 'up';
  return isSaidNow ? step(over.life, ...over.effects, { kind: 'leaveSession' }) : over;
}

export const isOwedBy = (reason: EndReason): boolean => reason === 'leaveRequest';

type Manner = { error?: Failure; hidden?: boolean; leaveOwed?: boolean };

/** Ends without an entry of the log that says so: the page is told directly, and of nothing after it. */
export function endedHere(life: Active, reason: EndReason, { error, ...manner }: Manner): Step {
  const events: ApiEvent[] = error ? [{ name: 'error', event: { error, restored: false } }] : [];
  events.push(sessionEndedEvent(reason));
  const over = concluded({ ...life, toldIndex: Number.MAX_SAFE_INTEGER }, reason, manner);
  return step(over.life, { kind: 'tellHost', sessionId: life.session.sessionId, events }, ...over.effects);
}
