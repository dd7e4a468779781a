import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { COMMAND_STOPPED } from '../../../protocol/errors.ts';
import { createKept } from '../../../server/console/kept.ts';
import { createTypingReporter } from '../../../server/console/typing-reporter.ts';
import { formatDuration, formatKey, initialsOf, safeLink } from '../../../server/console/ui/format.ts';
import { BLOCK_LINES, entryLines, inBlocks, outgoingLines } from '../../../server/console/ui/transcript-lines.ts';
import { fakeClock, memoryStore, message, NOW, refusingStore } from './console-fixtures.ts';

describe('kept values', () => {
  const Names = v.array(v.string());

  it('survive in the store', () => {
    const store = memoryStore();
    createKept(store, 'key', Names, []).update((names) => [...names, 'Ada']);
    expect(createKept(store, 'key', Names, []).read()).toEqual(['Ada']);
  });

  it.each(['{broken', '{"a":1}', '[1]'])('count as absent when unreadable: %s', (text) => {
    const store = memoryStore();
    store.set('key', text);
    expect(createKept(store, 'key', Names, ['fallback']).read()).toEqual(['fallback']);
  });

  it('live in memory where storage refuses', () => {
    const kept = createKept(refusingStore, 'key', Names, []);
    kept.update(() => ['Ada']);
    expect(kept.read()).toEqual(['Ada']);
  });
});

describe('typing reports', () => {
  function world() {
    const clock = fakeClock();
    const reports: boolean[] = [];
    const reporter = createTypingReporter(clock, (_sessionId, isTyping) => void reports.push(isTyping));
    return { clock, reports, reporter };
  }

  it('come at once, then rarely, then end after a pause', async () => {
    const { clock, reports, reporter } = world();
    for (let key = 0; key < 40; key += 1) {
      reporter.note('session-1', true);
      await clock.advance(100);
    }
    expect(reports).toEqual([true, true]);
    await clock.advance(10_000);
    expect(reports).toEqual([true, true, false]);
  });

  it('end when the field is emptied, and only if they had begun', () => {
    const { reports, reporter } = world();
    reporter.note('session-1', false);
    reporter.note('session-1', true);
    reporter.note('session-1', false);
    expect(reports).toEqual([true, false]);
  });
});

describe('what people read', () => {
  it.each([
    [0, '0:00'],
    [-5_000, '0:00'],
    [67_900, '1:07'],
    [3_729_000, '1:02:09'],
  ])('%d ms waited is %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text));

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:http://a/b',
    'file:///etc/passwd',
    'not an address',
    '',
  ])('makes no link of %s', (url) => expect(safeLink(url)).toBeNull());
  it('links to pages of the web', () => {
    expect(safeLink('https://example.com/a b')).toBe('https://example.com/a%20b');
  });

  it.each([
    ['firstName', 'First name'],
    ['order_no', 'Order no'],
    ['Email', 'Email'],
    ['_', '_'],
  ])('shows the key %s as %s', (key, text) => expect(formatKey(key)).toBe(text));

  it.each([
    ['Grace Brewster Hopper', 'GH'],
    ['ada', 'A'],
    ['𝒜da 𝓛ovelace', '𝒜𝓛'],
    ['  ', ''],
  ])('shortens %s to %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('lines of a conversation', () => {
  it('begin with the day and group what one party says in one go', () => {
    const lines = entryLines([message(1, 'a'), message(2, 'b'), message(3, 'c', 'agent'), message(4, 'd')]);
    expect(lines.map((line) => (line.kind === 'message' ? line.startsGroup : line.kind))).toEqual([
      'day',
      true,
      false,
      true,
      true,
    ]);
  });

  it('start a new group after a long silence and a new day at midnight', () => {
    const at = (index: number, time: number) => ({ ...message(index, 'x'), at: time });
    const lines = entryLines([at(1, NOW), at(2, NOW + 600_000), at(3, NOW + 86_400_000)]);
    expect(lines.map((line) => (line.kind === 'message' ? line.startsGroup : line.kind))).toEqual([
      'day',
      true,
      true,
      'day',
      true,
    ]);
  });

  it('come in blocks that keep their first and last line while the log grows', () => {
    const log = Array.from({ length: 3 * BLOCK_LINES }, (_, at) => message(at + 1, 'x'));
    const ends = (length: number) =>
      inBlocks(entryLines(log.slice(0, length))).map((block) => [block[0]!.key, block.at(-1)!.key]);
    expect(ends(3 * BLOCK_LINES - 1).slice(0, 2)).toEqual(ends(2 * BLOCK_LINES).slice(0, 2));
  });
});

describe('messages on their way in a chat that is over', () => {
  const item = (id: string) => ({ id, sessionId: 'session-1', text: `text of ${id}`, at: NOW });
  const outbox = [
    { ...item('message-1'), status: 'failed' as const, error: COMMAND_STOPPED },
    { ...item('message-2'), status: 'waiting' as const },
  ];

  it('are all not sent where the first was refused, and each can be discarded', () => {
    const ended = outgoingLines(outbox, true);
    expect(ended.map((line) => line.kind === 'outgoing' && line.item.status)).toEqual(['failed', 'failed']);
    expect(ended[1]).toMatchObject({ item: { id: 'message-2', error: COMMAND_STOPPED } });
    const running = outgoingLines(outbox, false);
    expect(running.map((line) => line.kind === 'outgoing' && line.item.status)).toEqual(['failed', 'waiting']);
  });

  it('wait as long as nobody has refused one: the server may have it', () => {
    const [, second] = outbox;
    expect(outgoingLines(second ? [second] : [], true)).toMatchObject([{ item: { status: 'waiting' } }]);
  });
});
