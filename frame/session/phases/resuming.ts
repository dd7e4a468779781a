// What an earlier page had goes on: a form that is for another server than the frame's own; a request to the server, which
// is repeated; a conversation, which is painted as it was, and the server is asked what came of it.

import * as v from 'valibot';
import { explained, OPTION_INVALID } from '../../../protocol/errors.ts';
import { SavedPhase } from '../../../protocol/persisted.ts';
import type { RestoreRequested, SessionEvent } from '../events.ts';
import { conversationFrom } from '../persist.ts';
import { isIntact } from '../seal.ts';
import { lacksTransport } from '../site-transport.ts';
import type { Connecting, Idle, PageOptions, Registering } from '../state.ts';
import { connecting, down } from './asking.ts';
import { lost, nothing } from './idle.ts';
import { IDLE, type Step, settleFailed, step } from './step.ts';
import { fetchMissing } from './telling.ts';

/** What is saved stays, for a page that brings the transport. */
function refused(tickets: readonly string[], held: RestoreRequested['held']): Step {
  const words = 'transport: expected the one that this chat was begun with, received undefined';
  return step({ ...IDLE, lost: held }, ...settleFailed(tickets, explained(OPTION_INVALID, words)), ...lost(held));
}

const isLost = ({ lost }: Idle, sessionId: string): boolean => lost === 'any' || lost?.sessionId === sessionId;

/** `here`: options of the page, unless the event brings others. */
export function resuming(life: Idle | Registering | Connecting, event: SessionEvent, here: PageOptions): Step {
  if (event.type !== 'restoreRequested' && event.type !== 'pageShown') return step(life);
  const held = event.type === 'restoreRequested' ? event.held : null;
  const joining = event.type === 'restoreRequested' && event.requestId ? [event.requestId] : [];
  const tickets = 'tickets' in life ? [...life.tickets, ...joining] : joining;
  const from = event.saved;
  if (from && lacksTransport(from, 'page' in event ? event.page : here)) return refused(tickets, held);
  const checked = v.safeParse(SavedPhase, from?.saved);
  if (!from || !checked.success || !isIntact(from)) return nothing(tickets, held);
  const saved = checked.output;
  if (saved.phase === 'registering') return { ...step({ ...saved, tickets }), from };
  if (saved.phase === 'connecting') {
    if (saved.request.deployment !== from.deployment || saved.request.siteOrigin !== from.siteOrigin) {
      return nothing(tickets, held);
    }
    const { request, window } = saved;
    const filled = saved.filled ?? from.own;
    return { ...connecting({ tickets, request, filled, window }, event.uptime), from };
  }
  const { sessionId } = saved.session;
  // Storage that was refused is there again, or another tab has not heard of the end yet.
  if (event.type === 'pageShown' && life.phase === 'idle' && isLost(life, sessionId)) return step(life);
  const isHeld = !held || held.sessionId === sessionId;
  const conversation = isHeld && conversationFrom(saved, held?.toldIndex ?? null);
  if (!conversation) return nothing(tickets, held);
  return {
    life: { ...conversation, phase: 'restoring', tickets, transport: down(event.uptime), waitingStarts: [] },
    effects: [{ kind: 'resumeTransport' }, ...fetchMissing(conversation)],
    from,
  };
}
