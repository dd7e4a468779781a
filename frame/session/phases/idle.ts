// No chat on this page: one may begin, or come back from an earlier page.

import type { LoadedState } from '../../../protocol/saved-form.ts';
import { initialValues } from '../default-form.ts';
import type { Effect } from '../effects.ts';
import type { RestoreRequested, SessionEvent, StartRequested } from '../events.ts';
import { isFresh } from '../persisted-beginning.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { Idle } from '../state.ts';
import { IDLE, type Step, settleNoSession, step } from './step.ts';

/** null: the server is to be asked. */
export function whileIdle(life: Idle, event: SessionEvent): Step | null {
  switch (event.type) {
    case 'startRequested':
      return started(event);
    case 'restoreRequested': {
      const { requestId, saved, page, held, at } = event;
      return restored(requestId ? [requestId] : [], saved, { maxOfflineSeconds: page.maxOfflineSeconds, held, at });
    }
    default:
      return step(life);
  }
}

/** null: there is no form to fill in, so that the server is to be asked at once. */
export function started({ requestId, form, remembered }: StartRequested): Step | null {
  if (!form) return null;
  const values = initialValues(form, remembered);
  return step({ phase: 'registering', tickets: [requestId], form, values, remembered, window: 'open' });
}

type Circumstances = { maxOfflineSeconds: number; held: RestoreRequested['held']; at: number };

/** Goes on where an earlier page stopped, if there is something to go on with; null: with a conversation. */
export function restored(
  tickets: readonly string[],
  state: LoadedState | null,
  { maxOfflineSeconds, held, at }: Circumstances,
): Step | null {
  const saved = state && isFresh(state, maxOfflineSeconds, at) ? state.saved : null;
  switch (saved?.phase) {
    case 'registering':
      return step({ ...saved, tickets });
    case 'connecting':
    case 'active':
      return null;
    default:
      return nothing(tickets, held);
  }
}

/** A page that still holds a session is told that it is lost: its document here was reloaded and has no way back. */
export function nothing(tickets: readonly string[], held: RestoreRequested['held']): Step {
  const lost: Effect[] = held
    ? [{ kind: 'tellHost', sessionId: held.sessionId, events: [sessionEndedEvent('error')] }]
    : [];
  return step(IDLE, { kind: 'forgetSession' }, ...settleNoSession(tickets), ...lost);
}
