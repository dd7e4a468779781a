// What comes from the server while a session is going on: entries, refusals, and the way itself going and coming.

import { SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../../protocol/errors.ts';
import type { Resumed } from '../../../protocol/server.ts';
import type { Party, TranscriptEntry } from '../../../protocol/session.ts';
import type { Effect } from '../effects.ts';
import type { EventOf } from '../events.ts';
import { interrupted, refused, withoutLogged } from '../outbox.ts';
import type { Active } from '../state.ts';
import { cutAt, mergeEntries } from '../transcript.ts';
import { down } from './asking.ts';
import { concluded } from './ended.ts';
import { endedHere } from './leaving.ts';
import { seenAtMost } from './marks.ts';
import { type Step, step } from './step.ts';
import { pumped } from './talk.ts';
import { fetchMissing, tellUntold } from './telling.ts';
import { typingEnded } from './typing.ts';

export function received(life: Active, incoming: readonly TranscriptEntry[]): Step {
  const { transcript, fresh, gap } = mergeEntries(life.transcript, incoming);
  const missing: Effect[] = gap ? [{ kind: 'fetchTranscript', ...gap }] : [];
  if (transcript === life.transcript) return step(life, ...missing);
  const hasSpoken = fresh.some((entry) => 'party' in entry && entry.party.id === life.typing?.id);
  const merged: Active = {
    ...life,
    transcript,
    outbox: withoutLogged(life.outbox, fresh),
    agent: agentAfter(life.agent, fresh),
    typing: hasSpoken ? null : life.typing,
  };
  const { life: next, effects } = tellUntold(merged, life.session.sessionId);
  const told = hasSpoken ? [...typingEnded(life), ...effects] : effects;
  const end = fresh.at(-1);
  if (end?.kind === 'sessionEnded') {
    const over = concluded(next, end.reason, { hidden: life.leaving === 'hide' });
    return step(over.life, ...told, ...over.effects);
  }
  const sent = pumped(next);
  return step(sent.life, ...told, ...missing, ...sent.effects);
}

function agentAfter(agent: Party | null, entries: readonly TranscriptEntry[]): Party | null {
  let now = agent;
  for (const entry of entries) {
    if (entry.kind === 'agentConnected') now = entry.party;
    else if (entry.kind === 'agentDisconnected' && entry.party.id === now?.id) now = null;
  }
  return now;
}

export function messageRefused(life: Active, { id, error, retryAfterMs }: EventOf<'messageRefused'>): Step {
  if (retryAfterMs !== undefined) return step(life, { kind: 'retryMessageLater', id, delayMs: retryAfterMs });
  // The way was lost, not the message: it is sent again when the way is back.
  if (error.code === SERVER_UNAVAILABLE.code) return step(life);
  if (error.code === SESSION_UNKNOWN.code) return endedHere(life, 'error', { error });
  const outbox = refused(life.outbox, id, error);
  return step(outbox === life.outbox ? life : { ...life, outbox });
}

export function lost(life: Active, uptime: number): Step {
  if (life.leaving) return endedHere(life, 'leaveRequest', { hidden: life.leaving === 'hide', leaveOwed: true });
  if (life.transport.status === 'down') return step(life);
  const next: Active = {
    ...life,
    transport: down(uptime),
    outbox: interrupted(life.outbox),
    typing: null,
    typingSentAt: 0,
  };
  return step(next, ...typingEnded(life), {
    kind: 'tellHost',
    sessionId: life.session.sessionId,
    events: [{ name: 'interrupted', event: { restored: false } }],
  });
}

/** The server's log is shorter than ours: what comes next stands at indexes that we took for known. */
const rewound = (life: Active, lastIndex: number): Active => ({
  ...life,
  transcript: cutAt(life.transcript, lastIndex),
  seenIndex: Math.min(life.seenIndex, lastIndex),
  agentSeen: seenAtMost(life.agentSeen, lastIndex),
  toldIndex: Math.min(life.toldIndex, lastIndex),
  restoredIndex: Math.min(life.restoredIndex, lastIndex),
});

/** The page has heard what was lost; what is said in its place it hears as new. */
const rewindTold = ({ session: { sessionId }, toldIndex }: Active, lastIndex: number): Effect[] =>
  toldIndex > lastIndex
    ? [{ kind: 'tellHost', sessionId, events: [{ name: 'rewound', event: { toldIndex: lastIndex } }] }]
    : [];

/** `life`: painted so far from what an earlier page, or this one before the interruption, had received. */
export function resumed(life: Active, { limits, lastIndex }: Resumed, first = false): Step {
  // A way that another tab leaves to this one was never lost.
  const continued: Effect[] =
    first || life.transport.status === 'up'
      ? []
      : [
          {
            kind: 'tellHost',
            sessionId: life.session.sessionId,
            events: [{ name: 'continued', event: { restored: false } }],
          },
        ];
  const up: Active = { ...life, transport: { status: 'up' }, limits, outbox: interrupted(life.outbox) };
  if (lastIndex < life.transcript.lastIndex) {
    return step(rewound(up, lastIndex), ...continued, ...rewindTold(life, lastIndex), { kind: 'resumeTransport' });
  }
  const told = tellUntold(up, life.session.sessionId);
  const next = pumped(told.life);
  const effects = [...continued, ...told.effects, ...fetchMissing(told.life), ...next.effects];
  // Another tab's way was to say so, and may not have.
  return life.leaving ? step(next.life, ...effects, { kind: 'leaveSession' }) : step(next.life, ...effects);
}
