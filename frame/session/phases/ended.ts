// A session that is over: its transcript stays on the screen of this page, and no later page finds anything.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { EndReason } from '../../../protocol/session.ts';
import { missingFrom } from '../conversation-selectors.ts';
import type { Effect } from '../effects.ts';
import type { SessionEvent } from '../events.ts';
import { sessionEndedEvent } from '../session-ended-event.ts';
import type { Active, Ended } from '../state.ts';
import { mergeEntries } from '../transcript.ts';
import { whileIdle } from './idle.ts';
import { isToBeRated, owedRating, rated, ratingAnswered } from './rating.ts';
import { resuming } from './resuming.ts';
import { type Step, step } from './step.ts';
import { begun } from './submitted.ts';
import { fetchMissing, tellUntold } from './telling.ts';

export function concluded(life: Active, reason: EndReason, { hidden = false, leaveOwed = false }): Step {
  const { session, transcript, outbox, draft, agent, seenIndex, agentSeen, toldIndex, restoredIndex, window } = life;
  const over: Ended = {
    phase: 'ended',
    ...{ sessionId: session.sessionId, reason, transcript, agent, draft, unsent: outbox },
    ...{ seenIndex, agentSeen, toldIndex, restoredIndex, window, hidden, leaveOwed },
    rating: isToBeRated(life) ? 'asked' : null,
    opinion: null,
  };
  const { sessionId } = session;
  return step(over, { kind: 'forgetSession', sessionId }, ...leaveOf(life, over), ...closeUnlessNeeded(over));
}

/** What a later page would have to tell the server of this one's end. */
function leaveOf({ session, leaving, transcript }: Active, { leaveOwed, sessionId }: Ended): Effect[] {
  if (leaveOwed) return [{ kind: 'rememberLeave', session }];
  // Whoever has written it down may be gone.
  const isHeard = leaving || transcript.entries.at(-1)?.kind === 'sessionEnded';
  return isHeard ? [{ kind: 'forgetLeave', sessionId }] : [];
}

const needsWay = (life: Ended): boolean => life.leaveOwed || missingFrom(life) !== null || life.rating === 'sending';

/** The way stays open while the server has still to hear of something, or the page of the beginning. */
const closeUnlessNeeded = (life: Ended): Effect[] => (needsWay(life) ? [] : [{ kind: 'closeTransport' }]);

const noLongerOwed = ({ leaveOwed, sessionId }: Ended): Effect[] =>
  leaveOwed ? [{ kind: 'forgetLeave', sessionId }] : [];

function leaveHeard(life: Ended): Step {
  const heard = { ...life, leaveOwed: false };
  return step(heard, ...noLongerOwed(life), ...closeUnlessNeeded(heard));
}

/** The page waits for the history before the end; where that cannot be had any more, the end alone is told. */
const untoldEnd = (life: Ended): Effect[] =>
  missingFrom(life) === null
    ? []
    : [{ kind: 'tellHost', sessionId: life.sessionId, events: [sessionEndedEvent(life.reason)] }];

export function whileEnded(life: Ended, event: SessionEvent): Step {
  switch (event.type) {
    case 'startRequested': {
      const next = begun(event);
      if (next.life.phase === 'idle') return step(life, ...next.effects);
      return step(next.life, { kind: 'closeTransport' }, ...next.effects);
    }
    case 'restoreRequested': {
      const idle = { phase: 'idle' } as const;
      const next = whileIdle(idle, event) ?? resuming(idle, event, event.page);
      return next.life.phase === 'idle' ? step(life, ...next.effects) : next;
    }
    case 'entriesReceived': {
      // Its answer may have been lost.
      if (life.leaveOwed && event.entries.at(-1)?.kind === 'sessionEnded') return leaveHeard(life);
      const { transcript } = mergeEntries(life.transcript, event.entries);
      if (transcript.firstIndex === life.transcript.firstIndex) return step(life);
      const told = tellUntold({ ...life, transcript }, life.sessionId);
      return step(told.life, ...told.effects, ...closeUnlessNeeded(told.life));
    }
    case 'transportResumed':
      return step(
        life,
        ...(life.leaveOwed ? [{ kind: 'leaveSession' } as const] : []),
        ...fetchMissing(life),
        ...owedRating(life),
      );
    case 'leaveAnswered': {
      const isHeard = life.leaveOwed && event.error?.code !== SERVER_UNAVAILABLE.code;
      return isHeard ? leaveHeard(life) : step(life);
    }
    case 'transportRefused': {
      const rating = life.rating === 'sending' ? 'refused' : life.rating;
      const alone: Ended = { ...life, rating, leaveOwed: false, toldIndex: Number.MAX_SAFE_INTEGER };
      return step(alone, ...untoldEnd(life), ...noLongerOwed(life), { kind: 'closeTransport' });
    }
    case 'ratingEdited':
      return step({ ...life, opinion: { score: event.score, comment: event.comment } });
    case 'rated':
      return rated(life, event, needsWay(life));
    case 'ratingAnswered': {
      const next = ratingAnswered(life, event);
      return next === life ? step(life) : step(next, ...closeUnlessNeeded(next));
    }
    case 'newChatRequested':
      return step(life, { kind: 'startAgain', sessionId: life.sessionId });
    case 'pageShown':
      return step(life, ...(needsWay(life) ? [{ kind: 'resumeTransport' } as const] : []));
    case 'conversationSeen':
      return step({ ...life, seenIndex: life.transcript.lastIndex });
    case 'closeRequested':
      return step({ ...life, hidden: true });
    default:
      return step(life);
  }
}
