// What the demo assistant says: a few rules over words, honest about being a demo. Pure: the same log gives the same
// answer. Knows no sockets and no clock.

import type { SessionSummary } from '../protocol/agent.ts';
import type { OfferedPart } from '../protocol/message-parts.ts';
import type { TranscriptEntry } from '../protocol/session.ts';
import { TOPICS } from './assistant-offers.ts';
import { RULES, type Rule } from './assistant-rules.ts';

type MessageEntry = Extract<TranscriptEntry, { kind: 'message' }>;

/** How the assistant is called. */
export const ASSISTANT_NAME = 'Ada (assistant)';

const FALLBACKS: readonly ((topic: string) => string)[] = [
  (topic) =>
    `About “${topic}” I know nothing reliable: I am a demo assistant. Delivery, returns, opening hours and prices I can tell you.`,
  (topic) =>
    `“${topic}”: that is beyond my prepared answers, I fear. Would delivery, returns, opening hours or prices help?`,
  (topic) => `I would rather not guess about “${topic}”. A person at the agent console could say more.`,
];

/** As much of the visitor's words as is polite to repeat. */
const TOPIC_CHARS = 60;

const pick = <T>(choices: readonly T[], turn: number): T | undefined => choices[turn % choices.length];

const topicOf = (text: string): string => {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.…]+$/, '')
    .trim();
  const chars = [...(plain || text.trim())];
  return chars.length > TOPIC_CHARS ? `${chars.slice(0, TOPIC_CHARS).join('')}…` : chars.join('');
};

const ruleFor = (text: string): Rule | undefined => RULES.find(({ pattern }) => pattern.test(text));

/** `turn`: how often the assistant has spoken already; it varies the words. */
export function answerTo(text: string, turn: number): string {
  const rule = ruleFor(text);
  return (rule && pick(rule.answers, turn)) ?? pick(FALLBACKS, turn)?.(topicOf(text)) ?? topicOf(text);
}

/** The visitor's first name, from the form or from the name that the site gave. Empty if there is none. */
export function firstNameOf({ username, userData }: Pick<SessionSummary, 'username' | 'userData'>): string {
  const typed = Object.entries(userData).find(([key]) => /^first[ _.-]?name$/i.test(key))?.[1];
  return (typeof typed === 'string' && typed.trim()) || (username.trim().split(/\s+/)[0] ?? '');
}

/** What goes with the next words: something to choose from, where there is. */
export function nextOffer(log: readonly TranscriptEntry[]): OfferedPart[] {
  const last = log.filter((entry): entry is MessageEntry => entry.kind === 'message').at(-1);
  if (last?.party.kind !== 'visitor') return [TOPICS];
  const rule = ruleFor(last.text);
  return rule ? (rule.offer ?? []) : [TOPICS];
}

/**
 * What to say next in this chat, or null for nothing. The log alone decides, so that neither a reconnect nor a restart
 * makes the assistant say something twice: it speaks first once, and then only after the visitor.
 */
export function nextWords(session: SessionSummary, log: readonly TranscriptEntry[]): string | null {
  if (log.some(({ kind }) => kind === 'sessionEnded')) return null;
  const messages = log.filter((entry): entry is MessageEntry => entry.kind === 'message');
  const turn = messages.filter(({ party }) => party.kind === 'agent').length;
  const last = messages.at(-1);
  const name = firstNameOf(session);
  const greeting = name ? `Hello ${name}!` : 'Hello!';
  if (last?.party.kind === 'visitor')
    return turn > 0 ? answerTo(last.text, turn) : `${greeting} ${answerTo(last.text, 0)}`;
  if (turn > 0) return null;
  return `${greeting} I am the shop's demo assistant. Ask me about delivery, returns, opening hours or prices.`;
}
