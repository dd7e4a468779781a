// What the server asks of its storage: to keep sessions and their logs, and to change one session at a time atomically
// and durably. A store knows none of the rules of a chat: those come in as a decision about what it has just read.

import type { Note } from '../../protocol/agent.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { FileGrowth, FileQuota, StoredFile } from './stored-file.ts';
import type { Change, Decision, Facts, SessionDraft, StoredSession } from './stored-session.ts';

export type AgentLogin = { agentName: string; credentialHash: string; expiresAt: number };

export type SearchPage = { sessions: StoredSession[]; more: boolean };

export interface Store {
  /** Creates a session, or finds the one of the same open id and gives it the draft's token. */
  open(draft: SessionDraft): Promise<{ session: StoredSession; created: boolean }>;
  find(sessionId: string): Promise<StoredSession | null>;
  findByOpenId(openIdHash: string): Promise<StoredSession | null>;
  /**
   * Reads a session, lets `decide` judge it and writes the outcome, with nobody else's change in between; resolves
   * when all of it is on disk. `decide` is pure and may be called again. Added entries get the next indexes.
   * `fileId`: of the file that the message is to be, which the decision is shown and may take.
   */
  change(
    sessionId: string,
    messageId: string | null,
    decide: (facts: Facts) => Decision,
    fileId?: string | null,
  ): Promise<Change>;
  /** Entries above an index, in order, at most `limit`. */
  entriesAfter(sessionId: string, afterIndex: number, limit: number): Promise<TranscriptEntry[]>;
  /** All sessions that have not ended, oldest first. */
  listOpen(): Promise<StoredSession[]>;
  /** The newest ended ones, newest first. */
  listEnded(limit: number): Promise<StoredSession[]>;
  /** Removes sessions that ended before a time, with their logs, notes and files; says how many. */
  forgetEndedBefore(at: number): Promise<number>;
  /**
   * Ended sessions in whose names, data or messages all of these words stand (A to Z in either case), newest first. About
   * `limit` of them: those that ended in the same millisecond stay together.
   */
  search(words: readonly string[], before: number | null, limit: number): Promise<SearchPage>;
  /** How many sessions each agent has now, by id. */
  countByAgent(): Promise<Readonly<Record<string, number>>>;

  /**
   * Remembers a file of which nothing has come yet, or finds the one of that id; null where the owner has too many. Where there
   * is no room, those that were given up are forgotten.
   */
  addFile(file: StoredFile, most: FileQuota): Promise<StoredFile | null>;
  findFile(sessionId: string, fileId: string): Promise<StoredFile | null>;
  findStoredFile(storageName: string): Promise<StoredFile | null>;
  /** How much has come: of one party in one session, or of all. */
  fileBytes(of: Pick<StoredFile, 'sessionId' | 'owner'> | null): Promise<number>;
  /** Only where what is known is still `fromBytes`; says whether it was. */
  growFile(storageName: string, fromBytes: number, growth: FileGrowth): Promise<boolean>;
  /** Forgets files that no message has named; says how many. */
  forgetUnusedFilesBefore(at: number): Promise<number>;
  /** Storage names of forgotten files, to be removed from the disk. */
  listRemovals(limit: number): Promise<string[]>;
  forgetRemoval(storageName: string): Promise<void>;

  /** Adds a note once, unless there are as many; says what became of it. */
  addNote(sessionId: string, note: Note, most: number): Promise<'added' | 'repeated' | 'tooMany' | 'unknown'>;
  /** Oldest first. */
  notes(sessionId: string): Promise<Note[]>;
  /** The secret of this name: the one that is kept, else the fresh one from now on. */
  keepSecret(name: string, fresh: string): Promise<string>;

  saveLogin(tokenHash: string, login: AgentLogin): Promise<void>;
  findLogin(tokenHash: string): Promise<AgentLogin | null>;
  forgetLogin(tokenHash: string): Promise<void>;
  forgetLoginsBefore(at: number): Promise<void>;

  /** Rejects if the store cannot answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
