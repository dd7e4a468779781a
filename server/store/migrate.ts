// Brings a database to the newest step of migrations.ts. Knows only two statements of the driver. A database of a
// newer server is refused: writing to tables that we do not know would lose what is in them.

import { MIGRATIONS } from './migrations.ts';

type Driver = {
  exec(sql: string): unknown;
  prepare(sql: string): { get(...values: unknown[]): unknown; run(...values: unknown[]): unknown };
};

export function migrate(database: Driver, now: number, steps = MIGRATIONS): void {
  database.exec('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at BIGINT NOT NULL)');
  const newest = database.prepare('SELECT max(version) AS version FROM migrations').get() as { version: number | null };
  const version = newest.version ?? 0;
  if (version > steps.length) {
    throw new Error(
      `The database was written by a newer server: expected schema version ${steps.length} or older, received ${version}.`,
    );
  }
  for (const [position, statements] of steps.entries()) {
    if (position < version) continue;
    for (const statement of statements) database.exec(statement);
    database.prepare('INSERT INTO migrations (version, applied_at) VALUES (?, ?)').run(position + 1, now);
  }
}
