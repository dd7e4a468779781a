// What the server asks of its storage: to keep sessions and their logs, and to change one session at a time atomically
// and durably. A store knows none of the rules of a chat: those come in as a decision about what it has just read.

import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Change, Decision, Facts, SessionDraft, StoredSession } from './stored-session.ts';

export type AgentLogin = { agentName: string; credentialHash: string; expiresAt: number };

export interface Store {
  /** Creates a session, or finds the one of the same open id and gives it the draft's token. */
  open(draft: SessionDraft): Promise<{ session: StoredSession; created: boolean }>;
  find(sessionId: string): Promise<StoredSession | null>;
  /**
   * Reads a session, lets `decide` judge it and writes the outcome, with nobody else's change in between; resolves
   * when all of it is on disk. `decide` is pure and may be called again. Added entries get the next indexes.
   */
  change(sessionId: string, messageId: string | null, decide: (facts: Facts) => Decision): Promise<Change>;
  /** Entries above an index, in order, at most `limit`. */
  entriesAfter(sessionId: string, afterIndex: number, limit: number): Promise<TranscriptEntry[]>;
  /** All sessions that have not ended, oldest first. */
  listOpen(): Promise<StoredSession[]>;
  /** The newest ended ones, newest first. */
  listEnded(limit: number): Promise<StoredSession[]>;
  /** Removes sessions that ended before a time, with their logs; says how many. */
  forgetEndedBefore(at: number): Promise<number>;

  saveLogin(tokenHash: string, login: AgentLogin): Promise<void>;
  findLogin(tokenHash: string): Promise<AgentLogin | null>;
  forgetLogin(tokenHash: string): Promise<void>;
  forgetLoginsBefore(at: number): Promise<void>;

  /** Rejects if the store cannot answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
