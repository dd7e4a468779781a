// The whole life of a chat as one pure function: an event and what is to be done about it. Reads no clock and throws
// no dice; an event that means nothing now leaves the state as it is. One function per phase does the work.

import type { Effect } from './effects.ts';
import type { SessionEvent } from './events.ts';
import { whileActive } from './phases/active.ts';
import { whileConnecting } from './phases/connecting.ts';
import { whileEnded } from './phases/ended.ts';
import { whileIdle } from './phases/idle.ts';
import { whileRegistering } from './phases/registering.ts';
import { whileRestoring } from './phases/restoring.ts';
import { shared } from './phases/shared.ts';
import type { Step } from './phases/step.ts';
import type { SessionState } from './state.ts';

export type Transition = { state: SessionState; effects: readonly Effect[] };

export const INITIAL_STATE: SessionState = {
  role: 'solo',
  storageWorks: true,
  page: { maxOfflineSeconds: 1_800, disableWebSockets: false, debug: false },
  life: { phase: 'idle' },
};

export function transition(before: SessionState, event: SessionEvent): Transition {
  const { life, effects } = phaseStep(before, event);
  const storageWorks = before.storageWorks && event.type !== 'storageRefused';
  // The options of the request that brought the chat to this page hold for as long as it is here.
  const page = 'page' in event && isAtRest(before) && life !== before.life ? event.page : before.page;
  const same = life === before.life && storageWorks === before.storageWorks;
  const state = same ? before : { ...before, storageWorks, page, life };
  return before.life.phase === 'restoring' && life.phase !== 'restoring'
    ? afterRestore({ state, effects }, before.life.waitingStarts, event.at)
    : { state, effects };
}

const isAtRest = ({ life }: SessionState): boolean => life.phase === 'idle' || life.phase === 'ended';

function phaseStep({ life, page, storageWorks }: SessionState, event: SessionEvent): Step {
  const sharedStep = shared(life, event);
  if (sharedStep) return sharedStep;
  switch (life.phase) {
    case 'idle':
      return whileIdle(life, event);
    case 'restoring':
      return whileRestoring(life, event, page);
    case 'registering':
      return whileRegistering(life, event, page);
    case 'connecting':
      return whileConnecting(life, event, page, storageWorks);
    case 'active':
      return whileActive(life, event, page, storageWorks);
    case 'ended':
      return whileEnded(life, event);
  }
}

/** `startChat` during a restore waits for it: a chat that came back stands in its way, otherwise it goes on. */
function afterRestore(restored: Transition, starts: StartsWaiting, at: number): Transition {
  return starts.reduce<Transition>(({ state, effects }, start) => {
    const next = transition(state, { ...start, at });
    return { state: next.state, effects: [...effects, ...next.effects] };
  }, restored);
}
type StartsWaiting = Extract<SessionState['life'], { phase: 'restoring' }>['waitingStarts'];
