// The judge is judged first: a history without fault passes, and each fault that is put into it is found by its name.

import { describe, expect, it } from 'vitest';
import { AGENT, endedEntry, joined, said, VISITOR } from '../support/frame-facts.ts';
import {
  checkAcknowledged,
  checkHistory,
  checkWriters,
  type History,
  inWords,
  type Screen,
  type ScreenLine,
} from './history-checker.ts';

const LOG = [joined(1), visitor(2, 'a1'), agent(3, 'b1'), visitor(4, 'a2'), agent(5, 'b2')];

function visitor(index: number, text: string) {
  return said(index, `id-${text}`, VISITOR, text);
}
function agent(index: number, text: string) {
  return said(index, `id-${text}`, AGENT, text);
}

const line = (text: string, delivery: ScreenLine['delivery'] = 'sent'): ScreenLine => ({
  ...{ text, delivery, from: text.startsWith('a') ? 'visitor' : 'agent' },
});
const screen = (...lines: ScreenLine[]): Screen => ({ name: 'tab 1', lines });
const sent = (text: string, promised = true) => ({ text, by: text.startsWith('a') ? 'tab 1' : 'agent', promised });

const SOUND: History = {
  sent: ['a1', 'b1', 'a2', 'b2'].map((text) => sent(text)),
  log: LOG,
  screens: [screen(...['a1', 'b1', 'a2', 'b2'].map((text) => line(text)))],
  hosts: [{ name: 'page 1', told: LOG.flatMap((entry) => ('text' in entry ? [entry] : [])) }],
  everShownAsSent: ['a1', 'b1'],
};
const kindsOf = (change: Partial<History>) => [
  ...new Set(checkHistory({ ...SOUND, ...change }).map(({ kind }) => kind)),
];

describe('a history', () => {
  it('without fault has no violation', () => {
    expect(inWords(checkHistory(SOUND))).toBe('');
  });

  it('may be shown from a later entry on, where the screen is yet to be filled', () => {
    const screens = [{ ...screen(line('a2'), line('b2')), fromIndex: 4 }];
    expect(kindsOf({ screens })).toEqual([]);
    expect(kindsOf({ screens: [screen(line('a2'), line('b2'))] })).toEqual(['screen differs from the log']);
  });

  it('may lack what was not promised', () => {
    expect(kindsOf({ sent: [...SOUND.sent, sent('a3', false)] })).toEqual([]);
  });

  it('lacks nothing in silence that a chat which is over shows as undelivered', () => {
    const over = [...LOG, endedEntry(6)];
    const screens = [screen(...(SOUND.screens[0]?.lines ?? []), line('a3', 'lost'))];
    expect(kindsOf({ log: over, sent: [...SOUND.sent, sent('a3')], screens })).toEqual([]);
    expect(kindsOf({ log: over, sent: [...SOUND.sent, sent('a3')] })).toEqual(['lost']);
  });
});

describe('of a log it is found', () => {
  it('that a promised message is lost', () => {
    expect(kindsOf({ sent: [...SOUND.sent, sent('a3')] })).toEqual(['lost']);
  });

  it('that a message stands in it twice', () => {
    expect(kindsOf({ log: [...LOG, visitor(6, 'a1')] })).toContain('doubled');
  });

  it("that a sender's messages changed places, and not that two senders' did", () => {
    const order = (...texts: string[]) => ({ sent: texts.map((text) => sent(text)) });
    expect(kindsOf(order('b1', 'a1', 'b2', 'a2'))).toEqual([]);
    expect(kindsOf(order('a2', 'a1', 'b1', 'b2'))).toEqual(['reordered']);
  });

  it('that nobody sent what it has', () => {
    expect(kindsOf({ sent: SOUND.sent.slice(1) })).toEqual(['invented']);
  });

  it('that it has a gap, or goes on after its end', () => {
    expect(kindsOf({ log: LOG.map((entry) => (entry.index === 5 ? { ...entry, index: 6 } : entry)) })).toEqual([
      'log broken',
    ]);
    expect(kindsOf({ log: [...LOG, endedEntry(6), joined(7)] })).toEqual(['log broken']);
  });
});

describe('of a screen it is found', () => {
  const lines = SOUND.screens[0]?.lines ?? [];
  const withLine = (last: ScreenLine) =>
    kindsOf({ screens: [screen(...lines, last)], sent: [...SOUND.sent, sent('a3', false)] });

  it.each(['sending', 'waiting', 'failed'] as const)('that a message is still %s', (delivery) => {
    expect(withLine(line('a3', delivery))).toEqual(['stuck']);
  });

  it('that it calls undelivered what is in the log', () => {
    expect(kindsOf({ screens: [screen(...lines.slice(0, 3), line('b2', 'stored'))] })).toContain('stuck');
  });

  it('that it shows as sent what is not in the log, now or at any moment before', () => {
    expect(withLine(line('a3'))).toContain('shown as sent but not in the log');
    expect(kindsOf({ everShownAsSent: ['a3'] })).toEqual(['shown as sent but not in the log']);
  });

  it('that it shows a message twice', () => {
    expect(withLine(line('a2'))).toContain('shown twice');
  });

  it('that it lacks a message, has another order or another author', () => {
    const [first, second, ...rest] = lines as [ScreenLine, ScreenLine, ...ScreenLine[]];
    for (const wrong of [
      lines.slice(0, 3),
      [second, first, ...rest],
      [{ ...first, from: 'agent' as const }, second, ...rest],
    ]) {
      expect(kindsOf({ screens: [screen(...wrong)] })).toEqual(['screen differs from the log']);
    }
  });
});

describe('of what a page was told it is found', () => {
  const told = SOUND.hosts[0]?.told ?? [];
  const page = (...events: typeof told) => kindsOf({ hosts: [{ name: 'page 1', told: events }] });
  const [first, second, ...rest] = told as [(typeof told)[0], (typeof told)[0], ...typeof told];

  it('that it heard twice', () => {
    expect(page(first, second, second, ...rest)).toEqual(['host told twice']);
  });

  it('that it heard out of order', () => {
    expect(page(second, first, ...rest)).toEqual(['host told out of order']);
  });

  it('that it did not hear, unless it was gone by then', () => {
    expect(page(first, ...rest)).toEqual(['host not told']);
    const left = (...events: typeof told) => kindsOf({ hosts: [{ name: 'page 1', told: events, isGone: true }] });
    expect(left(first, second)).toEqual([]);
    expect(left(first, ...rest)).toEqual(['host not told']);
  });
});

describe('of answers it is found', () => {
  it('that the log has no such message where the server said that it stands', () => {
    expect(checkAcknowledged([{ id: 'id-a1', index: 2 }], LOG)).toEqual([]);
    for (const index of [1, 4, 6]) {
      expect(checkAcknowledged([{ id: 'id-a1', index }], LOG)).toMatchObject([
        { kind: 'acknowledged but not in the log' },
      ]);
    }
  });
});

describe('of writers it is found', () => {
  it('that an older one wrote after a newer one', () => {
    expect(checkWriters([1, 1, 2, 0, 2, 3])).toEqual([]);
    expect(checkWriters([1, 2, 1])).toMatchObject([{ kind: 'two writers' }]);
  });
});
