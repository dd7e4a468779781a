// The server is asked to open a session, and asked again with the same openId until it answers. Where it does not take it,
// or the visitor thinks better of it, the form is there again.

import { CHAT_IN_ANOTHER_TAB, type Failure, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { Effect } from '../effects.ts';
import type { SessionEvent } from '../events.ts';
import type { Connecting, FilledForm, PageOptions, Registering } from '../state.ts';
import { connecting, isOverdue } from './asking.ts';
import { restored } from './idle.ts';
import { opened } from './opened.ts';
import { resuming } from './resuming.ts';
import { abandon, IDLE, type Step, settleFailed, step } from './step.ts';

const abandoned = ({ request: { openId } }: Connecting): Effect => ({ kind: 'abandonOpening', openId });

const cancelled = (before: Connecting): Step => {
  const { life, effects } = abandon(before.tickets);
  return step(life, abandoned(before), ...effects.filter(({ kind }) => kind !== 'closeTransport'));
};

const formOf = ({ tickets, window }: Connecting, filled: FilledForm): Registering => ({
  ...{ phase: 'registering', tickets, window },
  ...filled,
});

/** What was typed is not lost: it may be sent again, and the tickets wait for that. */
function refused(life: Connecting, error: Failure): Step {
  if (!life.filled) return abandon(life.tickets, error);
  const refusal = error.code === SERVER_UNAVAILABLE.code ? 'unreached' : 'refused';
  return step({ ...formOf(life, life.filled), refusal }, { kind: 'closeTransport' });
}

export function whileConnecting(life: Connecting, event: SessionEvent, page: PageOptions, storageWorks: boolean): Step {
  const { tickets } = life;
  switch (event.type) {
    case 'transportOpened':
      return opened(life, event.opened, storageWorks);
    case 'transportRefused':
      return refused(life, event.error);
    case 'openingCancelled':
      return life.filled ? step(formOf(life, life.filled), abandoned(life)) : cancelled(life);
    case 'registrationCancelled':
    case 'endConfirmed':
    case 'closeRequested':
      return cancelled(life);
    case 'timePassed':
      return isOverdue(life.transport, page.maxOfflineSeconds, event.uptime)
        ? refused(life, SERVER_UNAVAILABLE)
        : step(life);
    case 'pageShown':
      // The form of another tab is that tab's, and so is what it asks the server for.
      if (event.elsewhere && event.saved && event.saved.saved.phase !== 'active') {
        return step(IDLE, ...settleFailed(tickets, CHAT_IN_ANOTHER_TAB));
      }
      return event.saved?.saved.phase === 'connecting'
        ? connecting(life, event.uptime)
        : (restored(tickets, event.saved, { page, held: null, at: event.at }) ?? resuming(life, event, page));
    default:
      return step(life);
  }
}
