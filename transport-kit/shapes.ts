// What an event must look like, field by field. Looked at by hand: whoever uses the kit needs no package beside it.

import { shown } from './compare.ts';

type Fields = Record<string, unknown>;
type Rule = (event: Fields) => string | null;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const expected = (field: string, what: string, received: unknown): string =>
  `${field}: expected ${what}, received ${shown(received)}`;

const isWhole = (value: unknown, from: number): boolean => Number.isInteger(value) && (value as number) >= from;

const place: Rule = ({ index, timestamp }) => {
  if (!isWhole(index, 0)) return expected('index', 'a whole number', index);
  const isTime = typeof timestamp === 'number' && timestamp >= 0 && Number.isFinite(timestamp);
  return isTime ? null : expected('timestamp', 'milliseconds since 1970', timestamp);
};

const party: Rule = ({ party: who }) => {
  if (!isObject(who)) return expected('party', 'an object', who);
  if (!isWhole(who.id, 1)) return expected('party.id', 'a whole number from 1', who.id);
  if (typeof who.name !== 'string' || who.name.length > 200) {
    return expected('party.name', 'a string of at most 200 characters', who.name);
  }
  const kinds = ['Agent', 'Client', 'External'];
  return kinds.includes(who.type as string) ? null : expected('party.type', `one of ${kinds.join(', ')}`, who.type);
};

const content: Rule = ({ content: said }) => {
  if (!isObject(said)) return expected('content', 'an object', said);
  const { text, type } = said;
  if (typeof text !== 'string' || text === '' || text.length > 5_000) {
    return expected('content.text', 'a string of 1 to 5000 characters', text);
  }
  return type === undefined || type === 'text' || type === 'url'
    ? null
    : expected('content.type', 'text, url or nothing', type);
};

const reason: Rule = ({ reason: why }) =>
  isObject(why) && [1, 2, 3].includes(why.id as number) ? null : expected('reason', '{ id: 1 | 2 | 3 }', why);

const typing: Rule = ({ isTyping }) =>
  typeof isTyping === 'boolean' ? null : expected('isTyping', 'true or false', isTyping);

const failure: Rule = ({ error }) =>
  isObject(error) && typeof error.code === 'number' && typeof error.description === 'string'
    ? null
    : expected('error', '{ code, description }', error);

const RULES: Record<string, readonly Rule[]> = {
  AgentConnected: [place, party],
  AgentDisconnected: [place, party],
  MessageReceived: [place, party, content],
  SessionEnded: [place, reason],
  AgentTyping: [party, typing],
  Error: [failure],
};
const STORED = ['AgentConnected', 'AgentDisconnected', 'MessageReceived', 'SessionEnded'];

/** null: nothing. `kinds`: what it may be. */
export function wrongWith(event: unknown, kinds: readonly string[] = STORED): string | null {
  if (!isObject(event)) return expected('event', 'an object', event);
  const type = String(event.type);
  if (!kinds.includes(type)) return expected('type', kinds.join(' or '), event.type);
  for (const rule of RULES[type] ?? []) {
    const wrong = rule(event);
    if (wrong) return `${type}.${wrong}`;
  }
  return null;
}
