// The whole life of a chat as one pure function: an event and what is to be done about it. Reads no clock and throws
// no dice; an event that means nothing now leaves the state as it is. One function per phase does the work.

import { beginning, completed, type Transition } from './beginning.ts';
import type { SessionEvent } from './events.ts';
import { whileActive } from './phases/active.ts';
import { whileConnecting } from './phases/connecting.ts';
import { whileEnded } from './phases/ended.ts';
import { whileRestoring } from './phases/restoring.ts';
import { resuming } from './phases/resuming.ts';
import type { Step } from './phases/step.ts';
import { begun, submitted } from './phases/submitted.ts';
import type { SessionState } from './state.ts';

export function transition(before: SessionState, event: SessionEvent): Transition {
  if (event.type === 'roleTaken') return { state: { ...before, role: event.role }, effects: [] };
  const after = beginning(before, event) ?? completed(before, event, conversationStep(before, event));
  return before.life.phase === 'restoring' && after.state.life.phase !== 'restoring'
    ? afterRestore(after, before.life.waitingStarts, event)
    : after;
}

function conversationStep({ life, page, storageWorks }: SessionState, event: SessionEvent): Step {
  switch (life.phase) {
    case 'restoring':
      return whileRestoring(life, event, page);
    case 'active':
      return whileActive(life, event, page, storageWorks);
    case 'ended':
      return whileEnded(life, event);
    case 'connecting':
      return whileConnecting(life, event, page, storageWorks);
    case 'registering':
      return event.type === 'registrationSubmitted' ? submitted(life, event, page) : resuming(life, event, page);
    case 'idle':
      return event.type === 'startRequested' ? begun(event) : resuming(life, event, page);
  }
}

/** `startChat` during a restore waits for it: a chat that came back stands in its way, otherwise it goes on. */
function afterRestore(restored: Transition, starts: StartsWaiting, { at, uptime }: SessionEvent): Transition {
  return starts.reduce<Transition>(({ state, effects }, start) => {
    const next = transition(state, { ...start, at, uptime });
    return { state: next.state, effects: [...effects, ...next.effects] };
  }, restored);
}
type StartsWaiting = Extract<SessionState['life'], { phase: 'restoring' }>['waitingStarts'];
