// The tables, as steps that are only ever added to. SQL that SQLite and PostgreSQL both understand: no types or
// functions of one alone, objects as JSON text, times as milliseconds.

export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE sessions (
      session_id TEXT PRIMARY KEY,
      open_id_hash TEXT NOT NULL UNIQUE,
      token_hash TEXT NOT NULL,
      deployment TEXT NOT NULL,
      site_origin TEXT NOT NULL,
      username TEXT NOT NULL,
      subject TEXT NOT NULL,
      user_data TEXT NOT NULL,
      page TEXT NOT NULL,
      max_offline_seconds DOUBLE PRECISION NOT NULL,
      status TEXT NOT NULL,
      opened_at BIGINT NOT NULL,
      ended_at BIGINT,
      end_reason TEXT,
      agents TEXT NOT NULL,
      agent_id TEXT,
      here INTEGER NOT NULL,
      last_seen_at BIGINT NOT NULL,
      writer_epoch BIGINT NOT NULL,
      last_index BIGINT NOT NULL,
      last_message TEXT,
      revision BIGINT NOT NULL
    )`,
    'CREATE INDEX sessions_by_status ON sessions (status, ended_at)',
    `CREATE TABLE entries (
      session_id TEXT NOT NULL REFERENCES sessions (session_id),
      entry_index BIGINT NOT NULL,
      message_id TEXT,
      entry TEXT NOT NULL,
      PRIMARY KEY (session_id, entry_index),
      UNIQUE (session_id, message_id)
    )`,
    `CREATE TABLE agent_logins (
      token_hash TEXT PRIMARY KEY,
      agent_name TEXT NOT NULL,
      credential_hash TEXT NOT NULL,
      expires_at BIGINT NOT NULL
    )`,
  ],
  [
    'ALTER TABLE sessions ADD COLUMN visitor_read_index BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN agent_delivered_index BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN agent_read_index BIGINT NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN rating TEXT',
    `CREATE TABLE files (
      session_id TEXT NOT NULL REFERENCES sessions (session_id),
      file_id TEXT NOT NULL,
      owner TEXT NOT NULL,
      storage_name TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      media_type TEXT NOT NULL,
      size_bytes BIGINT NOT NULL,
      received_bytes BIGINT NOT NULL,
      is_complete INTEGER NOT NULL,
      width BIGINT,
      height BIGINT,
      message_id TEXT,
      created_at BIGINT NOT NULL,
      PRIMARY KEY (session_id, file_id)
    )`,
    'CREATE INDEX files_without_message ON files (message_id, created_at)',
    'CREATE TABLE file_removals (storage_name TEXT PRIMARY KEY)',
    `CREATE TABLE notes (
      session_id TEXT NOT NULL REFERENCES sessions (session_id),
      note_id TEXT NOT NULL,
      position BIGINT NOT NULL,
      note TEXT NOT NULL,
      PRIMARY KEY (session_id, note_id)
    )`,
    'CREATE TABLE secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL)',
  ],
];
