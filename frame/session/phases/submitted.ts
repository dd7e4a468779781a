// The server is to be asked for a session: the form was submitted, or there is none to fill in.

import type { EventOf } from '../events.ts';
import { registrationResult } from '../registration-result.ts';
import type { PageOptions, Registering } from '../state.ts';
import { connecting, openRequest } from './asking.ts';
import { isChatElsewhere, replacing, started } from './idle.ts';
import { resuming } from './resuming.ts';
import { type Step, step } from './step.ts';

export function submitted(life: Registering, event: EventOf<'registrationSubmitted'>, page: PageOptions): Step {
  // Another tab has a chat by now: this tab shows the same one.
  if (isChatElsewhere(event.saved, event.at))
    return resuming(life, { ...event, type: 'pageShown', elsewhere: false }, page);
  const words = registrationResult(life.form, life.remembered, event.values);
  const { tickets, window, form, remembered } = life;
  // A function of the site draws its own form, and knows what became of it.
  const filled = form.inputs.length ? { form, values: { ...life.values, ...event.values }, remembered } : undefined;
  return connecting({ tickets, request: openRequest(event.open, words, page), filled, window }, event.uptime);
}

/** With a form or without. */
export function begun(event: EventOf<'startRequested'>): Step {
  const { requestId, remembered, page, open, saved, uptime } = event;
  const before = started(event);
  if (before) return before;
  const request = openRequest(open, remembered, page);
  const { life, effects } = connecting({ tickets: [requestId], request, window: 'open' }, uptime);
  return step(life, ...replacing(saved), ...effects);
}
