// The part of the SQLite store that knows the files: their facts, and which of them are to be removed from the disk.

import { type Connection, transact } from './sqlite-transact.ts';
import type { Store } from './store.ts';
import { type FileQuota, GIVEN_UP_MS, type StoredFile } from './stored-file.ts';

type FileTable = Pick<
  Store,
  | 'addFile'
  | 'findFile'
  | 'findStoredFile'
  | 'fileBytes'
  | 'growFile'
  | 'forgetUnusedFilesBefore'
  | 'listRemovals'
  | 'forgetRemoval'
>;

/** For the transactions of whole sessions. */
type FileSteps = {
  find(sessionId: string, fileId: string): StoredFile | null;
  take(file: StoredFile, messageId: string): void;
  /** Files of the sessions that ended before a time. */
  forgetOfEnded(at: number): void;
};

const COLUMNS = [
  ...['session_id', 'file_id', 'owner', 'storage_name', 'name', 'media_type', 'size_bytes', 'received_bytes'],
  ...['is_complete', 'width', 'height', 'message_id', 'created_at'],
];

type Row = {
  session_id: string;
  file_id: string;
  owner: string;
  storage_name: string;
  name: string;
  media_type: string;
  size_bytes: number;
  received_bytes: number;
  is_complete: number;
  width: number | null;
  height: number | null;
  message_id: string | null;
  created_at: number;
};

function toFile(found: unknown): StoredFile | null {
  if (found === undefined) return null;
  const row = found as Row;
  return {
    sessionId: row.session_id,
    fileId: row.file_id,
    owner: row.owner,
    storageName: row.storage_name,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    receivedBytes: row.received_bytes,
    isComplete: row.is_complete === 1,
    width: row.width,
    height: row.height,
    messageId: row.message_id,
    createdAt: row.created_at,
  };
}

const OF_ENDED = "session_id IN (SELECT session_id FROM sessions WHERE status = 'ended' AND ended_at < ?)";
const UNUSED = 'message_id IS NULL AND created_at < ?';
const GIVEN_UP = `session_id = ? AND owner = ? AND ${UNUSED}`;

export function createFileTable(database: Connection): { table: FileTable; steps: FileSteps } {
  const select = `SELECT ${COLUMNS.join(', ')} FROM files`;
  const sql = {
    find: database.prepare(`${select} WHERE session_id = ? AND file_id = ?`),
    findStored: database.prepare(`${select} WHERE storage_name = ?`),
    add: database.prepare(`INSERT INTO files (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`),
    usage: database.prepare(
      'SELECT count(*) AS files, sum(received_bytes) AS bytes FROM files WHERE session_id = ? AND owner = ?',
    ),
    all: database.prepare('SELECT sum(received_bytes) AS bytes FROM files'),
    grow: database.prepare(
      'UPDATE files SET received_bytes = ?, is_complete = ?, media_type = ?, width = ?, height = ? ' +
        'WHERE storage_name = ? AND received_bytes = ? AND is_complete = 0',
    ),
    take: database.prepare('UPDATE files SET message_id = ? WHERE storage_name = ?'),
    noteEnded: database.prepare(`INSERT INTO file_removals SELECT storage_name FROM files WHERE ${OF_ENDED}`),
    forgetEnded: database.prepare(`DELETE FROM files WHERE ${OF_ENDED}`),
    noteUnused: database.prepare(`INSERT INTO file_removals SELECT storage_name FROM files WHERE ${UNUSED}`),
    forgetUnused: database.prepare(`DELETE FROM files WHERE ${UNUSED}`),
    noteGivenUp: database.prepare(`INSERT INTO file_removals SELECT storage_name FROM files WHERE ${GIVEN_UP}`),
    forgetGivenUp: database.prepare(`DELETE FROM files WHERE ${GIVEN_UP}`),
    hasUnused: database.prepare(`SELECT 1 AS found FROM files WHERE ${UNUSED} LIMIT 1`),
    removals: database.prepare('SELECT storage_name FROM file_removals LIMIT ?'),
    removed: database.prepare('DELETE FROM file_removals WHERE storage_name = ?'),
  };
  const find = (sessionId: string, fileId: string) => toFile(sql.find.get(sessionId, fileId));
  const add = (file: StoredFile) => {
    const { sessionId, fileId, owner, storageName, name, mediaType, sizeBytes, receivedBytes } = file;
    const cells = [sessionId, fileId, owner, storageName, name, mediaType, sizeBytes, receivedBytes];
    sql.add.run(...cells, file.isComplete ? 1 : 0, file.width, file.height, file.messageId, file.createdAt);
  };

  const hasRoom = ({ sessionId, owner, sizeBytes }: StoredFile, most: FileQuota): boolean => {
    const usage = sql.usage.get(sessionId, owner) as { files: number; bytes: number | null };
    return usage.files < most.files && (usage.bytes ?? 0) + sizeBytes <= most.bytes;
  };

  const table: FileTable = {
    addFile: async (file, most) =>
      transact(database, () => {
        const known = find(file.sessionId, file.fileId);
        if (known) return known;
        if (!hasRoom(file, most)) {
          const givenUp = [file.sessionId, file.owner, file.createdAt - GIVEN_UP_MS] as const;
          sql.noteGivenUp.run(...givenUp);
          sql.forgetGivenUp.run(...givenUp);
          if (!hasRoom(file, most)) return null;
        }
        add(file);
        return file;
      }),
    findFile: async (sessionId, fileId) => find(sessionId, fileId),
    findStoredFile: async (storageName) => toFile(sql.findStored.get(storageName)),
    fileBytes: async (of) => {
      const sum = (of ? sql.usage.get(of.sessionId, of.owner) : sql.all.get()) as { bytes: number | null };
      return sum.bytes ?? 0;
    },
    growFile: async (storageName, fromBytes, { receivedBytes, isComplete, mediaType, width, height }) => {
      const cells = [receivedBytes, isComplete ? 1 : 0, mediaType, width, height];
      return sql.grow.run(...cells, storageName, fromBytes).changes === 1;
    },
    forgetUnusedFilesBefore: async (at) => {
      // The sweep comes often, and there is rarely anything: no write lock for nothing.
      if (!sql.hasUnused.get(at)) return 0;
      return transact(database, () => {
        sql.noteUnused.run(at);
        return sql.forgetUnused.run(at).changes;
      });
    },
    listRemovals: async (limit) =>
      sql.removals.all(limit).map((row) => (row as Pick<Row, 'storage_name'>).storage_name),
    forgetRemoval: async (storageName) => {
      sql.removed.run(storageName);
    },
  };
  const steps: FileSteps = {
    find,
    take: (file, messageId) => void sql.take.run(messageId, file.storageName),
    forgetOfEnded: (at) => {
      sql.noteEnded.run(at);
      sql.forgetEnded.run(at);
    },
  };
  return { table, steps };
}
