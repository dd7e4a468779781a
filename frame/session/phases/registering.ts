// The form is on the screen. Nothing exists at the server yet.

import { CHAT_IN_ANOTHER_TAB } from '../../../protocol/beginning-errors.ts';
import type { SessionEvent } from '../events.ts';
import type { PageOptions, Registering } from '../state.ts';
import { restored } from './idle.ts';
import { abandon, IDLE, type Step, settleFailed, step } from './step.ts';

export function whileRegistering(life: Registering, event: SessionEvent, page: PageOptions): Step | null {
  const { tickets } = life;
  switch (event.type) {
    case 'registrationEdited':
      return step({ ...life, values: event.values });
    case 'registrationSubmitted':
      return null;
    case 'registrationCancelled':
    case 'closeRequested':
      return abandon(tickets);
    case 'pageShown': {
      // A later page of this tab may have gone on with the form meanwhile: what it left counts.
      if (event.saved?.saved.phase === 'registering') {
        return event.elsewhere ? step(IDLE, ...settleFailed(tickets, CHAT_IN_ANOTHER_TAB)) : step(life);
      }
      return restored(tickets, event.saved, { page, held: null, at: event.at });
    }
    default:
      return step(life);
  }
}
