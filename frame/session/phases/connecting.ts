// The server is asked to open a session, and asked again with the same openId until it answers.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { Opened } from '../../../protocol/server.ts';
import type { SessionEvent } from '../events.ts';
import type { Connecting, PageOptions } from '../state.ts';
import { EMPTY_TRANSCRIPT } from '../transcript.ts';
import { restored } from './idle.ts';
import { abandon, connecting, isOverdue, type Step, settleSession, step, storageWarning } from './step.ts';

export function whileConnecting(life: Connecting, event: SessionEvent, page: PageOptions, storageWorks: boolean): Step {
  const { tickets } = life;
  switch (event.type) {
    case 'transportOpened':
      return opened(life, event.opened, storageWorks);
    case 'transportRefused':
      return abandon(tickets, event.error);
    case 'registrationCancelled':
    case 'endConfirmed':
    case 'closeRequested':
      return abandon(tickets);
    case 'timePassed':
      return isOverdue(life.transport, page.maxOfflineSeconds, event.at)
        ? abandon(tickets, SERVER_UNAVAILABLE)
        : step(life);
    case 'pageShown':
      return event.saved?.saved.phase === 'connecting'
        ? connecting(life, event.at)
        : restored(tickets, event.saved, { maxOfflineSeconds: page.maxOfflineSeconds, held: null, at: event.at });
    default:
      return step(life);
  }
}

function opened({ tickets, request, window }: Connecting, answer: Opened, storageWorks: boolean): Step {
  const { session, limits } = answer;
  const effects = [...settleSession(tickets, session.sessionId, false)];
  if (!storageWorks) effects.push(storageWarning(session.sessionId));
  return step(
    {
      phase: 'active',
      ...{ session, limits, window, writerEpoch: request.writerEpoch },
      ...{ transcript: EMPTY_TRANSCRIPT, outbox: [], agent: null, draft: '' },
      ...{ seenIndex: 0, toldIndex: 0, restoredIndex: 0 },
      ...{ transport: { status: 'up' }, typing: null, typingAt: 0, typingSentAt: 0, leaving: false },
    },
    ...effects,
  );
}
