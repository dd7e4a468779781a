// The server is asked to open a session, and asked again with the same openId until it answers.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { SessionEvent } from '../events.ts';
import type { Connecting, PageOptions } from '../state.ts';
import { restored } from './idle.ts';
import { abandon, connecting, isOverdue, type Step, step } from './step.ts';

export function whileConnecting(life: Connecting, event: SessionEvent, page: PageOptions): Step | null {
  const { tickets } = life;
  switch (event.type) {
    case 'transportOpened':
      return null;
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
