// What an earlier page had goes on: a request to the server is repeated; a conversation is painted as it was, and the
// server is asked what came of it.

import * as v from 'valibot';
import { SavedPhase } from '../../../protocol/persisted.ts';
import type { SessionEvent } from '../events.ts';
import { conversationFrom } from '../persist.ts';
import type { Connecting, Idle, Registering } from '../state.ts';
import { connecting, down } from './asking.ts';
import { nothing } from './idle.ts';
import { type Step, step } from './step.ts';

export function resuming(life: Idle | Registering | Connecting, event: SessionEvent): Step {
  if (event.type !== 'restoreRequested' && event.type !== 'pageShown') return step(life);
  const held = event.type === 'restoreRequested' ? event.held : null;
  const joining = event.type === 'restoreRequested' && event.requestId ? [event.requestId] : [];
  const tickets = 'tickets' in life ? [...life.tickets, ...joining] : joining;
  const checked = v.safeParse(SavedPhase, event.saved?.saved);
  if (!checked.success) return nothing(tickets, held);
  const saved = checked.output;
  if (saved.phase === 'connecting') {
    return connecting({ tickets, request: saved.request, window: saved.window }, event.at);
  }
  const isHeld = saved.phase === 'active' && (!held || held.sessionId === saved.session.sessionId);
  const conversation = isHeld && conversationFrom(saved, held?.toldIndex ?? null);
  if (!conversation) return nothing(tickets, held);
  return step(
    { ...conversation, phase: 'restoring', tickets, transport: down(event.at), waitingStarts: [] },
    { kind: 'resumeTransport' },
  );
}
