// The last screen stands painted from saved state; the server has not answered yet.

import { CANCELLED, type Failure, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { EndReason } from '../../../protocol/session.ts';
import type { Effect } from '../effects.ts';
import type { SessionEvent } from '../events.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { PageOptions, Restoring } from '../state.ts';
import { down, isOverdue, settleSession } from './asking.ts';
import { resumed } from './receiving.ts';
import { IDLE, type Step, settleFailed, step } from './step.ts';
import { talked } from './talk.ts';

export function whileRestoring(life: Restoring, event: SessionEvent, page: PageOptions): Step {
  switch (event.type) {
    case 'startRequested': {
      // What is saved now is the chat whose outcome it waits for.
      const { at: _, ...request } = { ...event, saved: null };
      return step({ ...life, waitingStarts: [...life.waitingStarts, request] });
    }
    case 'transportResumed': {
      const { tickets, waitingStarts: _, ...conversation } = life;
      const { life: active, effects } = resumed(
        { ...conversation, phase: 'active', typing: null, typingAt: 0, typingSentAt: 0, leaving: false },
        event.resumed,
        true,
      );
      return step(active, ...settleSession(tickets, life.session.sessionId, true), ...effects);
    }
    case 'transportRefused':
      return gaveUp(life, event.error, 'error');
    case 'timePassed':
      return isOverdue(life.transport, page.maxOfflineSeconds, event.at)
        ? gaveUp(life, SERVER_UNAVAILABLE, 'error')
        : step(life);
    case 'endConfirmed':
    case 'closeRequested':
      return gaveUp(life, CANCELLED, 'leaveRequest');
    case 'pageShown':
      return step({ ...life, transport: down(event.at) }, { kind: 'resumeTransport' });
    default:
      return talked(life, event);
  }
}

/** A page that held the session already has no open ticket: it hears of the end instead. */
function gaveUp(life: Restoring, error: Failure, reason: EndReason): Step {
  const { sessionId } = life.session;
  const ended: Effect[] = life.tickets.length
    ? settleFailed(life.tickets, error)
    : [{ kind: 'tellHost', sessionId, events: [sessionEndedEvent(reason)] }];
  return step(IDLE, { kind: 'closeTransport' }, { kind: 'forgetSession', sessionId }, ...ended);
}
