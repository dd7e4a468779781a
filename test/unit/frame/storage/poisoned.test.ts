// What is saved may have gone bad, and may be of any build: each time the chat is exactly as it was, or nothing is there;
// never half a chat, never a word to the page that is not so.

import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { sealed } from '../../../../frame/session/seal.ts';
import { createMemoryStore } from '../../../../frame/storage/memory-store.ts';
import { stepwise, type UpgradeStep } from '../../../../frame/storage/upgrade.ts';
import { PersistedState, stateKey } from '../../../../protocol/persisted.ts';
import { STATE_VERSION } from '../../../../protocol/version.ts';
import { startEngine } from '../../../support/frame-engine.ts';
import { opened, PLACE, SESSION, T0 } from '../../../support/frame-facts.ts';
import { settled } from '../../../support/frame-fakes.ts';
import { GOLDEN_STATES } from '../../../support/golden-states.ts';
import { changed, POISONS, poisoned } from '../../../support/poison.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const SOON = T0 + 51_000;
/** POISONED=100000 goes on for longer. */
const RUNS = Number(process.env.POISONED ?? 1_200);

const BUILT_IN = [Object, Array, Function, String, Number, Boolean, Map, Set, Promise, RegExp, Error];
const namesOfBuiltIns = () => BUILT_IN.map(({ prototype }) => Reflect.ownKeys(prototype).length);

/** A page that asks for the chat of an earlier one, which has left this text. */
async function restored(text: string) {
  const storage = createMemoryStore();
  storage.set(KEY, text);
  const wrong: unknown[] = [];
  const log = (...words: unknown[]) => void (words[0] === 'error' && wrong.push(words));
  const world = startEngine({ storage, log });
  world.clock.set(SOON);
  world.submit('restoreChat');
  // Some take a look at the site's options first.
  for (let turn = 0; turn < 5; turn += 1) await settled();
  const left = storage.get(KEY);
  return { ...world, left, wrong, state: world.engine.state() };
}
type Page = Awaited<ReturnType<typeof restored>>;

/** As much as a visitor can see, and all that goes out later. */
function seen({ state: { life, page } }: Page) {
  const rest = JSON.parse(JSON.stringify(life));
  for (const name of ['tickets', 'transport', 'waitingStarts']) delete rest[name];
  return page.serverOrigin === undefined ? rest : { ...rest, serverOrigin: page.serverOrigin };
}

/** What the text says, if it is to be believed. */
const written = (text: string) => JSON.parse(JSON.stringify(read(text)));

function read(text: string) {
  const { saved, serverOrigin } = v.parse(PersistedState, JSON.parse(text));
  if (saved.phase === 'registering') return { ...saved, serverOrigin };
  if (saved.phase === 'connecting') {
    const { sum: _, own, ...connecting } = saved;
    return { ...connecting, ...(own && { filled: own }), serverOrigin };
  }
  // The count of writers is kept for the form's sake: the server gives each page its own.
  const { sum: _, writerEpoch: __, tail: entries, lastIndex, seenIndex, outbox, scroll = null, ...rest } = saved;
  const logged = entries.map((entry) => ('id' in entry ? entry.id : null));
  const once = outbox.filter(
    ({ id }, place) => !logged.includes(id) && outbox.findIndex((item) => item.id === id) === place,
  );
  return {
    ...{ ...rest, scroll, phase: 'restoring', serverOrigin },
    transcript: { entries, firstIndex: lastIndex - entries.length + 1, lastIndex },
    // What only stands ahead of the log, or twice, is put right.
    seenIndex: Math.min(seenIndex, lastIndex),
    agentSeen: { deliveredIndex: 0, readIndex: 0 },
    outbox: once.map(({ refused, ...item }) =>
      refused ? { ...item, status: 'failed', error: refused } : { ...item, status: 'waiting' },
    ),
    takenBack: [],
    ...{ toldIndex: 0, restoredIndex: lastIndex },
  };
}

const settlementsIn = ({ heard }: Page) => heard.filter(([method]) => method !== 'layout');
const NOTHING = [['settle', { requestId: 'restoreChat-1', outcome: 'noSession' }]];

/** Nothing of it is there, here or for a later page, and the next chat is as any other. */
async function expectCleanStart(page: Page): Promise<void> {
  expect(settlementsIn(page)).toEqual(NOTHING);
  expect(page.left).toBeNull();
  page.submit('startChat', { registration: false });
  page.transport.events.onOpened(opened());
  await settled();
  expect(page.heard.at(-1)).toMatchObject(['settle', { outcome: 'session', sessionId: SESSION.sessionId }]);
  expect((await restored(page.storage.get(KEY) ?? '')).state.life).toMatchObject({ phase: 'restoring' });
}

describe('a state of every shape that was ever saved', () => {
  it.each(GOLDEN_STATES)('$name comes back as it was left', async ({ text }) => {
    const page = await restored(text);
    expect(seen(page)).toEqual(written(text));
    expect(settlementsIn(page)).toEqual([]);
  });

  it('is among them for the present version, in each phase', () => {
    const ofNow = GOLDEN_STATES.filter(({ state }) => state.version === STATE_VERSION);
    expect(new Set(ofNow.map(({ state }) => state.saved.phase))).toEqual(
      new Set(['registering', 'connecting', 'active']),
    );
  });

  it('is written in no other shape than the last of them', async () => {
    const ofNow = [
      'refused-active',
      'files-active',
      'active',
      'own-form-connecting',
      'filled-connecting',
      'connecting',
    ];
    for (const name of [...ofNow.map((shape) => `1-summed-${shape}`), '1-unsealed-registering']) {
      const { text, state } = GOLDEN_STATES.find((golden) => golden.name === name)!;
      const page = await restored(text);
      page.lifecycle.hide();
      const again = JSON.parse(page.storage.get(KEY) ?? 'null');
      for (const one of [again, state]) {
        one.saved.sum = one.aliveAt = 0;
        one.mark = '';
      }
      expect(again).toEqual(state);
    }
  });
});

describe('a state gone bad', () => {
  it(`in ${RUNS} ways is exactly what it was, or a clean start, and throws nothing`, async () => {
    const before = namesOfBuiltIns();
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(poisoned(GOLDEN_STATES), async ([kind, base, text]) => {
        const page = await restored(text);
        expect(page.wrong).toEqual([]);
        const { phase } = page.state.life;
        const outcome = `${kind} ${phase === 'idle' ? 'gone' : 'there'}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (phase !== 'idle') {
          expect(settlementsIn(page)).toEqual([]);
          // A sum tells one letter from another. Without one what stands there counts: of old builds, of forms, which
          // stand before the eyes of who filled them in, and where the sum's own name has gone bad.
          expect(seen(page)).toEqual(written(JSON.parse(text).saved.sum === undefined ? text : base.text));
        } else if (isOfNewerBuild(text)) {
          expect(settlementsIn(page)).toEqual(NOTHING);
          expect(page.left).toBe(text);
        } else await expectCleanStart(page);
      }),
      { numRuns: RUNS, seed: 20_261_123 },
    );
    expect(namesOfBuiltIns()).toEqual(before);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    for (const kind of POISONS) expect(outcomes.get(`${kind} gone`), kind).toBeGreaterThan(RUNS / 100);
    expect([...outcomes.values()].reduce((sum, count) => sum + count)).toBe(RUNS);
    console.log('states gone bad:', Object.fromEntries([...outcomes].sort()));
  }, 120_000);

  /** One that says nothing of its age is of no build. */
  const isOfNewerBuild = (text: string): boolean => {
    try {
      const { version, aliveAt, maxOfflineSeconds } = JSON.parse(text);
      return version > STATE_VERSION && -aliveAt <= maxOfflineSeconds * 1_000;
    } catch {
      return false;
    }
  };

  const { state: active } = GOLDEN_STATES.find(({ name }) => name === '1-unsealed-active')!;
  const { state: form } = GOLDEN_STATES.find(({ name }) => name === '1-unsealed-registering')!;
  const entry = active.saved.tail[1];
  const many = (count: number, make: (place: number) => unknown) => Array.from({ length: count }, (_, at) => make(at));
  const having = (state: object, path: string[], to: unknown) => () => JSON.stringify(changed(state, path, to));
  const letters = 'x'.repeat(5e6);
  const deep = () => having(active, ['saved', 'agent'], 'deep')().replace('"deep"', '['.repeat(1e5) + ']'.repeat(1e5));
  const entries = (count: number) => many(count, (at) => ({ ...entry, id: `message-${at}`, index: at + 1 }));
  const data = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${at}`, at]));
  it.each<[string, () => string]>([
    ['100,000 entries', () => having(active, ['saved', 'tail'], entries(1e5))()],
    [
      '1,000,000 entries that are none',
      () =>
        having(
          active,
          ['saved', 'tail'],
          many(1e6, () => 0),
        )(),
    ],
    ['20,000 messages on their way', () => having(active, ['saved', 'outbox'], entries(2e4))()],
    ['a text of 5,000,000 letters', having(active, ['saved', 'tail', '1', 'text'], letters)],
    ['a draft of 5,000,000 letters', having(active, ['saved', 'draft'], letters)],
    ['a token of 5,000,000 letters', having(active, ['saved', 'session', 'token'], letters)],
    [
      'a form of 20,000 fields',
      () =>
        having(
          form,
          ['saved', 'form', 'inputs'],
          many(2e4, (at) => ({ name: `${at}` })),
        )(),
    ],
    ['a value of 5,000,000 letters', having(form, ['saved', 'values', 'firstname'], letters)],
    ['20,000 data of the visitor', () => having(form, ['saved', 'remembered', 'userData'], data(2e4))()],
    ['lists in lists, 100,000 deep', deep],
  ])('with %s is a clean start', async (_, text) => {
    const page = await restored(text());
    expect(page.wrong).toEqual([]);
    await expectCleanStart(page);
  });
});

describe('a state that is well-formed and not so', () => {
  const { state: active } = GOLDEN_STATES.find(({ name }) => name === '1-unsealed-active')!;
  const { tail, outbox, lastIndex } = active.saved;
  const lying = (saved: object) => restored(JSON.stringify({ ...active, saved: { ...active.saved, ...saved } }));
  const idsIn = ({ state: { life } }: Page) => ('outbox' in life ? life.outbox.map(({ id }) => id) : []);

  it.each([
    ['ends elsewhere than its tail', { lastIndex: lastIndex + 1 }],
    ['ends before its tail', { lastIndex: lastIndex - 1 }],
    ['has an end and nothing said', { tail: [] }],
    ['has a hole', { tail: tail.filter((_: unknown, place: number) => place !== 2) }],
    ['runs backwards', { tail: [...tail].reverse() }],
    ['says an entry twice', { tail: [...tail.slice(0, -1), tail.at(-2)] }],
  ])('is a clean start where it %s', async (_, saved) => {
    await expectCleanStart(await lying(saved));
  });

  it('has not been read further than it goes', async () => {
    const page = await lying({ seenIndex: lastIndex + 1_000 });
    expect(page.state.life).toMatchObject({ phase: 'restoring', seenIndex: lastIndex });
  });

  it('sends a message once, however often it stands there', async () => {
    const page = await lying({
      outbox: [...outbox, { ...outbox[0], text: 'the same id with other words' }, ...outbox],
    });
    expect(idsIn(page)).toEqual(outbox.map(({ id }: { id: string }) => id));
    expect(page.state.life).toMatchObject({ outbox: [{ text: outbox[0].text }, { text: outbox[1].text }] });
  });

  it('does not send what the log has', async () => {
    const page = await lying({ outbox: [{ ...outbox[0], id: tail[1].id }, outbox[1]] });
    expect(idsIn(page)).toEqual([outbox[1].id]);
  });

  it('shows a message at both places that its index gives it: the log decides, a site’s own may name two alike', async () => {
    const twins = tail.map((entry: { id?: string }) => (entry.id ? { ...entry, id: 'message-same' } : entry));
    expect((await lying({ tail: twins })).state.life).toMatchObject({ transcript: { entries: twins } });
  });

  it('asks the server for no session of another site or deployment', async () => {
    const { state } = GOLDEN_STATES.find(({ name }) => name === '1-unsealed-connecting')!;
    for (const name of ['deployment', 'siteOrigin']) {
      await expectCleanStart(
        await restored(JSON.stringify(changed(state, ['saved', 'request', name], 'https://x.example'))),
      );
    }
  });
});

describe('a state of the same version by a build that keeps more', () => {
  const { state } = GOLDEN_STATES.find(({ name }) => name === '1-summed-active')!;
  const { sum: _, ...saved } = state.saved;
  const [first, ...tail] = saved.tail;
  const more = { ...saved, mood: 'fine', tail: [{ ...first, mood: 'fine' }, ...tail] };

  it('comes back as far as it is known here, whatever the order of its parts', async () => {
    const written = sealed({ ...state, saved: more });
    const turned = Object.fromEntries(Object.entries(written.saved).reverse());
    for (const saved of [written.saved, turned]) {
      expect(seen(await restored(JSON.stringify({ ...state, saved })))).toEqual(
        seen(await restored(JSON.stringify(state))),
      );
    }
  });

  it('is a clean start if a part that is not known here has gone bad, or is deeper than can be added up', async () => {
    const { saved } = sealed({ ...state, saved: more });
    await expectCleanStart(await restored(JSON.stringify({ ...state, saved: { ...saved, mood: 'mine' } })));
    const deep = '['.repeat(1e5) + ']'.repeat(1e5);
    const text = JSON.stringify({ ...state, saved: { ...saved, mood: 'deep' } }).replace('"deep"', deep);
    await expectCleanStart(await restored(text));
  });
});

describe('a state of a newer build', () => {
  const { state } = GOLDEN_STATES.find(({ name }) => name === '1-summed-active')!;
  const newer = { ...state, version: STATE_VERSION + 1, aliveAt: SOON - 60_000, more: 'than we know of' };

  it('is nothing to restore, and is left as it is for a page of that build', async () => {
    const page = await restored(JSON.stringify(newer));
    expect(settlementsIn(page)).toEqual(NOTHING);
    expect(page.left).toBe(JSON.stringify(newer));
  });

  it('is not written over while a page may go on with it: the chat of this page lives with it, and the site is told 305', async () => {
    const page = await restored(JSON.stringify(newer));
    page.submit('startChat', { registration: false });
    page.transport.events.onOpened(opened());
    await settled();
    expect(page.state.life.phase).toBe('idle');
    expect(page.engine.state().life).toMatchObject({ phase: 'active', session: SESSION });
    expect(page.heard.filter(([, told]) => JSON.stringify(told).includes('305'))).toHaveLength(1);
    page.engine.wish({ type: 'closeRequested' });
    await settled();
    page.lifecycle.hide();
    expect(page.storage.get(KEY)).toBe(JSON.stringify(newer));
  });

  it('gives way once its chat is over for lack of a visitor', async () => {
    const page = await restored(JSON.stringify({ ...newer, aliveAt: SOON - 31 * 60_000 }));
    page.submit('startChat', { registration: false });
    page.transport.events.onOpened(opened());
    await settled();
    expect(JSON.parse(page.storage.get(KEY) ?? '')).toMatchObject({
      version: STATE_VERSION,
      saved: { session: SESSION },
    });
  });
});

describe('steps from version to version', () => {
  const steps: UpgradeStep[] = [
    ({ name, ...rest }) => ({ ...rest, title: name }),
    (state) => ({ ...state, words: 'added' }),
  ];

  it('are taken one after the other, from wherever a state stands', () => {
    expect(stepwise({ version: 1, name: 'chat' }, steps)).toEqual({ version: 3, title: 'chat', words: 'added' });
    expect(stepwise({ version: 2, title: 'chat' }, steps)).toEqual({ version: 3, title: 'chat', words: 'added' });
  });

  it.each([
    [{ version: 3, title: 'now' }],
    [{ version: 99 }],
    [{ version: 0 }],
    [{ version: '' }],
    [null],
    ['text'],
    [[]],
  ])('leave %j as it is', (state) => {
    expect(stepwise(state, steps)).toBe(state);
  });
});
