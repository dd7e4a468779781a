import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { SESSION_UNKNOWN } from '../../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../../protocol/limits.ts';
import { leavesKey, PersistedState, stateKey } from '../../../protocol/persisted.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { LIMITS, opened, PLACE, resumed, SESSION, said, T0 } from '../../support/frame-facts.ts';
import { createFakeClock, createRefusingStore, settled } from '../../support/frame-fakes.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const LEAVES = leavesKey(KEY);

/** A chat begun without a form. */
async function chatting(options: Parameters<typeof startEngine>[0] = {}) {
  const world = startEngine(options);
  world.submit('startChat', { registration: false });
  world.transport.events.onOpened(opened());
  await settled();
  return world;
}

/** What a next page finds after this one was left. */
async function nextPage(world: ReturnType<typeof startEngine>, options: object = {}) {
  world.lifecycle.hide();
  const next = startEngine({ storage: world.storage, clock: world.clock });
  next.submit('restoreChat', options);
  await settled();
  return next;
}

describe('options', () => {
  it.each([
    [{ colour: 'red' }, /colour/],
    [{ maxOfflineDuration: 'long' }, /maxOfflineDuration.*number.*long/],
    [{ registration: 7 }, /registration/],
    [{ serverUrl: 'https://elsewhere.example' }, /serverUrl.*127\.0\.0\.1.*elsewhere/],
    [{ embedded: false }, /embedded: expected true, received false/],
  ])('refuses %j with 306 and says what was expected', async (options, words) => {
    const { submit, heard, storage } = startEngine();
    submit('startChat', options);
    await settled();
    expect(heard).toMatchObject([
      ['layout', { window: 'hidden' }],
      ['settle', { outcome: 'failed', error: { code: 306 } }],
    ]);
    expect(JSON.stringify(heard)).toMatch(words);
    expect(storage.get(KEY)).toBeNull();
  });

  it('refuses restoreChat without embedded: true with 301', async () => {
    const { submit, heard } = startEngine();
    submit('restoreChat', { embedded: false });
    await settled();
    expect(heard).toContainEqual([
      'settle',
      expect.objectContaining({ error: expect.objectContaining({ code: 301 }) }),
    ]);
  });
});

describe('what the page is told', () => {
  it('is the session first, and nothing newer until the page has taken it', async () => {
    const first = await chatting();
    first.transport.events.onPush({ type: 'entries', entries: [said(1)] });
    await first.clock.advance(1_000);
    const next = await nextPage(first);
    let take = () => {};
    next.page.settle = () => new Promise<void>((resolve) => (take = resolve));
    next.transport.events.onResumed(resumed(2));
    next.transport.events.onPush({ type: 'entries', entries: [said(2)] });
    await settled();
    expect(next.engine.state().life).toMatchObject({ transcript: { lastIndex: 1 } });
    take();
    await settled();
    expect(next.engine.state().life).toMatchObject({ transcript: { lastIndex: 2 } });
    expect(next.names()).toEqual(['layout', 'layout', 'settle', 'messageReceived', 'messageReceived']);
  });

  it('does not wait longer than a second for a page that does not answer', async () => {
    const world = startEngine();
    world.page.settle = () => new Promise(() => {});
    world.submit('startChat', { registration: false });
    world.transport.events.onOpened(opened());
    world.transport.events.onPush({ type: 'entries', entries: [said(1)] });
    await world.clock.advance(999);
    expect(world.engine.state().life).toMatchObject({ transcript: { lastIndex: 0 } });
    await world.clock.advance(1);
    expect(world.engine.state().life).toMatchObject({ transcript: { lastIndex: 1 } });
  });

  it('is not waited for longer because calls before it are made again', async () => {
    const world = startEngine();
    world.page.settle = () => new Promise(() => {});
    world.submit('startChat', { colour: 'red' }, 'ticket-refused');
    world.submit('startChat', { registration: false });
    await settled();
    world.transport.events.onOpened(opened());
    world.transport.events.onPush({ type: 'entries', entries: [said(1)] });
    await world.clock.advance(1_000);
    expect(world.engine.state().life).toMatchObject({ transcript: { lastIndex: 1 } });
  });

  it('is told again when the link was broken, and a repeated ticket is not a second request', async () => {
    const world = startEngine();
    let broken = true;
    world.page.settle = async () => {
      if (broken) throw new Error('the link is broken');
    };
    world.submit('startChat', { registration: false });
    world.transport.events.onOpened(opened());
    await settled();
    broken = false;
    await world.clock.advance(2_000);
    expect(world.names().filter((name) => name === 'settle')).toHaveLength(2);
    world.submit('startChat', { registration: false });
    await settled();
    expect(world.heard.at(-1)).toMatchObject(['settle', { outcome: 'session', requestId: 'startChat-1' }]);
    expect(world.transport.calls).toEqual(['start']);
  });

  it('is told again what it did not answer to, under one name, so that it counts once', async () => {
    const world = await chatting();
    const calls: (string | undefined)[] = [];
    const isAnswered = [false, false, true, true];
    world.page.sessionEvents = async (callId) => {
      calls.push(callId);
      if (!isAnswered[calls.length - 1]) throw new Error('nobody answered');
    };
    world.transport.events.onDown();
    world.transport.events.onResumed(resumed(0));
    await settled();
    await world.clock.advance(5_000);
    expect(calls).toEqual([expect.any(String), calls[0], calls[0], expect.any(String)]);
    expect(new Set(calls).size).toBe(2);
  });

  it('knows where the window stands', async () => {
    const world = await chatting();
    await world.engine.setWindow('minimized');
    await world.engine.setWindow('open');
    await settled();
    expect(world.heard.filter(([method]) => method === 'layout').map(([, layout]) => layout)).toEqual([
      { window: 'hidden' },
      { window: 'open' },
      { window: 'minimized', width: 240, height: 56 },
      { window: 'open' },
    ]);
  });
});

describe('saving', () => {
  it('writes a message down before its promise is kept', async () => {
    const world = await chatting();
    world.transport.answer = () => null;
    const answer = await (await world.engine.commands()).sendMessage({
      sessionId: SESSION.sessionId,
      text: 'hello',
      contentType: 'text',
    });
    expect(answer).toEqual({ ok: true, value: null });
    expect(world.storage.get(KEY)).toContain('hello');
  });

  it('keeps what the protocol names and nothing else', async () => {
    const { storage } = await chatting();
    const kept = Object.keys(JSON.parse(storage.get(KEY) ?? ''));
    expect(Object.keys(PersistedState.entries)).toEqual(expect.arrayContaining(kept));
  });

  it('gathers keystrokes, and loses none when the page is left at once', async () => {
    const world = await chatting();
    world.engine.wish({ type: 'draftEdited', text: 'unsent words' });
    expect(world.storage.get(KEY)).not.toContain('unsent words');
    const next = await nextPage(world);
    expect(next.engine.state().life).toMatchObject({ phase: 'restoring', draft: 'unsent words' });
  });

  it.each([
    'minimized',
    'open',
  ] as const)('writes at once that the window is %s now: a browser may be closed next', async (window) => {
    const world = await chatting();
    world.engine.setWindow(window === 'open' ? 'minimized' : 'open');
    await world.clock.advance(1_000);
    world.engine.setWindow(window);
    expect(JSON.parse(world.storage.get(KEY) ?? '')).toHaveProperty('saved.window', window);
  });

  it('gives a sign of life at least once a minute', async () => {
    const world = await chatting();
    for (let minute = 1; minute <= 5; minute += 1) {
      await world.clock.advance(60_000);
      const { aliveAt } = JSON.parse(world.storage.get(KEY) ?? '');
      expect(world.clock.now() - aliveAt).toBeLessThanOrEqual(60_000);
    }
  });

  it('leaves nothing behind after an end', async () => {
    const world = await chatting();
    world.engine.wish({ type: 'draftEdited', text: 'unsent words' });
    world.transport.events.onPush({
      type: 'entries',
      entries: [{ index: 1, at: T0, kind: 'sessionEnded', reason: 'agent' }],
    });
    await world.clock.advance(120_000);
    world.lifecycle.hide();
    expect(world.storage.get(KEY)).toBeNull();
  });

  it('chats without storage, and warns once', async () => {
    const world = await chatting({ storage: createRefusingStore() });
    world.engine.wish({ type: 'messageSubmitted', text: 'hello' });
    await world.clock.advance(120_000);
    const warnings = world.heard.filter(([, value]) => JSON.stringify(value).includes('305'));
    expect(warnings).toHaveLength(1);
    expect(world.transport.requests).toContainEqual(expect.objectContaining({ type: 'append', text: 'hello' }));
    const next = await nextPage(world);
    expect(next.heard).toContainEqual(['settle', { requestId: 'restoreChat-1', outcome: 'noSession' }]);
  });
});

describe('what is typed', () => {
  it('never makes the saved chat unreadable, however long it is', async () => {
    const long = 'x'.repeat(50_000);
    const form = startEngine();
    form.submit('startChat');
    form.engine.wish({ type: 'registrationEdited', values: { firstname: long } });
    expect((await nextPage(form)).engine.state().life.phase).toBe('registering');
    const chat = await chatting();
    chat.engine.wish({ type: 'draftEdited', text: long });
    chat.engine.wish({ type: 'messageSubmitted', text: long });
    chat.engine.wish({ type: 'messageSubmitted', text: '' });
    expect((await nextPage(chat)).engine.state().life).toMatchObject({ phase: 'restoring', outbox: [] });
  });
});

describe('the life of the page', () => {
  it('says farewell and closes the way when it is left, and resumes when it comes back', async () => {
    const world = await chatting();
    world.lifecycle.hide();
    expect(world.transport.requests.at(-1)).toMatchObject({ type: 'farewell' });
    expect(world.transport.calls.at(-1)).toBe('close');
    await world.clock.advance(3 * 3_600_000);
    world.lifecycle.show();
    expect(world.transport.calls.at(-1)).toBe('resume after 0');
  });

  it('leaves through the server and answers when the session is over', async () => {
    const world = await chatting();
    const leaving = (await world.engine.commands()).leave({ sessionId: SESSION.sessionId });
    world.transport.events.onPush({
      type: 'entries',
      entries: [{ index: 1, at: T0, kind: 'sessionEnded', reason: 'leaveRequest' }],
    });
    expect(await leaving).toEqual({ ok: true, value: null });
    expect(world.transport.requests).toContainEqual(expect.objectContaining({ type: 'leave' }));
  });
});

describe('a chat cancelled while it is being opened', () => {
  const cancel = async () => {
    const world = startEngine();
    world.submit('startChat', { registration: false });
    world.engine.wish({ type: 'registrationCancelled' });
    await settled();
    expect(world.heard).toContainEqual(['settle', expect.objectContaining({ outcome: 'failed' })]);
    return world;
  };

  it('is left at the server as soon as it is open there', async () => {
    const { engine, transport } = await cancel();
    transport.events.onOpened(opened());
    await settled();
    expect(transport.requests).toMatchObject([{ type: 'leave' }]);
    expect(transport.calls).toEqual(['start', 'close']);
    expect(engine.state().life.phase).toBe('idle');
  });

  it('is not opened for that', async () => {
    const { transport } = await cancel();
    transport.events.onDown();
    expect([transport.requests, transport.calls]).toEqual([[], ['start', 'close']]);
  });

  it('is called off over a way of its own where the first one was lost before the answer', async () => {
    const { transport, storage } = await cancel();
    transport.events.onDown();
    const [way] = transport.others;
    expect(way?.opening).toMatchObject({ openId: transport.opening?.openId, calledOff: true });
    way?.events.onRefused(SESSION_UNKNOWN);
    expect(way?.calls).toEqual(['start', 'close']);
    expect(storage.get(LEAVES)).toBeNull();
  });

  it('is called off by a later page where its own went before the answer, with nothing kept of who wanted it', async () => {
    const first = startEngine();
    first.submit('startChat', { registration: false, username: 'Vera' });
    first.engine.wish({ type: 'registrationCancelled' });
    await settled();
    first.lifecycle.hide();
    expect(first.storage.get(LEAVES)).not.toContain('Vera');
    const next = startEngine({ storage: first.storage, clock: first.clock });
    next.submit('restoreChat');
    await settled();
    // Its own way is not needed for that.
    const ways = [next.transport, ...next.transport.others];
    expect(ways.map(({ opening }) => opening?.openId)).toContain(first.transport.opening?.openId);
    const way = ways.find(({ opening }) => opening);
    expect(way?.opening).toMatchObject({ calledOff: true, username: '', userData: {} });
    way?.events.onRefused(SESSION_UNKNOWN);
    expect(next.storage.get(LEAVES)).toBeNull();
    expect(next.engine.state().life.phase).toBe('idle');
  });

  it('is left where a server that does not know of calling off opens it', async () => {
    const { transport, storage } = await cancel();
    transport.events.onDown();
    transport.others[0]?.events.onOpened(opened());
    await settled();
    expect(transport.others[0]?.requests).toMatchObject([{ type: 'leave' }]);
    expect(storage.get(LEAVES)).toBeNull();
  });

  it('is called off beside the next one, which takes the way', async () => {
    const { transport, submit, clock } = await cancel();
    submit('startChat', { registration: false }, 'next');
    const next = transport.opening?.openId;
    transport.events.onOpened(opened());
    await settled();
    await clock.advance(6_000);
    expect(transport.others[0]?.opening).toMatchObject({ calledOff: true });
    expect(transport.others[0]?.opening?.openId).not.toBe(next);
  });

  it('does not stand in the way of the next', async () => {
    const { engine, transport, submit } = await cancel();
    submit('startChat', { registration: false }, 'next');
    transport.events.onOpened(opened());
    await settled();
    expect([engine.state().life.phase, transport.requests]).toEqual(['active', []]);
  });
});

describe('commands', () => {
  it('refuse another session with 50 and a text that is too long with 307', async () => {
    const { engine } = await chatting();
    const text = 'x'.repeat(LIMITS.maxMessageChars + 1);
    expect(
      await (await engine.commands()).sendMessage({ sessionId: 'another-one', text: 'x', contentType: 'text' }),
    ).toMatchObject({
      error: { code: 50 },
    });
    expect(
      await (await engine.commands()).sendMessage({ sessionId: SESSION.sessionId, text, contentType: 'text' }),
    ).toMatchObject({
      error: { code: 307 },
    });
  });

  it('fetch the transcript page by page where it is not at hand', async () => {
    const clock = createFakeClock();
    const world = await chatting({ clock, storage: createMemoryStore() });
    world.transport.events.onDown();
    const pages = [[said(1), said(2)], [said(3)]];
    world.transport.answer = () => ({ ok: true, value: { entries: pages.shift() ?? [], more: pages.length > 0 } });
    const answer = await (await world.engine.commands()).getTranscript({ sessionId: SESSION.sessionId, fromIndex: 0 });
    expect(answer).toMatchObject({ value: { transcript: [{ index: 1 }, { index: 2 }, { index: 3 }] } });
  });

  it('say 100 where the server says nothing, before the page takes the frame for what is silent', async () => {
    const { engine, transport, clock } = await chatting();
    transport.events.onDown();
    transport.answer = () => new Promise(() => {});
    const { sessionId } = SESSION;
    const commands = await engine.commands();
    const answers = Promise.all([
      commands.sendTyping({ sessionId, isTyping: true, typedText: null }),
      commands.getTranscript({ sessionId, fromIndex: 0 }),
      commands.setUserData({ sessionId, userData: { a: 1 } }),
      commands.getUserData({ sessionId, keys: ['a'] }),
      commands.deleteUserData({ sessionId, keys: ['a'] }),
    ]);
    await clock.advance(HANDSHAKE_LIMIT_MS - 1);
    // Time stands still from here on.
    expect((await answers).map((answer) => !answer.ok && answer.error.code)).toEqual(Array(5).fill(100));
  });

  it('answer an impossible answer of the server with 52', async () => {
    const { engine, transport } = await chatting();
    transport.answer = () => ({ ok: true, value: { userData: 'nonsense' } });
    expect(await (await engine.commands()).getUserData({ sessionId: SESSION.sessionId, keys: ['a'] })).toMatchObject({
      error: { code: 52 },
    });
  });
});
