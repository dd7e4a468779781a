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
];
