// What the demo assistant says: a few rules over words, honest about being a demo. Pure: the same log gives the same
// answer. Knows the imaginary shop of the demo pages; knows no sockets and no clock.

import type { SessionSummary } from '../protocol/agent.ts';
import type { TranscriptEntry } from '../protocol/session.ts';

type MessageEntry = Extract<TranscriptEntry, { kind: 'message' }>;

/** How the assistant is called. */
export const ASSISTANT_NAME = 'Ada (assistant)';

type Rule = { pattern: RegExp; answers: readonly string[] };

/** The first rule that fits answers. Questions come before courtesies: "hello, what about returns?" is a question. */
const RULES: readonly Rule[] = [
  {
    pattern: /\b(who|what) are you\b|\b(bot|robot|human|real person|machine|chatgpt|ai)\b/i,
    answers: [
      'I am a demo assistant: a small program with a few prepared answers, no human and no clever machine. Whoever opens the agent console can talk to you in person.',
    ],
  },
  {
    pattern: /\b(speak|talk|someone|somebody)\b.*\b(human|person|agent|people)\b|\bagent\b/i,
    answers: ['I am only the demo assistant. A person can take your next chat from the agent console, at /agent.'],
  },
  {
    pattern: /\b(return|refund|exchange|send (it|them) back|money back|broken|damaged|cracked)/i,
    answers: [
      'You may send anything back within 30 days, tea tins unopened, and we refund you when the parcel arrives. If something came broken, a photo is enough.',
      'Returns are simple: 30 days, the order number on a slip of paper, and the refund goes the way you paid.',
    ],
  },
  {
    pattern: /\b(deliver|shipp?|parcel|courier|arrive|postage|track)/i,
    answers: [
      'We pack on the next working day; delivery then takes two to four days. Postage is €4.50, and free from €60.',
      'Delivery takes two to four working days. You get a tracking link by e-mail when the parcel leaves us.',
    ],
  },
  {
    pattern: /\b(open(ing)?|close[sd]?|closing|hours?|when are you)\b/i,
    answers: [
      'The counter at 4 Harbour Steps is open Tuesday to Saturday, from ten to six. The chat tags along at any time.',
    ],
  },
  {
    pattern: /\b(where|address|directions|harbou?r)\b/i,
    answers: ['You find us at 4 Harbour Steps, in the former chandlery. It is an imaginary shop, so do not pack yet.'],
  },
  {
    pattern: /\b(price|cost|how much|expensive|cheap|discount|€|euros?)\b|€/i,
    answers: [
      'Milk oolong is €14 and hojicha €11 for 100 g; the side-handled teapot is €68, two tasting cups €38.',
      'Teas begin at €11 for 100 g, cups at €38 the pair, and the teapot is €68.',
    ],
  },
  {
    pattern: /\b(oolong|hojicha|tea|brew|water|infus)/i,
    answers: [
      'For milk oolong: water at 90 °C, two minutes, and it keeps its voice through five infusions. Hojicha is kinder: hot water, one minute.',
      'If you like cream and cut grass, take the milk oolong; if you like toast and caramel, the hojicha.',
    ],
  },
  {
    pattern: /\b(teapot|pot|cup|cups|clay|pottery|dishwasher)\b/i,
    answers: ['The pots are celadon stoneware, 350 ml, made here. Rinse them with hot water only: they remember soap.'],
  },
  {
    pattern: /\b(thanks?|thank you|thx|cheers|merci|danke|gracias)\b/i,
    answers: ['You are welcome. Anything else?', 'With pleasure. I am here if something else comes up.'],
  },
  {
    pattern: /\b(bye|goodbye|see you|good night|ciao)\b/i,
    answers: ['Goodbye, and a good cup to you. You can end the chat at the top whenever you like.'],
  },
  {
    pattern: /^\W*(hi|hello|hey|good (morning|day|afternoon|evening)|moin|hola)\b/i,
    answers: ['Hello! What can I do for you?', 'Hello again. What would you like to know?'],
  },
];

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

/** `turn`: how often the assistant has spoken already; it varies the words. */
export function answerTo(text: string, turn: number): string {
  const rule = RULES.find(({ pattern }) => pattern.test(text));
  return (rule && pick(rule.answers, turn)) ?? pick(FALLBACKS, turn)?.(topicOf(text)) ?? topicOf(text);
}

/** The visitor's first name, from the form or from the name that the site gave. Empty if there is none. */
export function firstNameOf({ username, userData }: Pick<SessionSummary, 'username' | 'userData'>): string {
  const typed = Object.entries(userData).find(([key]) => /^first[ _.-]?name$/i.test(key))?.[1];
  return (typeof typed === 'string' && typed.trim()) || (username.trim().split(/\s+/)[0] ?? '');
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
