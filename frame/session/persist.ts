// A chat - its later self. Stores by permission: what is not named here is not kept. Knows no storage.

import { MAX_TAIL_CHARS, MAX_TAIL_ENTRIES, type PersistedState, type SavedPhase } from '../../protocol/persisted.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import { isDefault } from './default-form.ts';
import { asSaved, enqueue, type Outbox, withoutLogged } from './outbox.ts';
import { enveloped, type Place, savedBeginning } from './persisted-beginning.ts';
import { UNSEEN } from './phases/marks.ts';
import type { Live } from './selectors.ts';
import type { Conversation, Phase, SessionState } from './state.ts';
import { transcriptFromTail } from './transcript.ts';

const MAX_DRAFT_CHARS = 20_000;

type Saved<Name extends SavedPhase['phase']> = Extract<SavedPhase, { phase: Name }>;

/** null: nothing of this state is to be found by a later page. */
export const toPersisted = (state: SessionState, place: Place, now: number): PersistedState | null =>
  enveloped(savedPhase(state.life), state, place, now);

function savedPhase(life: Phase): SavedPhase | null {
  switch (life.phase) {
    case 'connecting': {
      const { phase, request, window, filled } = life;
      return { phase, request, window, ...(filled && { [isDefault(filled.form) ? 'filled' : 'own']: filled }) };
    }
    case 'restoring':
      return savedConversation(life);
    case 'active':
      return life.leaving ? null : savedConversation(life);
    default:
      return savedBeginning(life);
  }
}

function savedConversation(life: Live): Saved<'active'> {
  const { session, limits, transcript, seenIndex, agent, outbox, draft, scroll, window } = life;
  return {
    phase: 'active',
    session,
    limits,
    tail: tailOf(transcript.entries),
    lastIndex: transcript.lastIndex,
    seenIndex,
    agent,
    outbox: outbox.map(asSaved),
    draft: draft.slice(0, MAX_DRAFT_CHARS),
    scroll,
    window,
    // Of no page: each is given its count by the server, anew with each lead (fenced-way.ts).
    writerEpoch: 0,
  };
}

/** Characters, of whatever may be long. */
const weightOf = (entry: TranscriptEntry): number =>
  ('party' in entry ? (entry.party.avatar?.length ?? 0) : 0) +
  (entry.kind === 'message' ? entry.text.length + (entry.parts ? JSON.stringify(entry.parts).length : 0) : 0);

/** The last entries within the limits; at least one, because an empty tail says that the log is empty. */
export function tailOf(entries: readonly TranscriptEntry[]): TranscriptEntry[] {
  let chars = 0;
  let from = entries.length;
  while (from > 0 && entries.length - from < MAX_TAIL_ENTRIES) {
    const entry = entries[from - 1];
    chars += entry ? weightOf(entry) : 0;
    if (chars > MAX_TAIL_CHARS && from < entries.length) break;
    from -= 1;
  }
  return entries.slice(from);
}

/** The chat as it was left; null if the tail contradicts itself. What only stands ahead of it, or twice, is put right. */
export function conversationFrom(saved: Saved<'active'>, toldIndex: number | null): Conversation | null {
  const transcript = transcriptFromTail(saved.tail, saved.lastIndex);
  if (!transcript) return null;
  const { session, limits, agent, draft, scroll = null, window } = saved;
  return {
    ...{ session, limits, transcript, agent, draft, scroll, window },
    // Another tab's mark may have been ahead of this tail.
    seenIndex: Math.min(saved.seenIndex, saved.lastIndex),
    agentSeen: UNSEEN,
    takenBack: [],
    outbox: withoutLogged(saved.outbox.reduce<Outbox>(enqueue, []), saved.tail),
    toldIndex: toldIndex ?? 0,
    restoredIndex: toldIndex ?? saved.lastIndex,
  };
}
