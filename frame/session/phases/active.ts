// A session that is going on. The transport may be up or down; the server's log decides what was said.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { SessionEvent } from '../events.ts';
import { withOutboxOf } from '../others-outbox.ts';
import { canDiscard, retried } from '../outbox.ts';
import type { Active, PageOptions } from '../state.ts';
import { isGivenUp, settleSession } from './asking.ts';
import { endedElsewhere, endedHere, leaveAnswered, leaving } from './leaving.ts';
import { agentHasSeen } from './marks.ts';
import { lost, messageRefused, received, resumed } from './receiving.ts';
import { type Step, step } from './step.ts';
import { pumped, talked } from './talk.ts';
import { errorTold, fetchMissing, storageWarning, tellUntold } from './telling.ts';
import { agentTyping, typingPassed, visitorTyping } from './typing.ts';

export function whileActive(life: Active, event: SessionEvent, page: PageOptions, storageWorks: boolean): Step {
  const { sessionId } = life.session;
  switch (event.type) {
    case 'restoreRequested':
      return event.held
        ? heardBy(life, event.held.toldIndex)
        : step(life, ...settleSession(event.requestId ? [event.requestId] : [], sessionId, false));
    case 'entriesReceived':
      return received(life, event.entries);
    case 'errorReported':
      return step(life, errorTold(sessionId, event.error));
    case 'messageRefused':
      return messageRefused(life, event);
    case 'messageRetryDue':
      return pumped({ ...life, outbox: retried(life.outbox, event.id) });
    case 'transportLost':
      return lost(life, event.uptime);
    case 'transportResumed':
      return resumed(life, event.resumed);
    case 'transportRefused':
      return endedHere(life, 'error', { error: event.error });
    case 'pageShown': {
      // Over or not: the server has something to hear.
      const next = lost(withOutboxOf(life, event.saved), event.uptime);
      return step(next.life, ...next.effects, { kind: 'resumeTransport' });
    }
    case 'timePassed':
      return isGivenUp(life, page, event.uptime)
        ? endedHere(life, 'error', { error: SERVER_UNAVAILABLE })
        : timePassed(life, event);
    case 'endConfirmed':
    case 'closeRequested':
      return leaving(life, event.type === 'closeRequested');
    case 'endedElsewhere':
      return endedElsewhere(life, event.reason);
    case 'leaveAnswered':
      return leaveAnswered(life, event.error);
    case 'storageRefused':
      return step(life, ...(storageWorks ? [storageWarning(sessionId)] : []));
    case 'agentTypingReceived':
      return agentTyping(life, event);
    case 'agentSeenReceived':
      return agentHasSeen(life, event);
    case 'draftEdited':
      return visitorTyping({ ...life, draft: event.text }, event.uptime);
    default:
      return life.leaving ? step(life) : talked(life, event);
  }
}

/** Another page has taken the place of the one that was told so far. */
function heardBy(life: Active, toldIndex: number): Step {
  const { lastIndex } = life.transcript;
  const told = tellUntold({ ...life, toldIndex, restoredIndex: lastIndex }, life.session.sessionId);
  return step(told.life, ...told.effects, ...fetchMissing(told.life));
}

/** A message that is in flight for so long was answered long ago, or its entry was lost: the log knows. So it does after a clock was set. */
const ENTRY_OVERDUE_MS = 12_000;

function timePassed(life: Active, { at, uptime }: SessionEvent): Step {
  const next = typingPassed(life, uptime);
  const [head] = life.outbox;
  const overdue =
    head?.status === 'sending' &&
    !canDiscard(head) &&
    Math.abs(at - head.at) > ENTRY_OVERDUE_MS &&
    life.transport.status === 'up';
  if (!overdue) return next;
  const fromIndex = life.transcript.lastIndex + 1;
  return step(next.life, ...next.effects, { kind: 'fetchTranscript', fromIndex, untilIndex: fromIndex });
}
