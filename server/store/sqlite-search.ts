// The part of the SQLite store that finds ended chats by what was said in them, and counts who has how many.

import { SELECT_SESSION, toSession } from './session-row.ts';
import type { Connection } from './sqlite-transact.ts';
import type { Store } from './store.ts';

type Finder = Pick<Store, 'search' | 'countByAgent'>;
type Row = Record<string, unknown>;

/** A word means itself: what LIKE takes for signs is escaped. */
const patternOf = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** Values alone, not their JSON: no key and no escape is ever found. */
const HAS_WORD = `(
  username LIKE ? ESCAPE '\\' OR subject LIKE ? ESCAPE '\\'
  OR EXISTS (SELECT 1 FROM json_each(user_data) WHERE value LIKE ? ESCAPE '\\')
  OR EXISTS (
    SELECT 1 FROM entries
    WHERE entries.session_id = sessions.session_id AND message_id IS NOT NULL
      AND json_extract(entry, '$.text') LIKE ? ESCAPE '\\'
  )
)`;
const PLACES = 4;

export function createFinder(database: Connection): Finder {
  const counts = database.prepare(
    "SELECT agent_id, count(*) AS n FROM sessions WHERE status = 'active' AND agent_id IS NOT NULL GROUP BY agent_id",
  );

  return {
    search: async (words, before, limit) => {
      const hasAll = words.map(() => `AND ${HAS_WORD}`).join(' ');
      const values = words.flatMap((word) => Array.from({ length: PLACES }, () => patternOf(word)));
      const find = (condition: string, at: number, most: number) =>
        database
          .prepare(
            `${SELECT_SESSION} WHERE status = 'ended' AND ended_at ${condition} ? ${hasAll} ` +
              'ORDER BY ended_at DESC, session_id LIMIT ?',
          )
          .all(at, ...values, most)
          .map((row) => toSession(row as Row));
      const first = find('<', before ?? Number.MAX_SAFE_INTEGER, limit);
      const lastAt = first.at(-1)?.endedAt;
      if (first.length < limit || typeof lastAt !== 'number') return { sessions: first, more: false };
      const earlier = first.filter(({ endedAt }) => endedAt !== lastAt);
      const sessions = [...earlier, ...find('=', lastAt, Number.MAX_SAFE_INTEGER)];
      return { sessions, more: find('<', lastAt, 1).length > 0 };
    },
    countByAgent: async () => {
      const rows = counts.all() as { agent_id: string; n: number }[];
      return Object.fromEntries(rows.map((row) => [row.agent_id, row.n]));
    },
  };
}
