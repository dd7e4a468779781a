// Chats at a real server in which every text is hostile, brought there by clients that need no browser: a chat for each
// text, an agent of that name, a note, a rating. Knows no console.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionKey } from '../../protocol/session.ts';
import { chatPost, message, newId, openAgent, openRequest } from '../support/server-client.ts';
import { cut, writeForeignEntries } from './foreign-entries.ts';
import { must } from './real-agent.ts';

/** Found by a search for it. */
export const MARK = 'corpusmark';

/** The server calls agents without a name by one of its own. */
export const agentNameOf = (text: string): string => (text.trim() ? cut(text, 200) : `${cut(text, 100)}B`);

export type HostileChat = { text: string; session: SessionKey };

/** An octal number: the console offers eight answers at once, and so all whose shortcuts begin alike. */
export const shortcutOf = (at: number): string => `c${at.toString(8).padStart(3, '0')}`;

const EVER = { burst: 1_000_000, perSecond: 1_000_000 };

/** The operator's file: hostile answers ready for all agents, and no limits in the way of many clients. */
export function operatorsFile(texts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tagalong-hostile-'));
  const file = join(folder, 'operator.json');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const limits = { messagesPerSession: EVER, requestsPerConnection: EVER, hellosPerAddress: EVER };
  const cannedReplies = texts.map((text, at) => ({ shortcut: shortcutOf(at), text }));
  writeFileSync(file, JSON.stringify({ limits, cannedReplies }));
  return file;
}

/** Several at a time. */
const AT_ONCE = 12;
export async function inTurns<Given, Made>(given: readonly Given[], make: (one: Given) => Promise<Made>) {
  const made: Made[] = [];
  for (let from = 0; from < given.length; from += AT_ONCE) {
    made.push(...(await Promise.all(given.slice(from, from + AT_ONCE).map(make))));
  }
  return made;
}

async function call(port: number, session: SessionKey | null, request: object) {
  const { json, text } = await chatPost(port, 'call', { session, writerEpoch: 0, request });
  if (!json?.result?.ok) throw new Error(`the server refused: ${text}`);
  return json.result.value;
}

/** A visitor who waits, and has written already. */
export async function openChat(port: number, text: string): Promise<HostileChat> {
  const { session } = await call(
    port,
    null,
    openRequest(port, {
      username: cut(text, 200),
      subject: cut(text, 500),
      userData: { [cut(text, 100)]: 'named', said: text, mark: MARK },
      page: { url: cut(text, 2_000), title: cut(text, 300) },
    }),
  );
  await call(port, session, message(text));
  return { text, session };
}

/** An agent of that name takes the chat, offers replies and leaves a note; cards and files come past the server. */
export async function takeChat(port: number, databaseFile: string, { text, session }: HostileChat): Promise<void> {
  const { channel, result } = await openAgent(port, agentNameOf(text));
  if (!result.ok) throw new Error(`hello was refused: ${JSON.stringify(result.error)}`);
  const { sessionId } = session;
  await must(channel, { type: 'accept', sessionId });
  writeForeignEntries(databaseFile, [text], sessionId);
  const parts = [{ kind: 'quickReplies', replies: [{ label: cut(text, 100), text }] }];
  await must(channel, { type: 'append', id: newId(), sessionId, text, parts });
  await must(channel, { type: 'note', id: newId(), sessionId, text });
  channel.close();
  await channel.closed;
}

export async function leaveChat(port: number, { text, session }: HostileChat): Promise<void> {
  await call(port, session, { type: 'leave', id: newId() });
  await call(port, session, { type: 'rate', id: newId(), score: 1, comment: cut(text, 2_000) });
}
