// Files on their way: one message a file, in order with the words, never lost, never twice.

import { describe, expect, it } from 'vitest';
import type { ChosenFile } from '../../../frame/ports.ts';
import type { FileRows } from '../../../frame/storage/file-rows.ts';
import type { SendFile } from '../../../frame/transport/file-upload.ts';
import type { Answer } from '../../../frame/transport/transport.ts';
import { FILE_GONE, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { FileFacts } from '../../../protocol/message-parts.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { LIMITS, opened, resumed, SESSION, said, VISITOR } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';
import { createMemoryFileRows } from '../../support/frame-file-rows.ts';
import { logged, openBrowser } from '../../support/frame-tabs.ts';

const TAKEN = { ...LIMITS, files: { maxBytes: 1_000, types: ['image/*', 'application/pdf'] } };
const chosen = (name: string, over: Partial<ChosenFile> = {}): ChosenFile => ({
  ...{ name, mediaType: 'image/png', bytes: new Blob(['some bytes']) },
  ...over,
});

/** Uploads that a test ends when it wants to. */
function createUploads() {
  const running: {
    file: FileFacts;
    text(): Promise<string>;
    to: Parameters<SendFile>[3];
    end(answer?: object): void;
  }[] = [];
  const sendFile: SendFile = (file, bytes, _session, to) =>
    new Promise<Answer<FileFacts>>((resolve) => {
      running.push({
        ...{ file, to, text: () => bytes.text() },
        end(answer = { ok: true, value: file }) {
          if ('ok' in answer && answer.ok) to.onProgress(file.sizeBytes);
          resolve(answer as never);
        },
      });
    });
  const latest = () => {
    const upload = running.at(-1);
    if (!upload) throw new Error('nothing is being sent');
    return upload;
  };
  return { running, sendFile, latest };
}

async function talking(over: Parameters<typeof startEngine>[0] = {}) {
  const uploads = createUploads();
  const fileRows = createMemoryFileRows();
  const world = startEngine({ sendFile: uploads.sendFile, fileRows, ...over });
  world.submit('startChat', { registration: false });
  world.transport.events.onOpened({ ...opened(), limits: TAKEN });
  await settled();
  const life = () => world.engine.state().life;
  const outbox = () => {
    const now = life();
    return 'outbox' in now ? now.outbox : [];
  };
  return {
    ...{ ...world, ...uploads, fileRows, outbox },
    shown: () => outbox().map(({ text, status }) => `${text}: ${status}`),
    appends: () => world.transport.requests.flatMap((request) => (request.type === 'append' ? [request] : [])),
    choose: async (...files: ChosenFile[]) => {
      world.engine.wish({ type: 'filesChosen', sessionId: SESSION.sessionId, files });
      await settled();
    },
    say: (text: string) => world.engine.wish({ type: 'messageSubmitted', text }),
    /** The log has the message that was sent last. */
    log: async (index: number) => {
      const request = world.transport.requests.filter(({ type }) => type === 'append').at(-1);
      world.transport.events.onPush({ type: 'entries', entries: [said(index, request?.id, VISITOR)] });
      await settled();
    },
  };
}
/** A page that goes on where that one was left. */
async function nextPage(before: Awaited<ReturnType<typeof talking>>, over: Parameters<typeof startEngine>[0] = {}) {
  before.lifecycle.hide();
  const uploads = createUploads();
  const { storage, clock, fileRows } = before;
  const world = startEngine({ storage, clock, fileRows, sendFile: uploads.sendFile, ...over });
  world.submit('restoreChat');
  await settled();
  world.transport.events.onResumed({ ...resumed(0), limits: TAKEN });
  await settled();
  return { ...world, ...uploads, outbox: () => (world.engine.state().life as unknown as { outbox: unknown[] }).outbox };
}

describe('a chosen file', () => {
  it('is brought to the server, and its message, which has its name for a text, is said after that', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    expect(chat.appends()).toEqual([]);
    expect(await chat.latest().text()).toBe('some bytes');
    chat.latest().end();
    await settled();
    const { fileId } = chat.latest().file;
    expect(chat.appends()).toMatchObject([{ text: 'cat.png', contentType: 'text', fileId }]);
  });

  it('keeps its place among what is said before and after it', async () => {
    const chat = await talking();
    chat.say('before');
    await chat.choose(chosen('one.png'), chosen('two.png'));
    chat.say('after');
    expect(chat.shown()).toEqual(['before: sending', 'one.png: waiting', 'two.png: waiting', 'after: waiting']);
    await chat.log(1);
    expect(chat.running).toHaveLength(1);
    chat.latest().end();
    await settled();
    await chat.log(2);
    expect(chat.shown()).toEqual(['two.png: sending', 'after: waiting']);
    expect(chat.appends().map(({ text }) => text)).toEqual(['before', 'one.png']);
  });

  it('shows how much of it has arrived', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.latest().to.onProgress(4);
    expect(chat.outbox()).toMatchObject([{ status: 'sending', sentBytes: 4, file: { sizeBytes: 10 } }]);
  });

  it.each([
    ['is too large', chosen('cat.png', { bytes: new Blob(['x'.repeat(1_001)]) }), 311, /1000.*1001/],
    ['is of a kind that is not taken', chosen('cat.svg', { mediaType: 'text/html' }), 312, /image\/\*.*text\/html/],
  ])('that %s is refused before a byte of it is sent', async (_, file, code, words) => {
    const chat = await talking();
    await chat.choose(file);
    expect(chat.outbox()).toMatchObject([{ status: 'failed', error: { code } }]);
    expect(JSON.stringify(chat.outbox())).toMatch(words);
    expect(chat.running).toEqual([]);
    expect(chat.fileRows.names()).toEqual([]);
  });

  it('is refused where the server takes none', async () => {
    const chat = await talking();
    chat.transport.events.onResumed(resumed(0));
    await chat.choose(chosen('cat.png'));
    expect(chat.outbox()).toMatchObject([{ status: 'failed', error: { code: 310 } }]);
  });

  it('may be of a kind that a browser does not know, and of any name', async () => {
    const chat = await talking();
    await chat.choose(chosen('\ud800\n', { mediaType: '', bytes: new Blob([]) }));
    await chat.choose(chosen('x'.repeat(300), { mediaType: 'Text/Plain; charset=utf-8', width: 3, height: 0.5 }));
    expect(chat.outbox()).toMatchObject([
      { text: 'file', file: { mediaType: 'application/octet-stream' } },
      { text: 'x'.repeat(255), file: { mediaType: 'text/plain' } },
    ]);
  });

  it('is of the kind that its name says where the browser knows none, if that is taken', async () => {
    const chat = await talking();
    await chat.choose(chosen('a.pdf', { mediaType: '' }), chosen('a.csv', { mediaType: '' }));
    expect(chat.outbox()).toMatchObject([
      { file: { mediaType: 'application/pdf' } },
      { file: { mediaType: 'application/octet-stream' }, status: 'failed' },
    ]);
  });

  it('has its bytes kept until the log has its message, and no longer', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.latest().end();
    await settled();
    expect(chat.fileRows.names()).toHaveLength(1);
    await chat.log(1);
    expect(chat.fileRows.names()).toEqual([]);
  });
});

describe('a file that does not come through', () => {
  it('is tried again by itself, ever more rarely, and holds the queue', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.say('after');
    chat.latest().end({ ok: false, error: SERVER_UNAVAILABLE });
    await settled();
    expect(chat.shown()).toEqual(['cat.png: sending', 'after: waiting']);
    await chat.clock.advance(500);
    expect(chat.running).toHaveLength(2);
    chat.latest().end({ ok: false, error: SERVER_UNAVAILABLE });
    await chat.clock.advance(500);
    expect(chat.running).toHaveLength(2);
    await chat.clock.advance(500);
    expect(chat.running).toHaveLength(3);
  });

  it('is tried again when the server said it may', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.latest().end({ ok: false, error: { code: 308, description: '' }, retryAfterMs: 7_000 });
    await chat.clock.advance(6_900);
    expect(chat.running).toHaveLength(1);
    await chat.clock.advance(200);
    expect(chat.running).toHaveLength(2);
  });

  it('goes on over the next way, and the upload over the last one is called off', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.transport.events.onDown();
    expect(chat.latest().to.signal.aborted).toBe(true);
    chat.transport.events.onResumed({ ...resumed(0), limits: TAKEN });
    await settled();
    expect(chat.running).toHaveLength(2);
    expect(chat.latest().to.signal.aborted).toBe(false);
  });

  it('is sent no further once its chat is over', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.transport.events.onRefused({ code: 50, description: '' });
    await settled();
    expect(chat.latest().to.signal.aborted).toBe(true);
    expect(chat.engine.state().life).toMatchObject({ phase: 'ended', unsent: [{ text: 'cat.png' }] });
  });

  it('waits for its visitor when the server refuses it, to be tried again or discarded', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.latest().end({ ok: false, error: { code: 3, description: 'not this one' } });
    await settled();
    expect(chat.outbox()).toMatchObject([{ status: 'failed', error: { description: 'not this one' } }]);
    const [item] = chat.outbox();
    chat.engine.wish({ type: 'retryRequested', messageId: item?.id ?? '' });
    await settled();
    expect(chat.running).toHaveLength(2);
    chat.latest().end({ ok: false, error: { code: 3, description: 'not this one' } });
    await settled();
    chat.engine.wish({ type: 'discardRequested', messageId: item?.id ?? '' });
    await settled();
    expect(chat.outbox()).toEqual([]);
    expect(chat.fileRows.names()).toEqual([]);
  });
});

describe('a file that is taken back', () => {
  it('while it is being sent, is sent no further, and leaves nothing', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    chat.say('after');
    chat.latest().to.onProgress(4);
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[0]?.id ?? '' });
    await settled();
    expect(chat.latest().to.signal.aborted).toBe(true);
    expect(chat.fileRows.names()).toEqual([]);
    expect(chat.shown()).toEqual(['after: sending']);
  });

  it('while it waits, is never sent', async () => {
    const chat = await talking();
    chat.say('before');
    await chat.choose(chosen('cat.png'));
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[1]?.id ?? '' });
    await chat.log(1);
    expect(chat.running).toEqual([]);
    expect(chat.outbox()).toEqual([]);
  });

  it('stays, once its message is being said: nobody knows whether it is in the log', async () => {
    const chat = await talking();
    chat.transport.answer = () => null;
    await chat.choose(chosen('cat.png'));
    chat.latest().end();
    await settled();
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[0]?.id ?? '' });
    expect(chat.shown()).toEqual(['cat.png: sending']);
  });
});

describe('a later page', () => {
  it('goes on with a file that its page did not bring home', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png', { width: 20, height: 10 }));
    const next = await nextPage(chat);
    expect(await next.latest().text()).toBe('some bytes');
    expect(next.latest().file).toEqual(chat.latest().file);
    expect(next.latest().file).toMatchObject({ width: 20, height: 10 });
  });

  it('goes on with a file whose bytes the database was slow to give', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    let asked = 0;
    const read: FileRows['read'] = (...names) => {
      asked += 1;
      return asked === 1 ? new Promise<never>(() => {}) : chat.fileRows.read(...names);
    };
    const next = await nextPage(chat, { fileRows: { ...chat.fileRows, read } });
    await chat.clock.advance(7_000);
    expect(await next.latest().text()).toBe('some bytes');
  });

  it('says of a file whose bytes nobody has that it is gone', async () => {
    const chat = await talking();
    await chat.choose(chosen('cat.png'));
    const next = await nextPage(chat, { fileRows: createMemoryFileRows() });
    await chat.clock.advance(30_000);
    expect(next.outbox()).toMatchObject([{ status: 'failed', text: 'cat.png', error: { code: FILE_GONE.code } }]);
    expect(next.running).toEqual([]);
  });
});

describe('a file of which all is there, and whose message nobody has heard of', () => {
  const onItsWay = async () => {
    const chat = await talking();
    chat.transport.answer = () => null;
    await chat.choose(chosen('cat.png'));
    chat.latest().end();
    await settled();
    expect(chat.appends()).toHaveLength(1);
    chat.transport.events.onDown();
    return chat;
  };

  it('is not taken back: the log may have it', async () => {
    const chat = await onItsWay();
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[0]?.id ?? '' });
    expect(chat.shown()).toEqual(['cat.png: waiting']);
    chat.transport.events.onResumed({ ...resumed(1), limits: TAKEN });
    await chat.log(1);
    expect(chat.shown()).toEqual([]);
  });

  it('is not taken back on the next page either', async () => {
    const next = await nextPage(await onItsWay());
    const [item] = next.outbox() as { id: string }[];
    next.engine.wish({ type: 'discardRequested', messageId: item?.id ?? '' });
    expect(next.outbox()).toMatchObject([{ text: 'cat.png' }]);
  });

  it('can be taken back when its message was refused', async () => {
    const chat = await onItsWay();
    chat.transport.answer = () => ({ ok: false, error: { code: 3, description: 'not this one' } });
    chat.transport.events.onResumed({ ...resumed(0), limits: TAKEN });
    await settled();
    chat.latest().end();
    await settled();
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[0]?.id ?? '' });
    expect(chat.shown()).toEqual([]);
  });
});

describe('a page whose storage refuses', () => {
  it('sends a file from its own hands', async () => {
    const refuse = () => Promise.reject(new Error('refused'));
    const chat = await talking({ fileRows: { put: refuse, read: refuse, drop: refuse, close: () => {} } as never });
    await chat.choose(chosen('cat.png'));
    expect(await chat.latest().text()).toBe('some bytes');
  });
});

describe('a page whose storage never answers', () => {
  const never = () => new Promise<never>(() => {});
  const CALLS = ['put', 'read', 'drop'] as const;

  it.each(CALLS)('to a %s sends a file all the same, and what is said after it', async (call) => {
    const chat = await talking({ fileRows: { ...createMemoryFileRows(), [call]: never } });
    await chat.choose(chosen('cat.png'));
    chat.say('after');
    await chat.clock.advance(6_000);
    expect(await chat.latest().text()).toBe('some bytes');
    chat.latest().end();
    await settled();
    await chat.log(1);
    expect(chat.shown()).toEqual(['after: sending']);
  });

  it.each(CALLS)('to a %s lets go of a file that is taken back, and sends the next one', async (call) => {
    const chat = await talking({ fileRows: { ...createMemoryFileRows(), [call]: never } });
    await chat.choose(chosen('cat.png'));
    chat.engine.wish({ type: 'discardRequested', messageId: chat.outbox()[0]?.id ?? '' });
    await chat.choose(chosen('dog.png'));
    await chat.clock.advance(6_000);
    expect(chat.running.filter(({ to }) => !to.signal.aborted).map(({ file }) => file.name)).toEqual(['dog.png']);
  });

  it.each(CALLS)('to a %s answers a site that sends a file within ten seconds', async (call) => {
    const chat = await talking({ fileRows: { ...createMemoryFileRows(), [call]: never } });
    const file = new File(['some bytes'], 'cat.png', { type: 'image/png' });
    const answer = (await chat.engine.commands()).sendFile({ sessionId: SESSION.sessionId, file });
    await chat.clock.advance(9_900);
    // Time stands still from here on.
    expect(await answer).toEqual({ ok: true, value: null });
  });
});

describe('a file of the site’s', () => {
  const give = async (chat: Awaited<ReturnType<typeof talking>>, file: unknown, sessionId = SESSION.sessionId) =>
    (await chat.engine.commands()).sendFile({ sessionId, file });

  it('is in the outbox, and kept, when its command is done', async () => {
    const chat = await talking();
    expect(await give(chat, new File(['some bytes'], 'cat.png', { type: 'image/png' }))).toEqual({
      ok: true,
      value: null,
    });
    expect(chat.shown()).toEqual(['cat.png: sending']);
    expect(chat.fileRows.names()).toHaveLength(1);
    expect(await chat.latest().text()).toBe('some bytes');
  });

  it('may be without a name', async () => {
    const chat = await talking();
    await give(chat, new Blob(['%PDF'], { type: 'application/pdf' }));
    expect(chat.shown()).toEqual(['file: sending']);
  });

  it.each([
    ['is too large', new Blob(['x'.repeat(1_001)], { type: 'image/png' }), 311],
    ['is of a kind that is not taken', new Blob(['x'], { type: 'text/html' }), 312],
    ['is no file', 'cat.png', 3],
    ['is missing', undefined, 2],
  ])('that %s is refused, and nothing comes into the outbox', async (_, file, code) => {
    const chat = await talking();
    expect(await give(chat, file)).toMatchObject({ ok: false, error: { code } });
    expect(chat.shown()).toEqual([]);
  });

  it('that cannot be read any more is refused, and nothing of it stays', async () => {
    const chat = await talking();
    const gone = new File(['some bytes'], 'gone.png', { type: 'image/png' });
    gone.arrayBuffer = gone.slice = () => ({ arrayBuffer: async () => Promise.reject(new Error('gone')) }) as never;
    const answer = give(chat, gone);
    chat.say('after');
    expect(await answer).toEqual({ ok: false, error: FILE_GONE });
    await settled();
    expect(chat.shown()).toEqual(['after: sending']);
    expect(chat.fileRows.names()).toEqual([]);
  });

  it('is refused for another session', async () => {
    const chat = await talking();
    expect(await give(chat, new Blob(['x']), 'another-session')).toMatchObject({ ok: false, error: { code: 50 } });
  });
});

describe('a file in the log', () => {
  it('is told to the site with its name as text, and what is known of it', async () => {
    const chat = await talking();
    const file = { fileId: 'file-0001', name: 'cat.png', mediaType: 'image/png', sizeBytes: 10, width: 3, height: 2 };
    const entry = { ...said(1), text: 'cat.png', parts: [{ kind: 'file', ...file }] };
    chat.transport.events.onPush({ type: 'entries', entries: [entry as never] });
    await settled();
    expect(chat.heard.at(-1)).toMatchObject([
      'event',
      { event: { content: { text: 'cat.png', type: { text: true }, file } } },
    ]);
  });
});

describe('a file that was picked for one chat', () => {
  it('does not go into the next one', async () => {
    const chat = await talking();
    chat.engine.wish({ type: 'filesChosen', sessionId: 'the-chat-before', files: [chosen('cat.png')] });
    await settled();
    expect(chat.outbox()).toEqual([]);
    expect(chat.fileRows.names()).toEqual([]);
  });
});

describe('a file in one of several tabs', () => {
  async function twoTabs(over: Partial<FileRows> = {}) {
    const uploads = createUploads();
    const { begin, follow, ...browser } = openBrowser(uploads.sendFile, { ...createMemoryFileRows(), ...over });
    const one = await begin();
    one.transport.events.onResumed({ ...resumed(0), limits: TAKEN });
    await settled();
    const other = await follow();
    return { ...browser, ...uploads, one, other };
  }

  it('is brought to the server by the tab that leads, and shown in both with how far it got', async () => {
    const { one, other, running, latest } = await twoTabs();
    other.engine.wish({ type: 'filesChosen', sessionId: SESSION.sessionId, files: [chosen('cat.png')] });
    await settled();
    expect(running).toHaveLength(1);
    expect(await latest().text()).toBe('some bytes');
    latest().to.onProgress(6);
    await settled();
    for (const tab of [one, other]) expect(tab.life()).toMatchObject({ outbox: [{ text: 'cat.png', sentBytes: 6 }] });
    latest().end();
    await settled();
    expect(one.sent()).toEqual(['cat.png']);
    expect(other.sent()).toEqual([]);
  });

  it.each([
    ['would not keep', () => Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'))],
    ['never answers for', () => new Promise<never>(() => {})],
  ])('whose bytes the database %s is handed to the tab that leads, and sent', async (_, put) => {
    const { one, other, clock, running, latest } = await twoTabs({ put });
    const commands = await other.engine.commands();
    void commands.sendFile({
      sessionId: SESSION.sessionId,
      file: new File(['some bytes'], 'cat.png', { type: 'image/png' }),
    });
    await other.say('after');
    await clock.advance(2_000);
    expect(running).toHaveLength(1);
    expect(await latest().text()).toBe('some bytes');
    latest().end();
    await settled();
    await one.push(logged(1, one));
    expect(one.sent()).toEqual(['cat.png', 'after']);
    expect(one.outbox()).toEqual(['after: sending']);
  });

  it('is called off by either', async () => {
    const { one, other, latest, fileRows } = await twoTabs();
    one.engine.wish({ type: 'filesChosen', sessionId: SESSION.sessionId, files: [chosen('cat.png')] });
    await settled();
    const life = other.life();
    other.engine.wish({ type: 'discardRequested', messageId: 'outbox' in life ? (life.outbox[0]?.id ?? '') : '' });
    await settled();
    expect(latest().to.signal.aborted).toBe(true);
    expect([one.outbox(), other.outbox()]).toEqual([[], []]);
    expect(fileRows.names()).toEqual([]);
  });

  it('goes on in the next tab that leads, when its tab is left', async () => {
    const { one, other, running, latest } = await twoTabs();
    one.engine.wish({ type: 'filesChosen', sessionId: SESSION.sessionId, files: [chosen('cat.png')] });
    await settled();
    one.lifecycle.hide();
    await settled();
    expect(other.role()).toBe('leader');
    other.transport.events.onResumed({ ...resumed(0), limits: TAKEN });
    await settled();
    expect(running).toHaveLength(2);
    expect(await latest().text()).toBe('some bytes');
  });
});
