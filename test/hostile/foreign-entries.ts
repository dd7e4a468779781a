// Entries of a log as nobody's client could have written them: the hostile text stands in each place of a message where a
// text from elsewhere is shown. Written past the server's checks, into its database, so that the frame is alone with them.

import Database from 'libsql';

type Row = { session_id: string; last_index: number };

export const cut = (text: string, chars: number) => text.slice(0, chars) || '-';

type Part = Record<string, unknown>;

type Entry = Record<string, unknown>;
type Make = (index: number) => Entry;

/** A message of an agent: the text is in its words and kind, in the agent's name and picture. */
const entryOf = (text: string, index: number, parts: readonly Part[]) => ({
  kind: 'message',
  index,
  id: `hostile-${index}`,
  at: Date.now(),
  // Another one each time: a run of messages shows its name once.
  party: { id: 3 + (index % 50), name: cut(text, 200), kind: 'agent', avatar: `/${cut(text, 400)}` },
  contentType: index % 2 === 0 ? 'text' : 'url',
  text,
  parts,
});

const fileOf = (text: string, index: number): Part => ({
  ...{ kind: 'file', fileId: `hostile-file-${index}`, name: cut(text, 255) },
  ...{ mediaType: 'image/png', sizeBytes: 1, width: 8, height: 8 },
});

const partsOf = (text: string): Part[] => [
  {
    kind: 'cards',
    cards: [
      {
        title: cut(text, 200),
        text: cut(text, 1_000),
        image: { url: cut(text, 2_000), alt: cut(text, 300) },
        buttons: [
          { label: cut(text, 100), url: cut(text, 2_000) },
          { label: cut(text, 100), url: 'https://shop.example/' },
          { label: cut(text, 100), text },
        ],
      },
    ],
  },
  { kind: 'list', title: cut(text, 200), items: [{ label: cut(text, 100), detail: cut(text, 300), text }] },
];

const partyOf = (text: string, index: number) => ({ id: 3 + (index % 50), name: cut(text, 200), kind: 'agent' });
const notice =
  (kind: string, text: string): Make =>
  (index) => ({ kind, index, at: Date.now(), party: partyOf(text, index) });
const words = (text: string, said: string, kind: 'agent' | 'visitor'): Make => {
  const id = kind === 'visitor' ? { id: 1 } : {};
  return (index) => ({
    ...entryOf(said, index, []),
    parts: undefined,
    party: { ...partyOf(text, index), kind, ...id },
  });
};

/**
 * Adds them to a session of a database, the only one unless it is named. Whoever is connected hears of them with the next
 * entry that the server itself adds.
 */
function write(databaseFile: string, entries: readonly Make[], sessionId: string | null = null): void {
  const database = new Database(databaseFile);
  database.pragma('busy_timeout = 5000');
  const rows = 'SELECT session_id, last_index FROM sessions WHERE ? IS NULL OR session_id = ?';
  const session = database.prepare(rows).get(sessionId, sessionId) as Row;
  const insert = database.prepare(
    'INSERT INTO entries (session_id, entry_index, message_id, entry) VALUES (?, ?, ?, ?)',
  );
  let index = session.last_index;
  database.transaction(() => {
    for (const make of entries) {
      index += 1;
      insert.run(session.session_id, index, `hostile-${index}`, JSON.stringify(make(index)));
    }
    const update = database.prepare('UPDATE sessions SET last_index = ? WHERE session_id = ?');
    update.run(index, session.session_id);
  })();
  database.close();
}

/** Messages of agents, and files alone in theirs. */
export function writeForeignEntries(databaseFile: string, texts: readonly string[], sessionId?: string): void {
  const entries = texts.flatMap((text): Make[] => [
    (index) => entryOf(text, index, partsOf(text)),
    (index) => entryOf(text, index, [fileOf(text, index)]),
  ]);
  write(databaseFile, entries, sessionId);
}

/** Agents who come and go, words of the visitor's own, and links of an agent. */
export function writeForeignNotices(databaseFile: string, texts: readonly string[], sessionId?: string): void {
  const entries = texts.flatMap((text): Make[] => [
    notice('agentConnected', text),
    notice('agentDisconnected', text),
    words(text, text, 'visitor'),
    words(text, `see https://shop.example/?${text} or [${text}](https://shop.example/)`, 'agent'),
  ]);
  write(databaseFile, entries, sessionId);
}
