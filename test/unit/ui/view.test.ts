import { describe, expect, it } from 'vitest';
import { ended, talking } from '../../../frame/gallery/states.ts';
import { ada, GALLERY_NOW, joined, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import { linesIn, linesOf, type MessageLine } from '../../../frame/ui/view.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';

const DAY_MS = 86_400_000;
const movedBy = (entries: readonly TranscriptEntry[], offsets: number[]) =>
  entries.map((entry, position) => ({ ...entry, at: GALLERY_NOW + (offsets[position] ?? 0) }));
const linesWith = (entries: readonly TranscriptEntry[], now = GALLERY_NOW) =>
  linesOf(talking({ transcript: { entries, firstIndex: 1, lastIndex: entries.length } }), 1, now);
const runs = (entries: readonly TranscriptEntry[]) =>
  linesWith(entries)
    .filter((line): line is MessageLine => line.kind === 'message')
    .map(({ first, last }) => `${first ? '[' : ''}m${last ? ']' : ''}`)
    .join('');

describe('the lines of a conversation', () => {
  it('join messages of one party into a run', () => {
    const { entries } = transcriptOf([say(ada, 'a'), say(ada, 'b'), say('visitor', 'c'), say(ada, 'd')]);
    expect(runs(entries)).toBe('[mm][m][m]');
  });

  it('part a run where a notice or a long silence stands in it', () => {
    const { entries } = transcriptOf([say(ada, 'a'), joined(ada), say(ada, 'b'), say(ada, 'c')]);
    expect(runs(entries)).toBe('[m][mm]');
    expect(runs(movedBy(entries, [0, 0, 0, 301_000]))).toBe('[m][m][m]');
  });

  it('name a day where it begins, today only after another', () => {
    const { entries } = transcriptOf([say(ada, 'a'), say(ada, 'b'), say(ada, 'c')]);
    const kinds = (offsets: number[]) => linesWith(movedBy(entries, offsets)).map((line) => line.kind);
    expect(kinds([0, 0, 0])).toEqual(['message', 'message', 'message']);
    expect(kinds([-DAY_MS, -DAY_MS, 0])).toEqual(['day', 'message', 'message', 'day', 'message']);
  });

  it('begin where they are told to', () => {
    const transcript = transcriptOf([say(ada, 'a'), say(ada, 'b'), say(ada, 'c')], 41);
    expect(linesOf(talking({ transcript }), 42, GALLERY_NOW).map((line) => line.key)).toEqual([
      'message-42',
      'message-43',
    ]);
    expect(linesOf(talking({ transcript }), 1, GALLERY_NOW)).toHaveLength(3);
  });

  it('have keys of their own', () => {
    const outbox = [{ id: 'own-1', text: 'x', contentType: 'text', at: 0, status: 'sending' }] as const;
    const keys = linesOf(talking({ outbox }), 1, GALLERY_NOW).map((line) => line.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('mark the newest of the visitor’s own at each step that was reached, once', () => {
    const transcript = transcriptOf(['a', 'b', 'c', 'd'].map((text) => say('visitor', text)));
    const marks = (deliveredIndex: number, readIndex: number) =>
      linesOf(talking({ transcript, agentSeen: { deliveredIndex, readIndex } }), 1, GALLERY_NOW).map((line) =>
        line.kind === 'message' && line.marked ? line.reached : '',
      );
    expect(marks(0, 0)).toEqual(['', '', '', 'sent']);
    expect(marks(2, 1)).toEqual(['read', 'delivered', '', 'sent']);
    expect(marks(4, 4)).toEqual(['', '', '', 'read']);
  });

  it('do not depend on what else is drawn', () => {
    const { entries } = transcriptOf(Array.from({ length: 40 }, (_, n) => say(n % 4 ? ada : 'visitor', `${n}`)));
    const spread = movedBy(
      entries,
      entries.map((_, n) => (n - 40) * 0.2 * DAY_MS),
    );
    const life = talking({ transcript: { entries: spread, firstIndex: 1, lastIndex: 40 } });
    const all = linesIn(life, { from: 1, until: null, newFrom: null, now: GALLERY_NOW });
    for (let from = 1; from < 30; from += 1) {
      const some = linesIn(life, { from, until: from + 9, newFrom: null, now: GALLERY_NOW });
      const same = all.filter(({ index }) => index >= from && index <= from + 9);
      expect(some.map((line) => ({ ...line, marked: false }))).toEqual(
        same.map((line) => ({ ...line, marked: false })),
      );
    }
  });

  it('close with the reason of the end', () => {
    const last = (reason: 'agent' | 'leaveRequest' | 'error') => linesOf(ended({ reason }), 1, GALLERY_NOW).at(-1);
    expect(last('leaveRequest')).toMatchObject({ kind: 'notice', notice: 'endedByYou' });
    expect(last('agent')).toMatchObject({ notice: 'endedByAgent', name: 'Ada Byron' });
    expect(last('error')).toMatchObject({ notice: 'endedByError' });
  });
});
