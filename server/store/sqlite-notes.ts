// The part of the SQLite store for agents' notes, and for the secrets of the server itself.

import type { Note } from '../../protocol/agent.ts';
import { type Connection, transact } from './sqlite-transact.ts';
import type { Store } from './store.ts';

type NoteTable = Pick<Store, 'addNote' | 'notes' | 'keepSecret'>;
type Outcome = Awaited<ReturnType<Store['addNote']>>;

export function createNoteTable(database: Connection): NoteTable {
  const sql = {
    session: database.prepare('SELECT 1 AS found FROM sessions WHERE session_id = ?'),
    note: database.prepare('SELECT 1 AS found FROM notes WHERE session_id = ? AND note_id = ?'),
    count: database.prepare('SELECT count(*) AS n FROM notes WHERE session_id = ?'),
    add: database.prepare('INSERT INTO notes (session_id, note_id, position, note) VALUES (?, ?, ?, ?)'),
    notes: database.prepare('SELECT note FROM notes WHERE session_id = ? ORDER BY position'),
    secret: database.prepare('SELECT secret FROM secrets WHERE name = ?'),
    keep: database.prepare('INSERT INTO secrets (name, secret) VALUES (?, ?)'),
  };

  return {
    addNote: async (sessionId, note, most) =>
      transact(database, (): Outcome => {
        if (!sql.session.get(sessionId)) return 'unknown';
        if (sql.note.get(sessionId, note.id)) return 'repeated';
        const { n } = sql.count.get(sessionId) as { n: number };
        if (n >= most) return 'tooMany';
        sql.add.run(sessionId, note.id, n + 1, JSON.stringify(note));
        return 'added';
      }),
    notes: async (sessionId) =>
      sql.notes.all(sessionId).map((row): Note => JSON.parse(String((row as { note: string }).note))),
    keepSecret: async (name, fresh) =>
      transact(database, () => {
        const kept = sql.secret.get(name) as { secret: string } | undefined;
        if (!kept) sql.keep.run(name, fresh);
        return kept?.secret ?? fresh;
      }),
  };
}
