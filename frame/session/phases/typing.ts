// Who is typing. Both words may be lost on the way, so both fade by themselves.

import { apiParty } from '../api-events.ts';
import type { Effect } from '../effects.ts';
import type { EventOf } from '../events.ts';
import type { Active } from '../state.ts';
import { type Step, step } from './step.ts';

/** How often the server is told that the visitor is still typing. */
const REPORT_EVERY_MS = 3_000;
/** Nothing typed for so long: the visitor has stopped. */
const VISITOR_IDLE_MS = 6_000;
/** An agent of whose typing nothing is heard for so long has stopped. */
const AGENT_IDLE_MS = 15_000;

export function visitorTyping(life: Active, uptime: number): Step {
  if (life.transport.status === 'down' || life.leaving) return step(life);
  if (life.draft === '') return life.typingSentAt ? stopped(life) : step(life);
  if (uptime - life.typingSentAt < REPORT_EVERY_MS) return step(life);
  return step({ ...life, typingSentAt: uptime }, { kind: 'sendTyping', isTyping: true });
}

const stopped = (life: Active): Step => step({ ...life, typingSentAt: 0 }, { kind: 'sendTyping', isTyping: false });

/** A word said, or a way lost, ends it. */
export const typingEnded = (life: Active): Effect[] => (life.typing ? [told(life, life.typing, false)] : []);

const told = ({ session }: Active, party: EventOf<'agentTypingReceived'>['party'], isTyping: boolean): Effect => ({
  kind: 'tellHost',
  sessionId: session.sessionId,
  events: [{ name: 'agentTyping', event: { party: apiParty(party), isTyping } }],
});

export function agentTyping(life: Active, { party, isTyping, uptime }: EventOf<'agentTypingReceived'>): Step {
  const next: Active = { ...life, typing: isTyping ? party : null, typingAt: uptime };
  const changed = isTyping ? life.typing?.id !== party.id : life.typing?.id === party.id;
  return changed ? step(next, told(life, party, isTyping)) : step(isTyping ? next : life);
}

export function typingPassed(life: Active, uptime: number): Step {
  const next = life.typingSentAt && uptime - life.typingSentAt > VISITOR_IDLE_MS ? stopped(life) : step(life);
  if (!life.typing || uptime - life.typingAt <= AGENT_IDLE_MS) return next;
  return step({ ...(next.life as Active), typing: null }, ...next.effects, told(life, life.typing, false));
}
