// Entries of a log as nobody's client could have written them: the hostile text stands in each place of a message where a
// text from elsewhere is shown. Written past the server's checks, into its database, so that the frame is alone with them.

import Database from 'libsql';

type Row = { session_id: string; last_index: number };

const cut = (text: string, chars: number) => text.slice(0, chars) || '-';

type Part = Record<string, unknown>;

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
          { label: cut(text, 100), text },
        ],
      },
    ],
  },
  { kind: 'list', title: cut(text, 200), items: [{ label: cut(text, 100), detail: cut(text, 300), text }] },
  { kind: 'quickReplies', replies: [{ label: cut(text, 100), text }] },
];

/** The last message carries all of the replies, because they stand below the newest one alone. */
const repliesOf = (texts: readonly string[]): Part[] => [
  { kind: 'quickReplies', replies: texts.slice(0, 20).map((text) => ({ label: cut(text, 100), text })) },
];

/**
 * Adds them to the only session of a database. Whoever is connected hears of them with the next entry that the server
 * itself adds.
 */
export function writeForeignEntries(databaseFile: string, texts: readonly string[]): void {
  const database = new Database(databaseFile);
  database.pragma('busy_timeout = 5000');
  const session = database.prepare('SELECT session_id, last_index FROM sessions').get() as Row;
  const insert = database.prepare(
    'INSERT INTO entries (session_id, entry_index, message_id, entry) VALUES (?, ?, ?, ?)',
  );
  let index = session.last_index;
  const add = (text: string, parts: readonly Part[]) => {
    index += 1;
    const entry = entryOf(text, index, parts);
    insert.run(session.session_id, index, entry.id, JSON.stringify(entry));
  };
  database.transaction(() => {
    for (const text of texts) {
      add(text, partsOf(text));
      // Alone in its message.
      add(text, [fileOf(text, index + 1)]);
    }
    add('the end of this part', repliesOf(texts));
    database.prepare('UPDATE sessions SET last_index = ? WHERE session_id = ?').run(index, session.session_id);
  })();
  database.close();
}
