import { describe, expect, it } from 'vitest';
import { apiEventOf, apiItemOf } from '../../../frame/session/api-events.ts';
import { DEFAULT_FORM, initialValues } from '../../../frame/session/default-form.ts';
import { conversationFrom, tailOf } from '../../../frame/session/persist.ts';
import { registrationResult } from '../../../frame/session/registration-result.ts';
import { EMPTY_TRANSCRIPT, mergeEntries, transcriptFromTail } from '../../../frame/session/transcript.ts';
import { MAX_TAIL_CHARS, MAX_TAIL_ENTRIES } from '../../../protocol/persisted.ts';
import { AGENT, chatting, endedEntry, joined, said, savedFrom, VISITOR } from '../../support/frame-facts.ts';

const indexes = (entries: readonly { index: number }[]) => entries.map(({ index }) => index);

describe('the transcript', () => {
  it('takes repeated, reordered and overlapping entries for what they are', () => {
    const first = mergeEntries(EMPTY_TRANSCRIPT, [said(2), said(1), said(2)]);
    expect(indexes(first.transcript.entries)).toEqual([1, 2]);
    const again = mergeEntries(first.transcript, [said(1), said(2)]);
    expect(again.transcript).toBe(first.transcript);
    expect(indexes(mergeEntries(first.transcript, [said(2), said(3)]).fresh)).toEqual([3]);
  });

  it('grows at its beginning only where that leaves no gap', () => {
    const tail = transcriptFromTail([said(5), said(6)], 6);
    if (!tail) throw new Error('no tail');
    expect(mergeEntries(tail, [said(1), said(2)]).transcript).toBe(tail);
    const whole = mergeEntries(tail, [said(1), said(2), said(3), said(4), said(5)]).transcript;
    expect(whole).toMatchObject({ firstIndex: 1, lastIndex: 6 });
    expect(indexes(whole.entries)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses a saved tail that contradicts itself', () => {
    expect(transcriptFromTail([said(1), said(3)], 3)).toBeNull();
    expect(transcriptFromTail([said(1)], 2)).toBeNull();
    expect(transcriptFromTail([], 2)).toBeNull();
    expect(transcriptFromTail([], 0)).toEqual(EMPTY_TRANSCRIPT);
  });
});

describe('persisted state', () => {
  it('keeps a tail within the limits', () => {
    const many = savedFrom(chatting(Array.from({ length: 200 }, (_, place) => said(place + 1)))).saved;
    if (many.phase !== 'active') throw new Error('wrong phase');
    expect(many.tail).toHaveLength(MAX_TAIL_ENTRIES);
    const long = 'x'.repeat(5_000);
    const heavy = savedFrom(
      chatting(Array.from({ length: 9 }, (_, place) => said(place + 1, undefined, VISITOR, long))),
    ).saved;
    if (heavy.phase !== 'active') throw new Error('wrong phase');
    expect(heavy.tail).toHaveLength(Math.floor(MAX_TAIL_CHARS / long.length));
    expect(conversationFrom(heavy, null)?.transcript).toMatchObject({ firstIndex: 7, lastIndex: 9 });
  });

  it('counts what a message carries beside its text, and the way to a picture', () => {
    const avatar = `/${'a'.repeat(499)}`;
    const parts = [{ kind: 'quickReplies' as const, replies: [{ label: 'x'.repeat(100), text: 'y'.repeat(2_000) }] }];
    const rich = (index: number) => ({ ...said(index, undefined, { ...AGENT, avatar }), parts });
    const entries = Array.from({ length: 60 }, (_, place) => rich(place + 1));
    const tail = tailOf(entries);
    expect(JSON.stringify(tail).length).toBeLessThan(1.2 * MAX_TAIL_CHARS);
    expect(tail).toEqual(entries.slice(-tail.length));
    expect(tail.length).toBeGreaterThan(3);
  });
});

describe('the form', () => {
  it('stores the default fields under the original’s keys and names the visitor', () => {
    const remembered = { username: '', subject: 'Shoes', userData: { CustomerId: 7 } };
    expect(initialValues(DEFAULT_FORM, remembered)).toEqual({ subject: 'Shoes' });
    const typed = { firstname: 'Vera', lastname: 'Ver', email: '', subject: 'Boots' };
    expect(registrationResult(DEFAULT_FORM, remembered, typed)).toEqual({
      username: 'Vera Ver',
      subject: 'Boots',
      userData: { CustomerId: 7, FirstName: 'Vera', LastName: 'Ver', Subject: 'Boots' },
    });
  });

  it('stores a site’s own fields under the site’s names, and nothing that is not in the form', () => {
    const form = { inputs: [{ name: 'email' }, { name: 'agree', type: 'checkbox' as const }] };
    const remembered = { username: 'Guest', subject: '', userData: {} };
    expect(registrationResult(form, remembered, { email: 'v@x', agree: true, other: 'no' })).toEqual({
      username: 'Guest',
      subject: '',
      userData: { email: 'v@x', agree: true },
    });
  });
});

describe('events for the site', () => {
  it('carry the original’s flags', () => {
    expect(apiEventOf(said(1, 'mine-1234', VISITOR), true)).toEqual({
      name: 'messageReceived',
      event: {
        index: 1,
        timestamp: said(1).at,
        restored: true,
        party: { id: 1, name: 'Vera', type: { client: true } },
        content: { text: 'text 1', type: { text: true } },
      },
    });
    expect(apiEventOf(joined(1), false)).toMatchObject({
      name: 'agentConnected',
      event: { party: { type: { agent: true } } },
    });
    expect(apiItemOf(endedEntry(4), false)).toMatchObject({ type: 'SessionEnded', index: 4, reason: { agent: true } });
  });
});
