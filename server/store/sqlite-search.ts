// The part of the SQLite store that finds ended chats by what was said in them, and counts who has how many.

import { SELECT_SESSION, toSession } from './session-row.ts';
import type { Connection } from './sqlite-transact.ts';
import type { Store } from './store.ts';
import type { StoredSession } from './stored-session.ts';

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

/**
 * The driver answers in this thread, and a rare word is looked for in every message: after so many chats everybody else
 * has a turn.
 */
const SLICE_SESSIONS = 200;
const othersTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createFinder(database: Connection): Finder {
  const counts = database.prepare(
    "SELECT agent_id, count(*) AS n FROM sessions WHERE status = 'active' AND agent_id IS NOT NULL GROUP BY agent_id",
  );
  const sliceEnd = database.prepare(
    "SELECT ended_at FROM sessions WHERE status = 'ended' AND ended_at < ? ORDER BY ended_at DESC LIMIT 1 OFFSET ?",
  );

  return {
    search: async (words, before, limit) => {
      const find = database.prepare(
        `${SELECT_SESSION} WHERE status = 'ended' AND ended_at < ? AND ended_at >= ? ` +
          `${words.map(() => `AND ${HAS_WORD}`).join(' ')} ORDER BY ended_at DESC, session_id`,
      );
      const values = words.flatMap((word) => Array.from({ length: PLACES }, () => patternOf(word)));
      const found: StoredSession[] = [];
      const pageEnd = () => {
        const last = found[limit - 1];
        return found.filter(({ endedAt }, position) => position < limit || endedAt === last?.endedAt).length;
      };
      let upper = before ?? Number.MAX_SAFE_INTEGER;
      while (upper > 0 && found.length === pageEnd()) {
        const end = sliceEnd.get(upper, SLICE_SESSIONS - 1) as { ended_at: number } | undefined;
        const lower = end?.ended_at ?? 0;
        found.push(...find.all(upper, lower, ...values).map((row) => toSession(row as Row)));
        upper = lower;
        await othersTurn();
      }
      const sessions = found.slice(0, pageEnd());
      return { sessions, more: sessions.length < found.length };
    },
    countByAgent: async () => {
      const rows = counts.all() as { agent_id: string; n: number }[];
      return Object.fromEntries(rows.map((row) => [row.agent_id, row.n]));
    },
  };
}
