// The form is on the screen. Nothing exists at the server yet.

import { registrationResult } from '../default-form.ts';
import type { SessionEvent } from '../events.ts';
import type { PageOptions, Registering } from '../state.ts';
import { restored } from './idle.ts';
import { abandon, connecting, openRequest, type Step, step } from './step.ts';

export function whileRegistering(life: Registering, event: SessionEvent, page: PageOptions): Step | null {
  const { tickets, window } = life;
  switch (event.type) {
    case 'registrationEdited':
      return step({ ...life, values: event.values });
    case 'registrationSubmitted': {
      const words = registrationResult(life.form, life.remembered, event.values);
      return connecting({ tickets, request: openRequest(event.open, words, page), window }, event.at);
    }
    case 'registrationCancelled':
    case 'closeRequested':
      return abandon(tickets);
    case 'pageShown': {
      // A later page of this tab may have gone on with the form meanwhile: what it left counts.
      if (event.saved?.saved.phase === 'registering') return step(life);
      return restored(tickets, event.saved, { maxOfflineSeconds: page.maxOfflineSeconds, held: null, at: event.at });
    }
    default:
      return step(life);
  }
}
