// The last screen stands painted from saved state; the server has not answered yet.

import { CANCELLED, type Failure, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { EndReason } from '../../../protocol/session.ts';
import type { Effect } from '../effects.ts';
import type { SessionEvent } from '../events.ts';
import { withOutboxOf } from '../others-outbox.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { Active, PageOptions, Restoring } from '../state.ts';
import { mergeEntries } from '../transcript.ts';
import { down, isGivenUp, settleSession } from './asking.ts';
import { concluded } from './ended.ts';
import { isOwedBy } from './leaving.ts';
import { resumed } from './receiving.ts';
import { IDLE, type Step, settleFailed, step } from './step.ts';
import { talked } from './talk.ts';

export function whileRestoring(life: Restoring, event: SessionEvent, page: PageOptions): Step {
  switch (event.type) {
    case 'startRequested': {
      // What is saved now is the chat whose outcome it waits for.
      const { at: _, uptime: __, ...request } = { ...event, saved: null };
      return step({ ...life, waitingStarts: [...life.waitingStarts, request] });
    }
    case 'transportResumed': {
      const { life: active, effects } = resumed(activeFrom(life), event.resumed, true);
      return step(active, ...settleSession(life.tickets, life.session.sessionId, true), ...effects);
    }
    case 'transportRefused':
      return gaveUp(life, event.error);
    case 'timePassed':
      return isGivenUp(life, page, event.uptime) ? gaveUp(life, SERVER_UNAVAILABLE) : step(life);
    case 'endConfirmed':
    case 'closeRequested':
      return left(life, { hidden: event.type === 'closeRequested', leaveOwed: true });
    case 'endedElsewhere':
      return event.reason === 'error'
        ? gaveUp(life, SERVER_UNAVAILABLE)
        : left(life, { hidden: false, leaveOwed: isOwedBy(event.reason) });
    case 'pageShown':
      return step({ ...withOutboxOf(life, event.saved), transport: down(event.uptime) }, { kind: 'resumeTransport' });
    case 'entriesReceived': {
      // Kept by an earlier page: the server's own words come after its answer.
      const earlier = event.entries.filter(({ index }) => index < life.transcript.firstIndex);
      return step({ ...life, transcript: mergeEntries(life.transcript, earlier).transcript });
    }
    default:
      return talked(life, event);
  }
}

function activeFrom({ tickets: _, waitingStarts: __, ...conversation }: Restoring): Active {
  return { ...conversation, phase: 'active', typing: null, typingAt: 0, typingSentAt: 0, leaving: false };
}

/** A page that held the session already has no open ticket: it hears of the end instead. */
const told = ({ tickets, session: { sessionId } }: Restoring, error: Failure, reason: EndReason): Effect[] =>
  tickets.length
    ? settleFailed(tickets, error)
    : [{ kind: 'tellHost', sessionId, events: [sessionEndedEvent(reason)] }];

function gaveUp(life: Restoring, error: Failure): Step {
  const { sessionId } = life.session;
  const effects = told(life, error, 'error');
  const lost = life.tickets.length ? null : { sessionId };
  return step({ ...IDLE, lost }, { kind: 'closeTransport' }, { kind: 'forgetSession', sessionId }, ...effects);
}

/** The visitor ends what is painted: it stays to be read, and the server hears of it when it can be reached. */
function left(life: Restoring, manner: { hidden: boolean; leaveOwed: boolean }): Step {
  const silent = { ...activeFrom(life), toldIndex: Number.MAX_SAFE_INTEGER };
  const over = concluded(silent, 'leaveRequest', manner);
  return step(over.life, ...told(life, CANCELLED, 'leaveRequest'), ...over.effects);
}
