// Questions about the console's state: who is in which list, what is unread, what the window's title says.

import type { AgentPresence } from '../../protocol/agent.ts';
import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { Chat, ConsoleState } from './console-state.ts';

export type Lists = {
  waiting: readonly Chat[];
  mine: readonly Chat[];
  others: readonly Chat[];
  ended: readonly Chat[];
};

export const isMine = ({ agent }: Pick<ConsoleState, 'agent'>, { summary }: Chat): boolean =>
  summary.status === 'active' && agent !== null && summary.agent?.id === agent.id;

const byOpening = (a: Chat, b: Chat): number => a.summary.openedAt - b.summary.openedAt;
const byEndLatestFirst = (a: Chat, b: Chat): number => (b.summary.endedAt ?? 0) - (a.summary.endedAt ?? 0);

/** Lists keep their order while people talk: what is being looked at does not jump away under the pointer. */
export function listsOf(state: ConsoleState): Lists {
  const all = Object.values(state.chats);
  return {
    waiting: all.filter(({ summary }) => summary.status === 'waiting').sort(byOpening),
    mine: all.filter((chat) => isMine(state, chat)).sort(byOpening),
    others: all.filter((chat) => chat.summary.status === 'active' && !isMine(state, chat)).sort(byOpening),
    ended: all.filter(({ summary }) => summary.status === 'ended').sort(byEndLatestFirst),
  };
}

/** Messages of the visitor that the agent has not looked at. */
export function unreadCount({ entries, seenIndex }: Chat): number {
  let count = 0;
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at];
    if (!entry || entry.index <= seenIndex) break;
    if (entry.kind === 'message' && entry.party.kind === 'visitor') count += 1;
  }
  return count;
}

/** Since when the visitor has been without an answer; null: the last word was ours. */
export function unansweredSince({ entries, summary }: Chat): number | null {
  if (summary.status !== 'active' || summary.lastMessage?.from !== 'visitor') return null;
  let since = summary.lastMessage.at;
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at];
    if (entry?.kind !== 'message') continue;
    if (entry.party.kind !== 'visitor') break;
    since = Math.min(since, entry.at);
  }
  return since;
}

/** My chats with something unread, the one that was written in last first. */
export const unreadChats = (state: ConsoleState): readonly Chat[] =>
  listsOf(state)
    .mine.filter((chat) => unreadCount(chat) > 0)
    .sort((a, b) => (b.summary.lastMessage?.at ?? 0) - (a.summary.lastMessage?.at ?? 0));

/** Agents who can take a chat now, the least busy first. */
export const freeColleagues = ({ agents, agent }: ConsoleState): readonly AgentPresence[] =>
  agents
    .filter(({ id, status }) => status === 'available' && id !== agent?.id)
    .sort((a, b) => a.chats - b.chats || a.name.localeCompare(b.name));

export const openChat = ({ chats, openId }: ConsoleState): Chat | null => (openId && chats[openId]) || null;

const NEWS_WORDS = { visitor: 'New visitor', message: 'New message' } as const;

/** `(2) Agent console`: visitors who wait, and chats of mine with something unread; and what came unlooked-at. */
export function titleOf(state: ConsoleState, news: keyof typeof NEWS_WORDS | null = null): string {
  const { waiting, mine } = listsOf(state);
  const count = waiting.length + mine.filter((chat) => unreadCount(chat) > 0).length;
  const place = news ? `${NEWS_WORDS[news]} · Agent console` : 'Agent console';
  return count > 0 ? `(${count}) ${place}` : place;
}

type Named = Pick<Chat, 'summary'>;

/** A value of the form by the name of its field; sites spell `firstName`, `first_name` or `FIRSTNAME`. */
const typedValue = ({ summary }: Named, wanted: string): string => {
  const plain = (key: string) => key.toLowerCase().replace(/[^a-z]/g, '');
  const value = Object.entries(summary.userData).find(([key]) => plain(key) === wanted)?.[1];
  return typeof value === 'string' ? value.trim() : '';
};

/** How a visitor is called, as it may be shown: the name that the site gave, else the most telling of what they typed. */
export function visitorName(chat: Named): string {
  const typed = `${typedValue(chat, 'firstname')} ${typedValue(chat, 'lastname')}`.trim();
  const said = [chat.summary.username, typed, typedValue(chat, 'email')];
  return said.map((name) => fitToShow(name).trim()).find((name) => name !== '') ?? 'Visitor';
}
