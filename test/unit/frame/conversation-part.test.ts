import { describe, expect, it } from 'vitest';
import { retrying } from '../../../frame/retrying.ts';
import { createEngine } from '../../../frame/session/engine.ts';
import { PART_LIMIT_MS } from '../../../frame/session/event-queue.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { createSessionStore } from '../../../frame/storage/session-store.ts';
import { createPresence } from '../../../frame/tabs/presence.ts';
import { conversationFor } from '../../support/frame-conversation.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { OPEN, opened, PLACE, SESSION } from '../../support/frame-facts.ts';
import {
  createFakeClock,
  createFakeLifecycle,
  createFakeLocks,
  createFakeRandom,
  createFakeTransport,
  settled,
} from '../../support/frame-fakes.ts';

/** An engine whose second part comes when the test says so. */
function startSlowly(
  storage = createMemoryStore(),
  loadExtras: () => Promise<never> = () => Promise.reject(new Error('not wanted here')),
) {
  const transport = createFakeTransport();
  const heard: unknown[] = [];
  let loads = 0;
  let arrive = (): void => {};
  const clock = createFakeClock();
  const engine = createEngine({
    ...{ clock, lifecycle: createFakeLifecycle(), random: createFakeRandom() },
    store: createSessionStore(storage, PLACE.deployment, PLACE.siteOrigin),
    presence: createPresence(createFakeLocks(), clock, 'chat'),
    loadExtras,
    loadConversation() {
      loads += 1;
      return new Promise((resolve) => {
        arrive = () => resolve(conversationFor({ createTransport: transport.create }));
      });
    },
    host: {
      settle: async (settlement) => void heard.push(settlement),
      sessionEvents: async () => {},
      layout: async () => {},
    },
    place: { ...PLACE, page: OPEN.page },
    mark: 'iframe-1',
    minimizedSize: { width: 240, height: 56 },
    log: () => {},
  });
  engine.begin({ tickets: [], session: null });
  const submit = (options: object = {}, method: 'startChat' | 'restoreChat' = 'startChat') =>
    engine.submit({ requestId: 'ticket-1', method, options: { embedded: true, ...options } });
  return { engine, transport, clock, heard, submit, loads: () => loads, arrive: () => arrive() };
}

describe('the part that a conversation needs', () => {
  it('is not fetched while a form is filled in, minimised, restored and cancelled', async () => {
    const { engine, heard, submit, loads } = startSlowly();
    submit();
    engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    engine.wish({ type: 'minimizeRequested' });
    engine.wish({ type: 'maximizeRequested' });
    engine.wish({ type: 'registrationCancelled' });
    await settled();
    expect(heard).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
    expect(loads()).toBe(0);
  });

  it('is fetched once, and everything that waited for it happens in order', async () => {
    const { engine, transport, submit, loads, arrive } = startSlowly();
    submit();
    engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    engine.wish({ type: 'minimizeRequested' });
    await settled();
    expect([engine.state().life.phase, transport.calls, loads()]).toEqual(['registering', [], 1]);
    arrive();
    await settled();
    expect(engine.state().life).toMatchObject({ phase: 'connecting', window: 'minimized' });
    expect([transport.calls, loads()]).toEqual([['start'], 1]);
  });

  it('is waited for by a command of the site', async () => {
    const { engine, transport, submit, arrive } = startSlowly();
    submit({ registration: false });
    arrive();
    await settled();
    transport.events.onOpened(opened());
    await settled();
    const commands = await engine.commands();
    transport.answer = () => null;
    expect(await commands.sendMessage({ sessionId: SESSION.sessionId, text: 'hello', contentType: 'text' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await commands.sendMessage({ sessionId: SESSION.sessionId, text: 7, contentType: 'text' })).toMatchObject({
      ok: false,
      error: { code: 3 },
    });
  });

  it('that does not come lets a restore fail with 300 after a while, and what is saved stays', async () => {
    const storage = createMemoryStore();
    const before = startEngine({ storage });
    before.submit('startChat', { registration: false });
    before.transport.events.onOpened(opened());
    before.lifecycle.hide();
    const { engine, heard, submit, clock, arrive } = startSlowly(storage);
    submit({}, 'restoreChat');
    await clock.advance(29_000);
    expect(heard).toEqual([]);
    await clock.advance(2_000);
    expect(heard).toMatchObject([{ requestId: 'ticket-1', outcome: 'failed', error: { code: 300 } }]);
    arrive();
    await settled();
    expect([heard.length, engine.state().life.phase]).toEqual([1, 'idle']);
    const after = startEngine({ storage });
    after.submit('restoreChat');
    expect(after.engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
  });

  it('that is late leaves a form that was sent as it is', async () => {
    const { engine, heard, submit, clock, arrive } = startSlowly();
    submit();
    engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    await clock.advance(120_000);
    expect([heard, engine.state().life.phase]).toEqual([[], 'registering']);
    arrive();
    await settled();
    expect(engine.state().life).toMatchObject({ phase: 'connecting', request: { username: 'Vera' } });
  });

  it('is asked for again, ever more rarely, until it comes', async () => {
    const clock = createFakeClock();
    let attempts = 0;
    const load = retrying(
      async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('no network');
        return 'here';
      },
      { clock, random: createFakeRandom() },
    );
    const coming = load();
    await clock.advance(60_000);
    expect([await coming, attempts]).toEqual(['here', 3]);
  });
});

describe('a saved conversation', () => {
  it.each([
    ['without its parts', { phase: 'active' }],
    ['with a request that is none', { phase: 'connecting', request: 7, window: 'open' }],
  ])('%s counts as none and is forgotten', async (_, saved) => {
    const storage = createMemoryStore();
    const key = `tagalong:${PLACE.deployment}:${PLACE.siteOrigin}`;
    const { now } = createFakeClock();
    storage.set(key, JSON.stringify({ version: 1, ...PLACE, aliveAt: now(), maxOfflineSeconds: 1_800, saved }));
    const { engine, heard, arrive } = startSlowly(storage);
    engine.submit({ requestId: 'ticket-1', method: 'restoreChat', options: { embedded: true } });
    await settled();
    arrive();
    await settled();
    expect(heard).toEqual([{ requestId: 'ticket-1', outcome: 'noSession' }]);
    expect(storage.get(key)).toBeNull();
  });
});

describe('a form that was sent while the part is still on its way', () => {
  const sent = () => {
    const world = startSlowly();
    world.submit();
    world.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    return world;
  };

  it('can be made small at once', () => {
    const { engine } = sent();
    engine.wish({ type: 'minimizeRequested' });
    expect(engine.state().life).toMatchObject({ phase: 'registering', window: 'minimized' });
  });

  it.each([
    'registrationCancelled',
    'closeRequested',
  ] as const)('is given up at once by %s, and for good', async (type) => {
    const { engine, transport, heard, arrive } = sent();
    if (type === 'closeRequested') engine.setWindow('closed');
    else engine.wish({ type });
    await settled();
    expect(engine.state().life.phase).toBe('idle');
    expect(heard).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
    arrive();
    await settled();
    expect([engine.state().life.phase, transport.calls]).toEqual(['idle', []]);
  });

  it('leaves the way open to a chat that is begun after it was cancelled', async () => {
    const { engine, transport, arrive } = sent();
    engine.wish({ type: 'registrationCancelled' });
    engine.submit({ requestId: 'ticket-2', method: 'startChat', options: { embedded: true, registration: false } });
    arrive();
    await settled();
    expect([engine.state().life.phase, transport.calls]).toEqual(['connecting', ['start']]);
  });

  it('goes out with its last values when it is sent again', async () => {
    const { engine, transport, arrive } = sent();
    engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Viola' } });
    arrive();
    await settled();
    expect(engine.state().life).toMatchObject({ phase: 'connecting', request: { username: 'Viola' } });
    expect(transport.calls).toEqual(['start']);
  });

  it('does not stand in the way of a new one after it was cancelled', async () => {
    const { engine, heard, arrive } = sent();
    engine.wish({ type: 'registrationCancelled' });
    engine.submit({ requestId: 'ticket-2', method: 'startChat', options: { embedded: true } });
    await settled();
    expect(engine.state().life).toMatchObject({ phase: 'registering', tickets: ['ticket-2'], values: {} });
    arrive();
    await settled();
    expect(engine.state().life.phase).toBe('registering');
    expect(heard).toHaveLength(1);
  });
});

describe('the part for what only some sites ask for', () => {
  it('that does not come fails the request with 300, and the next one is looked at', async () => {
    const { heard, clock, engine, submit } = startSlowly(createMemoryStore(), () => new Promise(() => {}));
    submit({ debug: true });
    engine.submit({ requestId: 'ticket-2', method: 'startChat', options: { embedded: true } });
    await clock.advance(PART_LIMIT_MS - 1);
    expect(heard).toEqual([]);
    await clock.advance(1);
    expect(heard).toMatchObject([{ requestId: 'ticket-1', outcome: 'failed', error: { code: 300 } }]);
    expect(engine.state().life).toMatchObject({ phase: 'registering', tickets: ['ticket-2'] });
  });
});
