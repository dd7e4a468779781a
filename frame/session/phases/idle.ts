// No chat on this page: one may begin, or come back from an earlier page.

import { CHAT_IN_ANOTHER_TAB } from '../../../protocol/beginning-errors.ts';
import { isFresh, type LoadedState } from '../../../protocol/saved-form.ts';
import { initialValues } from '../default-form.ts';
import type { Effect } from '../effects.ts';
import type { EventOf, RestoreRequested, SessionEvent } from '../events.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { Idle, PageOptions } from '../state.ts';
import { IDLE, type Step, settleFailed, settleNoSession, step } from './step.ts';

/** null: the server is to be asked. */
export function whileIdle(life: Idle, event: SessionEvent): Step | null {
  switch (event.type) {
    case 'startRequested':
      return started(event);
    case 'restoreRequested': {
      const { requestId, saved, page, held, elsewhere, at } = event;
      const tickets = requestId ? [requestId] : [];
      // What is saved is that page's.
      if (elsewhere) return step(IDLE, ...settleNoSession(tickets));
      return restored(tickets, saved, { page, held, at });
    }
    case 'pageShown':
      // The visitor came back from a later page of this tab, which has begun a chat.
      return isChatElsewhere(event.saved, event.at) ? null : step(life);
    default:
      return step(life);
  }
}

/** null: there is no form to fill in, so that the server is to be asked at once. */
export function started({ requestId, form, remembered, saved, elsewhere }: EventOf<'startRequested'>): Step | null {
  if (elsewhere) return step(IDLE, ...settleFailed([requestId], CHAT_IN_ANOTHER_TAB));
  if (!form) return null;
  const values = initialValues(form, remembered);
  return step(
    { phase: 'registering', tickets: [requestId], form, values, remembered, window: 'open' },
    ...replacing(saved),
  );
}

/**
 * A chat that no page shows gives way to a new one. Its server is not told: it ends what stays without its visitor, and
 * a way of its own for that word would hold up the new chat.
 */
export const replacing = (saved: LoadedState | null): Effect[] =>
  saved?.saved.phase === 'active' ? [{ kind: 'forgetSession', sessionId: null }] : [];

/** A chat that this page has not: another tab has it, or an earlier page had it and it can still be restored. */
export const isChatElsewhere = (saved: LoadedState | null, at: number): boolean =>
  saved?.saved.phase === 'active' && isFresh(saved, saved.maxOfflineSeconds, at);

type Circumstances = { page: PageOptions; held: RestoreRequested['held']; at: number };

/** Goes on where an earlier page stopped, if there is something to go on with; null: with more than a plain form. */
export function restored(
  tickets: readonly string[],
  state: LoadedState | null,
  { page, held, at }: Circumstances,
): Step | null {
  if (!state || !isFresh(state, page.maxOfflineSeconds, at)) return nothing(tickets, held);
  const { saved } = state;
  // Where it is to be sent is looked at closer.
  return saved.phase !== 'registering' || state.serverOrigin ? null : { ...step({ ...saved, tickets }), from: state };
}

export const nothing = (tickets: readonly string[], held: RestoreRequested['held']): Step =>
  step(
    { ...IDLE, lost: held },
    { kind: 'forgetSession', sessionId: held?.sessionId ?? null },
    ...settleNoSession(tickets),
    ...lost(held),
  );

/** A page that still holds a session is told that it is lost: its document here was reloaded and has no way back. */
export const lost = (held: RestoreRequested['held']): Effect[] =>
  held ? [{ kind: 'tellHost', sessionId: held.sessionId, events: [sessionEndedEvent('error')] }] : [];
