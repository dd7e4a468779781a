// Between a session and its row: one list of columns, from which the statements are written too. What comes back
// from the disk is our own writing and is checked no further than its JSON being readable.

import type { StoredSession } from './stored-session.ts';

export type Cell = string | number | null;
type Kind = 'plain' | 'json' | 'flag';

/** Each property with its column and the way it is written. */
const COLUMNS: readonly (readonly [keyof StoredSession, string, Kind])[] = [
  ['sessionId', 'session_id', 'plain'],
  ['openIdHash', 'open_id_hash', 'plain'],
  ['tokenHash', 'token_hash', 'plain'],
  ['deployment', 'deployment', 'plain'],
  ['siteOrigin', 'site_origin', 'plain'],
  ['username', 'username', 'plain'],
  ['subject', 'subject', 'plain'],
  ['userData', 'user_data', 'json'],
  ['page', 'page', 'json'],
  ['maxOfflineSeconds', 'max_offline_seconds', 'plain'],
  ['status', 'status', 'plain'],
  ['openedAt', 'opened_at', 'plain'],
  ['endedAt', 'ended_at', 'plain'],
  ['endReason', 'end_reason', 'plain'],
  ['agents', 'agents', 'json'],
  ['agentId', 'agent_id', 'plain'],
  ['here', 'here', 'flag'],
  ['lastSeenAt', 'last_seen_at', 'plain'],
  ['writerEpoch', 'writer_epoch', 'plain'],
  ['lastIndex', 'last_index', 'plain'],
  ['lastMessage', 'last_message', 'json'],
  ['revision', 'revision', 'plain'],
  ['visitorReadIndex', 'visitor_read_index', 'plain'],
  ['agentDeliveredIndex', 'agent_delivered_index', 'plain'],
  ['agentReadIndex', 'agent_read_index', 'plain'],
  ['rating', 'rating', 'json'],
];

const names = COLUMNS.map(([, column]) => column);
export const SELECT_SESSION = `SELECT ${names.join(', ')} FROM sessions`;
export const INSERT_SESSION = `INSERT INTO sessions (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
/** Parameters: all cells, then the id. */
export const UPDATE_SESSION = `UPDATE sessions SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE session_id = ?`;

const toCell = (value: unknown, kind: Kind): Cell => {
  if (kind === 'flag') return value ? 1 : 0;
  if (value === null) return null;
  return kind === 'json' ? JSON.stringify(value) : (value as Cell);
};

const fromCell = (cell: unknown, kind: Kind): unknown => {
  if (kind === 'flag') return cell === 1;
  if (cell === null || cell === undefined) return null;
  return kind === 'json' ? JSON.parse(String(cell)) : cell;
};

export const toCells = (session: StoredSession): Cell[] =>
  COLUMNS.map(([property, , kind]) => toCell(session[property], kind));

export const toSession = (row: Record<string, unknown>): StoredSession =>
  Object.fromEntries(
    COLUMNS.map(([property, column, kind]) => [property, fromCell(row[column], kind)]),
  ) as StoredSession;
