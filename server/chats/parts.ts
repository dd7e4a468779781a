// What the rules of the chats are handed: storage, wake-ups, time, dice and the operator's choices.

import type { CannedReply } from '../../protocol/agent.ts';
import { explained, type Failure, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import type { FileAddress, FileLimits } from '../../protocol/files.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Hub } from '../fanout/hub.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { StoredFile } from '../store/stored-file.ts';
import type { Change } from '../store/stored-session.ts';
import type { Rule } from './rules.ts';
import type { Watch } from './watch.ts';

export type Policy = {
  isAllowedSite(origin: string): boolean;
  /** Caps what a site asks for. */
  maxOfflineSeconds: number;
  /** Ended chats are forgotten after so many days. */
  retentionDays: number;
  /** Absent: no files. */
  files?: FileLimits;
  /** Absent: nobody is asked for a rating. */
  rating?: boolean;
  cannedReplies?: readonly CannedReply[];
};

/** What the chats ask of the place where the files lie. */
export interface FilePlace {
  /** Where a file can be read for a while. */
  addressOf(file: StoredFile): FileAddress;
  /** Deletes from the disk what the store has forgotten. */
  removeForgotten(): Promise<void>;
}

export type ChatParts = {
  store: Store;
  hub: Hub;
  clock: Clock;
  random: Random;
  policy: Policy;
  watch: Watch;
  /** Absent: no files. */
  files?: FilePlace;
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
  message: { id: string; fileId?: string | undefined } | null = null,
): Promise<Outcome<Done>> {
  const change = await store.change(sessionId, message?.id ?? null, rule, message?.fileId ?? null);
  switch (change.outcome) {
    case 'unknown':
      return unknownSession();
    case 'refused':
      return { ok: false, error: change.error };
    case 'done':
      if (change.raised) hub.publish({ kind: 'changed', sessionId });
      if (change.marked) hub.publish({ kind: `${change.marked}Seen`, sessionId });
      return { ok: true, value: change };
  }
}

/** Where a message stands in the log, whether it was added now or before. */
export const indexOf = ({ repeated, entries }: Done): number => repeated?.index ?? entries[0]?.index ?? 0;

/** About 256 kB of a log at a time, so that a page of long messages does not fill a slow line or our memory. */
const PAGE_CHARS = 250_000;

const sizeOf = (entry: TranscriptEntry): number => {
  if (entry.kind !== 'message') return 100;
  return entry.text.length + (entry.parts ? JSON.stringify(entry.parts).length : 0);
};

/** Cuts a page after so many characters, but never to nothing. */
export function cutPage(entries: TranscriptEntry[]): TranscriptEntry[] {
  let chars = 0;
  const tooMuch = entries.findIndex((entry, position) => {
    chars += sizeOf(entry);
    return position > 0 && chars > PAGE_CHARS;
  });
  return tooMuch === -1 ? entries : entries.slice(0, tooMuch);
}
