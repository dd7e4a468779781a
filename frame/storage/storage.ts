// What the session knows of where it is kept.

import type { OwedLeaves } from '../../protocol/owed-leaves.ts';
import type { PersistedState } from '../../protocol/persisted.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';

export type SessionStore = {
  /** Never throws. A conversation in it is checked by those who go on with it. */
  load(): LoadedState | null;
  /**
   * false: refused. The state is then kept by nobody but this page. What another tab of the site has saved of a chat of
   * its own stays: without it nobody could find back to that chat.
   */
  save(state: PersistedState): boolean;
  /** `sessionId`: only what is of this session, or of none. null: whatever is there. */
  forget(sessionId: string | null): void;
  /** Ends of chats of which the server has not heard (protocol/owed-leaves.ts), unchecked; null: none. Never throws. */
  owedLeaves(): unknown;
  /** null: there are none any more. */
  keepOwedLeaves(leaves: OwedLeaves | null): void;
};

/** Bytes of files that are still to be sent. Never throws, never takes long. */
export type FileStore = {
  /** For this page. */
  hold(fileId: string, bytes: Blob): void;
  /** What this page was given itself; null: nothing. */
  held(fileId: string): Blob | null;
  /** For every page of this session, too; false: only for this one. */
  keep(sessionId: string, fileId: string, bytes: Blob): Promise<boolean>;
  /** null: not to be had, by this page at this time. */
  read(sessionId: string, fileId: string): Promise<Blob | null>;
  drop(sessionId: string, fileId: string): Promise<void>;
  /** What this page has in its hands; what is written down goes with the saved state. */
  letGo(): void;
  close(): void;
};

/**
 * What the saved state's small tail leaves out, of one session at a time: a cache, because the server has it all. Never
 * throws, never takes long.
 */
export type HistoryStore = {
  /** In order, without gaps. What is there of any other session goes. false: not kept. */
  put(sessionId: string, entries: readonly TranscriptEntry[]): Promise<boolean>;
  /** The unbroken run from `from` on as far as it goes, `until` at most. What contradicts itself is deleted. */
  read(sessionId: string, from: number, until: number): Promise<TranscriptEntry[]>;
  /** Nothing after `lastIndex` was said after all. false: it may still be there. */
  cut(sessionId: string, lastIndex: number): Promise<boolean>;
  /** What is left of chats that no page can go on with any more goes. */
  sweep(): Promise<void>;
  /** Gives back what it has open; opens again when asked for something. */
  close(): void;
};
