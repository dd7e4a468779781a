// Looks into the server's database file from outside, as the last judge of what was kept.

import Database from 'libsql';

/** Texts of all messages, in the order of the log. For databases with one session. */
export function readStoredTexts(databaseFile: string): string[] {
  const database = new Database(databaseFile, { readonly: true });
  try {
    const rows = database.prepare('SELECT entry FROM entries ORDER BY session_id, entry_index').all() as {
      entry: string;
    }[];
    return rows
      .map(({ entry }) => JSON.parse(entry) as { kind: string; text?: string })
      .flatMap(({ text }) => text ?? []);
  } finally {
    database.close();
  }
}
