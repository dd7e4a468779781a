// The store on one SQLite file. Every change is a transaction that is on disk before its promise resolves: the
// write-ahead log with synchronous=FULL, asserted after opening. Several processes may share the file.

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { TranscriptEntry } from '../../protocol/session.ts';
import { migrate } from './migrate.ts';
import { type Cell, INSERT_SESSION, SELECT_SESSION, toCells, toSession, UPDATE_SESSION } from './session-row.ts';
import { createFileTable } from './sqlite-files.ts';
import { createLoginTable } from './sqlite-logins.ts';
import { createNoteTable } from './sqlite-notes.ts';
import { createFinder } from './sqlite-search.ts';
import { type Connection, transact } from './sqlite-transact.ts';
import type { Store } from './store.ts';
import { applyDecision, type Change, newSession, type StoredSession } from './stored-session.ts';

type Row = Record<string, unknown>;

/** Longest wait for another process's transaction. */
const BUSY_LIMIT_MS = 5_000;

function openFile(file: string): Connection {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma(`busy_timeout = ${BUSY_LIMIT_MS}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const journal = (database.pragma('journal_mode') as Row[])[0]?.journal_mode;
  const synchronous = (database.pragma('synchronous') as Row[])[0]?.synchronous;
  if (journal !== 'wal' || synchronous !== 2) {
    database.close();
    throw new Error(
      `The database ${file} is not durable: expected journal_mode wal and synchronous 2 (FULL), ` +
        `received ${String(journal)} and ${String(synchronous)}. A file on a network drive cannot be used.`,
    );
  }
  return database;
}

export function openSqliteStore(file: string, now: () => number): Store {
  const database = openFile(file);
  transact(database, () => migrate(database, now()));

  const files = createFileTable(database);
  const sql = {
    find: database.prepare(`${SELECT_SESSION} WHERE session_id = ?`),
    findByOpenId: database.prepare(`${SELECT_SESSION} WHERE open_id_hash = ?`),
    insert: database.prepare(INSERT_SESSION),
    update: database.prepare(UPDATE_SESSION),
    rotate: database.prepare('UPDATE sessions SET token_hash = ? WHERE session_id = ?'),
    message: database.prepare('SELECT entry FROM entries WHERE session_id = ? AND message_id = ?'),
    addEntry: database.prepare('INSERT INTO entries (session_id, entry_index, message_id, entry) VALUES (?, ?, ?, ?)'),
    entries: database.prepare(
      'SELECT entry FROM entries WHERE session_id = ? AND entry_index > ? ORDER BY entry_index LIMIT ?',
    ),
    open: database.prepare(`${SELECT_SESSION} WHERE status <> 'ended' ORDER BY opened_at, session_id`),
    ended: database.prepare(`${SELECT_SESSION} WHERE status = 'ended' ORDER BY ended_at DESC, session_id LIMIT ?`),
    forgetEntries: database.prepare(
      "DELETE FROM entries WHERE session_id IN (SELECT session_id FROM sessions WHERE status = 'ended' AND ended_at < ?)",
    ),
    forgetNotes: database.prepare(
      "DELETE FROM notes WHERE session_id IN (SELECT session_id FROM sessions WHERE status = 'ended' AND ended_at < ?)",
    ),
    forget: database.prepare("DELETE FROM sessions WHERE status = 'ended' AND ended_at < ?"),
  };

  const one = (row: unknown): StoredSession | null => (row === undefined ? null : toSession(row as Row));
  const entryOf = (row: unknown): TranscriptEntry => JSON.parse(String((row as Row).entry));
  const messageOf = (sessionId: string, messageId: string | null) => {
    const row = messageId === null ? undefined : sql.message.get(sessionId, messageId);
    const entry = row === undefined ? null : entryOf(row);
    return entry?.kind === 'message' ? entry : null;
  };
  const addEntry = (sessionId: string, entry: TranscriptEntry) => {
    const messageId = entry.kind === 'message' ? entry.id : null;
    sql.addEntry.run(sessionId, entry.index, messageId, JSON.stringify(entry));
  };

  return {
    ...createLoginTable(database),
    ...createNoteTable(database),
    ...createFinder(database),
    ...files.table,
    open: async (draft) =>
      transact(database, () => {
        const known = one(sql.findByOpenId.get(draft.openIdHash));
        if (known) {
          sql.rotate.run(draft.tokenHash, known.sessionId);
          return { session: { ...known, tokenHash: draft.tokenHash }, created: false };
        }
        const session = newSession(draft);
        sql.insert.run(...toCells(session));
        return { session, created: true };
      }),
    find: async (sessionId) => one(sql.find.get(sessionId)),
    findByOpenId: async (openIdHash) => one(sql.findByOpenId.get(openIdHash)),
    change: async (sessionId, messageId, decide, fileId = null) =>
      transact(database, (): Change => {
        const session = one(sql.find.get(sessionId));
        if (!session) return { outcome: 'unknown' };
        const repeated = messageOf(sessionId, messageId);
        const file = fileId === null ? null : files.steps.find(sessionId, fileId);
        const decision = decide({ session, repeated, file });
        if ('refuse' in decision) return { outcome: 'refused', error: decision.refuse };
        const { session: next, ...rest } = applyDecision(session, decision);
        if (rest.raised || Object.keys(decision.patch).length > 0) {
          sql.update.run(...toCells(next), sessionId satisfies Cell);
          for (const entry of rest.entries) addEntry(sessionId, entry);
        }
        if (decision.takesFile && file && messageId !== null) files.steps.take(file, messageId);
        return { outcome: 'done', session: next, ...rest, repeated };
      }),
    entriesAfter: async (sessionId, afterIndex, limit) => sql.entries.all(sessionId, afterIndex, limit).map(entryOf),
    listOpen: async () => sql.open.all().map((row) => toSession(row as Row)),
    listEnded: async (limit) => sql.ended.all(limit).map((row) => toSession(row as Row)),
    forgetEndedBefore: async (at) =>
      transact(database, () => {
        sql.forgetEntries.run(at);
        sql.forgetNotes.run(at);
        files.steps.forgetOfEnded(at);
        return sql.forget.run(at).changes;
      }),
    check: async () => {
      database.prepare('SELECT count(*) AS n FROM migrations').get();
    },
    close: async () => {
      database.close();
    },
  };
}
