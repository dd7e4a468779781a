// A long chat, of which the saved state holds the end and the history the beginning.

import { describe, expect, it } from 'vitest';
import { WRITE_AGAIN_MS, WRITE_DELAY_MS } from '../../../../frame/session/historian.ts';
import { createMemoryRows } from '../../../../frame/storage/history-rows.ts';
import { createMemoryStore } from '../../../../frame/storage/memory-store.ts';
import { MAX_TAIL_ENTRIES } from '../../../../protocol/persisted.ts';
import type { SessionRequest } from '../../../../protocol/server.ts';
import type { TranscriptEntry } from '../../../../protocol/session.ts';
import { startEngine } from '../../../support/frame-engine.ts';
import { endedEntry, opened, resumed, SESSION, said } from '../../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../../support/frame-fakes.ts';

const UNREACHABLE = { ok: false, error: { code: 100, description: 'no server' } };
const talk = (from: number, until: number): TranscriptEntry[] =>
  Array.from({ length: until - from + 1 }, (_, place) => said(from + place));

/** Rows that count what is asked of them. */
function countedRows() {
  const rows = createMemoryRows();
  const puts: number[] = [];
  let reads = 0;
  return {
    ...rows,
    puts,
    reads: () => reads,
    put: (id: string, added: Parameters<typeof rows.put>[1]) => {
      puts.push(added.length);
      return rows.put(id, added);
    },
    read: (id: string, from: number, until: number) => {
      reads += 1;
      return rows.read(id, from, until);
    },
  };
}

type Engine = ReturnType<typeof startEngine>;
const entriesOf = ({ engine }: Engine): readonly TranscriptEntry[] => {
  const { life } = engine.state();
  return 'transcript' in life ? life.transcript.entries : [];
};
const told = ({ heard }: Engine) =>
  heard.flatMap(([method, value]) => {
    const { name, event } = value as { name: string; event: { index: number; restored: boolean } };
    return method === 'event' && name === 'messageReceived' ? [event] : [];
  });
const push = (page: Engine, entries: TranscriptEntry[]) => page.transport.events.onPush({ type: 'entries', entries });

function browser() {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), rows: countedRows() };
  const open = () => startEngine(shared);
  /** A page with so long a chat, which is left when all of it is written down. */
  const chatted = async (until: number) => {
    const page = open();
    page.submit('startChat', { registration: false });
    page.transport.events.onOpened(opened());
    await settled();
    push(page, talk(1, until));
    await shared.clock.advance(WRITE_DELAY_MS);
    return page;
  };
  const restored = async (answer: (request: SessionRequest) => unknown = () => UNREACHABLE) => {
    const page = open();
    page.transport.answer = answer;
    page.submit('restoreChat');
    await settled();
    return page;
  };
  return { ...shared, open, chatted, restored };
}

describe('a long chat', () => {
  it('has all of its history on the next page, with its server out of reach', async () => {
    const { chatted, restored } = browser();
    (await chatted(500)).lifecycle.hide();
    const page = await restored();
    expect(page.engine.state().life).toMatchObject({ phase: 'restoring', transport: { status: 'down' } });
    expect(entriesOf(page)).toEqual(talk(1, 500));
  });

  it('asks its server for nothing of it, and tells the page all in order', async () => {
    const { chatted, restored } = browser();
    (await chatted(500)).lifecycle.hide();
    const page = await restored(() => UNREACHABLE);
    page.transport.events.onResumed(resumed(502));
    await settled();
    push(page, talk(501, 502));
    await settled();
    expect(page.transport.requests.filter(({ type }) => type === 'getTranscript')).toEqual([]);
    expect(told(page).map(({ index }) => index)).toEqual(talk(1, 502).map(({ index }) => index));
    expect(
      told(page)
        .filter(({ restored }) => !restored)
        .map(({ index }) => index),
    ).toEqual([501, 502]);
  });

  it('asks its server only for what is lacking', async () => {
    const { chatted, restored, clock } = browser();
    const page = await chatted(100);
    push(page, talk(101, 300));
    // Left before the next batch.
    page.lifecycle.hide();
    const later = await restored((request) => {
      if (request.type !== 'getTranscript') return { ok: true, value: {} };
      return { ok: true, value: { entries: talk(request.fromIndex, 300), more: false } };
    });
    later.transport.events.onResumed(resumed(300));
    await clock.advance(5_000);
    expect(later.transport.requests.filter(({ type }) => type === 'getTranscript')).toMatchObject([{ fromIndex: 101 }]);
    expect(entriesOf(later)).toEqual(talk(1, 300));
    await clock.advance(WRITE_DELAY_MS);
    later.lifecycle.hide();
    expect(entriesOf(await restored())).toEqual(talk(1, 300));
  });

  it('is written in batches, each entry once, and not for what is typed', async () => {
    const { chatted, rows, clock } = browser();
    const page = await chatted(100);
    expect(rows.puts).toEqual([100]);
    for (let index = 101; index <= 120; index += 1) push(page, [said(index)]);
    for (const text of ['H', 'He', 'Hel']) page.engine.wish({ type: 'draftEdited', text });
    await clock.advance(WRITE_DELAY_MS);
    expect(rows.puts).toEqual([100, 20]);
    for (const text of ['Hell', 'Hello']) page.engine.wish({ type: 'draftEdited', text });
    await clock.advance(60_000);
    expect(rows.puts).toEqual([100, 20]);
  });

  it('that went on after a restore is added to, not written anew', async () => {
    const { chatted, restored, rows, clock } = browser();
    (await chatted(100)).lifecycle.hide();
    const page = await restored();
    page.transport.events.onResumed(resumed(101));
    push(page, talk(101, 101));
    await clock.advance(WRITE_DELAY_MS);
    // What was in the tail alone as far as this page knows, and what is new.
    expect(rows.puts).toEqual([100, MAX_TAIL_ENTRIES + 1]);
  });

  it('that was refused once is written down later, also if nobody says anything any more', async () => {
    const { chatted, rows, clock } = browser();
    const { put } = rows;
    rows.put = () => Promise.reject(new Error('full'));
    await chatted(100);
    rows.put = put;
    await clock.advance(2 * WRITE_AGAIN_MS);
    expect(rows.puts).toEqual([100]);
    await clock.advance(2 * WRITE_AGAIN_MS);
    expect(rows.puts).toEqual([100]);
  });

  it('whose log is shorter than it was keeps nothing of what was lost', async () => {
    const { chatted, restored, clock } = browser();
    const page = await chatted(200);
    page.transport.events.onDown();
    page.transport.events.onResumed(resumed(90));
    await settled();
    const anew = Array.from({ length: 80 }, (_, place) =>
      said(91 + place, `anew-message-${place}`, undefined, 'said again'),
    );
    push(page, anew);
    await clock.advance(WRITE_DELAY_MS);
    page.lifecycle.hide();
    expect(entriesOf(await restored())).toEqual([...talk(1, 90), ...anew]);
  });

  it('does not believe a history that is of another log', async () => {
    const { chatted, restored, rows } = browser();
    (await chatted(200)).lifecycle.hide();
    await rows.put(SESSION.sessionId, [said(200 - MAX_TAIL_ENTRIES + 1, 'of-another-log')]);
    expect(entriesOf(await restored())).toEqual(talk(200 - MAX_TAIL_ENTRIES + 1, 200));
    expect(await rows.read(SESSION.sessionId, 1, 200)).toEqual([]);
  });
});

describe('no history is kept', () => {
  it('of a chat that fits into the saved tail', async () => {
    const { chatted, restored, rows } = browser();
    (await chatted(MAX_TAIL_ENTRIES)).lifecycle.hide();
    await restored();
    expect([rows.puts, rows.reads()]).toEqual([[], 0]);
  });

  it('of a chat that has ended before it was written down', async () => {
    const { chatted, rows, clock } = browser();
    const page = await chatted(10);
    push(page, [...talk(11, 99), endedEntry(100)]);
    await clock.advance(60_000);
    expect(rows.puts).toEqual([]);
  });

  it('where the browser refuses to keep the chat itself', async () => {
    const rows = countedRows();
    const refusing = {
      ...createMemoryStore(),
      set: () => {
        throw new Error('full');
      },
    };
    const clock = createFakeClock();
    const page = startEngine({ storage: refusing, rows, clock });
    page.submit('startChat', { registration: false });
    page.transport.events.onOpened(opened());
    push(page, talk(1, 100));
    await clock.advance(60_000);
    expect(rows.puts).toEqual([]);
  });
});
