// What means the same in several phases: tickets join, a second start is refused, the window opens and shrinks.

import { CHAT_ON_THIS_PAGE } from '../../../protocol/beginning-errors.ts';
import type { SessionEvent } from '../events.ts';
import type { Phase } from '../state.ts';
import { type Step, settleFailed, step } from './step.ts';

/** null: the phase itself has to say. */
export function shared(life: Phase, event: SessionEvent): Step | null {
  switch (event.type) {
    case 'minimizeRequested':
      return 'window' in life ? step({ ...life, window: 'minimized' }) : null;
    case 'maximizeRequested':
      return 'window' in life ? step({ ...life, window: 'open' }) : null;
    case 'restoreRequested':
      return 'tickets' in life && event.requestId
        ? step({ ...life, tickets: [...life.tickets, event.requestId] })
        : null;
    case 'startRequested':
      return life.phase === 'registering' || life.phase === 'connecting' || life.phase === 'active'
        ? step(life, ...settleFailed([event.requestId], CHAT_ON_THIS_PAGE))
        : null;
    default:
      return null;
  }
}
