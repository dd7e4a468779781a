// The life of a chat as far as it goes without the server: nothing, or a form. It is part of the document, so that a form
// can be filled in while the rest is still on its way. What only the whole transition can decide is answered with null.

import type { Effect } from './effects.ts';
import type { SessionEvent } from './events.ts';
import { whileIdle } from './phases/idle.ts';
import { whileRegistering } from './phases/registering.ts';
import { shared } from './phases/shared.ts';
import type { Step } from './phases/step.ts';
import { isAtRest } from './selectors.ts';
import type { SessionState } from './state.ts';

export type Transition = { state: SessionState; effects: readonly Effect[] };

export function beginning(before: SessionState, event: SessionEvent): Transition | null {
  const step = shared(before.life, event) ?? phaseStep(before, event);
  return step && completed(before, event, step);
}

function phaseStep({ life, page }: SessionState, event: SessionEvent): Step | null {
  switch (life.phase) {
    case 'idle':
      return whileIdle(life, event);
    case 'registering':
      return whileRegistering(life, event, page);
    default:
      return null;
  }
}

/** The facts beside the phase. */
export function completed(before: SessionState, event: SessionEvent, { life, effects, from }: Step): Transition {
  const storageWorks = before.storageWorks && event.type !== 'storageRefused';
  // The options of the request that brought the chat to this page hold for as long as it is here.
  const brought = 'page' in event && isAtRest(before.life) && life !== before.life ? event : before;
  // A chat goes on at the server that has it, whatever is asked for now.
  const page = from ? { ...brought.page, serverOrigin: from.serverOrigin } : brought.page;
  const same = life === before.life && storageWorks === before.storageWorks;
  return { state: same ? before : { ...before, storageWorks, page, life }, effects };
}
