// What the rules of the chats are handed: storage, wake-ups, time, dice and the operator's choices.

import { explained, type Failure, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Hub } from '../fanout/hub.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { Change } from '../store/stored-session.ts';
import type { Rule } from './rules.ts';
import type { Watch } from './watch.ts';

export type Policy = {
  isAllowedSite(origin: string): boolean;
  /** Caps what a site asks for. */
  maxOfflineSeconds: number;
  /** Ended chats are forgotten after so many days. */
  retentionDays: number;
};

export type ChatParts = {
  store: Store;
  hub: Hub;
  clock: Clock;
  random: Random;
  policy: Policy;
  watch: Watch;
};

/** One request's outcome on every way in. `retryAfterMs`: the refusal will pass. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: Failure; retryAfterMs?: number };

export const unknownSession = (): { ok: false; error: Failure } => ({
  ok: false,
  error: explained(SESSION_UNKNOWN, 'The chat server does not know this session, or the token is not its own.'),
});

type Done = Extract<Change, { outcome: 'done' }>;

/** Applies a rule to a session and wakes whoever watches it, if there is something to see. */
export async function applyRule(
  { store, hub }: Pick<ChatParts, 'store' | 'hub'>,
  sessionId: string,
  rule: Rule,
  messageId: string | null = null,
): Promise<Outcome<Done>> {
  const change = await store.change(sessionId, messageId, rule);
  switch (change.outcome) {
    case 'unknown':
      return unknownSession();
    case 'refused':
      return { ok: false, error: change.error };
    case 'done':
      if (change.raised) hub.publish({ kind: 'changed', sessionId });
      return { ok: true, value: change };
  }
}

/** Where a message stands in the log, whether it was added now or before. */
export const indexOf = ({ repeated, entries }: Done): number => repeated?.index ?? entries[0]?.index ?? 0;

/** About 256 kB of a log at a time, so that a page of long messages does not fill a slow line or our memory. */
const PAGE_CHARS = 250_000;

/** Cuts a page after so many characters, but never to nothing. */
export function cutPage(entries: TranscriptEntry[]): TranscriptEntry[] {
  let chars = 0;
  const tooMuch = entries.findIndex((entry, position) => {
    chars += entry.kind === 'message' ? entry.text.length : 100;
    return position > 0 && chars > PAGE_CHARS;
  });
  return tooMuch === -1 ? entries : entries.slice(0, tooMuch);
}
