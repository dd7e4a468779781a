// A conversation that an earlier page had goes on: its last screen is painted at once, and the server is asked.

import type { SessionEvent } from '../events.ts';
import { conversationFrom } from '../persist.ts';
import type { Connecting, Idle, Registering } from '../state.ts';
import { nothing } from './idle.ts';
import { down, type Step, step } from './step.ts';

export function resuming(life: Idle | Registering | Connecting, event: SessionEvent): Step {
  if (event.type !== 'restoreRequested' && event.type !== 'pageShown') return step(life);
  const saved = event.saved?.saved;
  if (saved?.phase !== 'active') return step(life);
  const held = event.type === 'restoreRequested' ? event.held : null;
  const joining = event.type === 'restoreRequested' && event.requestId ? [event.requestId] : [];
  const tickets = 'tickets' in life ? [...life.tickets, ...joining] : joining;
  const sameAsHeld = !held || held.sessionId === saved.session.sessionId;
  const conversation = sameAsHeld && conversationFrom(saved, held?.toldIndex ?? null);
  if (!conversation) return nothing(tickets, held);
  return step(
    { ...conversation, phase: 'restoring', tickets, transport: down(event.at), waitingStarts: [] },
    { kind: 'resumeTransport' },
  );
}
