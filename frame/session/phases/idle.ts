// No chat on this page: one may begin, or come back from an earlier page.

import type { PersistedState } from '../../../protocol/persisted.ts';
import { sessionEndedEvent } from '../api-events.ts';
import { initialValues } from '../default-form.ts';
import type { Effect } from '../effects.ts';
import type { RestoreRequested, SessionEvent, StartRequested } from '../events.ts';
import { conversationFrom, isFresh } from '../persist.ts';
import type { Idle } from '../state.ts';
import { connecting, down, IDLE, openRequest, type Step, settleNoSession, step } from './step.ts';

export function whileIdle(life: Idle, event: SessionEvent): Step {
  switch (event.type) {
    case 'startRequested':
      return started(event, event.at);
    case 'restoreRequested': {
      const { requestId, saved, page, held, at } = event;
      return restored(requestId ? [requestId] : [], saved, { maxOfflineSeconds: page.maxOfflineSeconds, held, at });
    }
    default:
      return step(life);
  }
}

export function started({ requestId, form, remembered, page, open }: StartRequested, at: number): Step {
  const tickets = [requestId];
  if (form) {
    const values = initialValues(form, remembered);
    return step({ phase: 'registering', tickets, form, values, remembered, window: 'open' });
  }
  return connecting({ tickets, request: openRequest(open, remembered, page), window: 'open' }, at);
}

type Circumstances = { maxOfflineSeconds: number; held: RestoreRequested['held']; at: number };

/** Goes on where an earlier page stopped, if there is something to go on with. */
export function restored(tickets: readonly string[], state: PersistedState | null, circumstances: Circumstances): Step {
  const { maxOfflineSeconds, held, at } = circumstances;
  const saved = state && isFresh(state, maxOfflineSeconds, at) ? state.saved : null;
  switch (saved?.phase) {
    case 'registering':
      return step({ ...saved, tickets });
    case 'connecting':
      return connecting({ tickets, request: saved.request, window: saved.window }, at);
    case 'active': {
      const sameAsHeld = !held || held.sessionId === saved.session.sessionId;
      const conversation = sameAsHeld && conversationFrom(saved, held?.toldIndex ?? null);
      if (!conversation) return nothing(tickets, held);
      const restoring = {
        ...conversation,
        phase: 'restoring',
        tickets,
        transport: down(at),
        waitingStarts: [],
      } as const;
      return step(restoring, { kind: 'resumeTransport' });
    }
    default:
      return nothing(tickets, held);
  }
}

/** A page that still holds a session is told that it is lost: its document here was reloaded and has no way back. */
function nothing(tickets: readonly string[], held: RestoreRequested['held']): Step {
  const lost: Effect[] = held
    ? [{ kind: 'tellHost', sessionId: held.sessionId, events: [sessionEndedEvent('error')] }]
    : [];
  return step(IDLE, { kind: 'forgetSession' }, ...settleNoSession(tickets), ...lost);
}
