// A transaction on the SQLite connection.

import type Database from 'libsql';

export type Connection = InstanceType<typeof Database>;

/** Runs `work` with the write lock held, so that what it reads cannot change before it writes. */
export function transact<T>(database: Connection, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (cause) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}
