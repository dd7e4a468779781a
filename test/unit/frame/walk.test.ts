// Walks through the reachable states with facts in any order, and checks after each step what must always hold.

import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../frame/session/effects.ts';
import type { UndatedEvent } from '../../../frame/session/engine-parts.ts';
import type { SessionEvent } from '../../../frame/session/events.ts';
import { INITIAL_STATE } from '../../../frame/session/initial-state.ts';
import { toPersisted } from '../../../frame/session/persist.ts';
import type { Outgoing, SessionState } from '../../../frame/session/state.ts';
import { transition } from '../../../frame/session/transition.ts';
import { MESSAGE_TOO_LONG, SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../../protocol/errors.ts';
import { type OutboxItem, PersistedState } from '../../../protocol/persisted.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import {
  AGENT,
  endedEntry,
  joined,
  LIMITS,
  OPEN,
  opened,
  PAGE,
  PLACE,
  REMEMBERED,
  resumed,
  said,
  T0,
  VISITOR,
} from '../../support/frame-facts.ts';

/** A letter of the alphabet: what happens, made concrete by the state in which it happens. */
type Letter = (world: World) => UndatedEvent;
type World = { state: SessionState; at: number; uptime: number; tickets: number; stored: PersistedState | null };

const pass = (world: World, ms: number): void => {
  world.at += ms;
  world.uptime += ms;
};

const fact =
  (event: object): Letter =>
  () =>
    event as UndatedEvent;
const ticket = (world: World): string => {
  world.tickets += 1;
  return `ticket-${world.tickets}`;
};
const startLetter =
  (form: boolean, elsewhere = false): Letter =>
  (world) => ({
    ...{ type: 'startRequested', requestId: ticket(world), page: PAGE, open: OPEN, saved: world.stored },
    ...{ elsewhere, remembered: REMEMBERED, form: form ? { inputs: [{ name: 'firstname' }] } : null },
  });
const lastIndexOf = ({ state: { life } }: World): number => ('transcript' in life ? life.transcript.lastIndex : 0);
const entries =
  (offset: number, length: number): Letter =>
  (world) => {
    const from = Math.max(1, lastIndexOf(world) + offset);
    const made = Array.from({ length }, (_, place) =>
      from + place === 1 ? joined(1) : said(from + place, undefined, place % 2 ? VISITOR : AGENT),
    );
    return { type: 'entriesReceived', entries: made };
  };

const DAY_MS = 86_400_000;
const clockSet =
  (ms: number): Letter =>
  (world) => {
    world.at += ms;
    return { type: 'timePassed' };
  };

const WITH_FILES = { ...LIMITS, rating: true, files: { maxBytes: 1_000, types: ['image/png'] } };
const fileItem = (id: string, sizeBytes = 10): OutboxItem => ({
  ...{ id, text: 'cat.png', contentType: 'text', at: T0 },
  file: { fileId: `file-of-${id}`, name: 'cat.png', mediaType: 'image/png', sizeBytes },
});
const headOf = ({ state: { life } }: World): Outgoing | undefined => ('outbox' in life ? life.outbox[0] : undefined);
/** With the id of what is sent next. */
const ofHead =
  (event: (id: string, head: Outgoing | undefined, world: World) => object): Letter =>
  (world) => {
    const head = headOf(world);
    return event(head?.id ?? 'nothing', head, world) as UndatedEvent;
  };
const RATING = { score: 4, comment: 'quick' };

/** Files, marks, parts of messages, the rating, and what other tabs say of them. */
const LATER: Record<string, Letter> = {
  file: (world) => ({ type: 'filesTaken', items: [fileItem(`file-${world.uptime}`)] }),
  files: (world) => ({
    type: 'filesTaken',
    items: [fileItem(`large-${world.uptime}`, 5_000), fileItem(`small-${world.uptime}`)],
  }),
  halfThere: ofHead((id) => ({ type: 'fileProgressed', id, sentBytes: 5 })),
  allThere: ofHead((id) => ({ type: 'fileProgressed', id, sentBytes: 10 })),
  answered: ofHead((id, _, world) => ({ type: 'messageAnswered', id, index: lastIndexOf(world) })),
  retried: ofHead((messageId) => ({ type: 'retryRequested', messageId })),
  discarded: ofHead((messageId) => ({ type: 'discardRequested', messageId })),
  takenBackElsewhere: ofHead((id) => ({ type: 'messageTakenBackElsewhere', id })),
  handedOver: (world) => ({ type: 'outboxHandedOver', items: [fileItem(`other-${world.uptime}`)] }),
  shared: ofHead((_, head, world) => ({
    type: 'outboxShared',
    items: [...(head ? [head] : []), { ...fileItem(`leader-${world.uptime}`), status: 'waiting' }],
  })),
  parts: (world) => {
    const index = lastIndexOf(world) + 1;
    const parts = [
      { kind: 'file', fileId: 'file-0001', name: 'list.png', mediaType: 'image/png', sizeBytes: 3 },
    ] as const;
    return {
      type: 'entriesReceived',
      entries: [{ ...said(index, undefined, AGENT), parts: [...parts] } as TranscriptEntry],
    };
  },
  agentRead: (world) => ({
    ...{ type: 'agentSeenReceived', deliveredIndex: lastIndexOf(world), readIndex: lastIndexOf(world) },
  }),
  agentReadLate: fact({ type: 'agentSeenReceived', deliveredIndex: 1, readIndex: 0 }),
  agentReadOddly: fact({ type: 'agentSeenReceived', deliveredIndex: 0, readIndex: 2 }),
  seenElsewhere: (world) => ({ type: 'seenElsewhere', index: lastIndexOf(world) + 2 }),
  ratingEdited: fact({ type: 'ratingEdited', ...RATING }),
  rated: fact({ type: 'rated', ...RATING }),
  ratingAnswered: fact({ type: 'ratingAnswered', rating: RATING, error: null }),
  ratingRefused: fact({ type: 'ratingAnswered', rating: RATING, error: SERVER_UNAVAILABLE }),
  newChat: fact({ type: 'newChatRequested' }),
};

const ALPHABET: Record<string, Letter> = {
  ...LATER,
  startWithForm: startLetter(true),
  startAtOnce: startLetter(false),
  startBesideAnother: startLetter(true, true),
  restore: (world) => ({
    ...{ type: 'restoreRequested', requestId: ticket(world), held: null, page: PAGE },
    ...{ elsewhere: false, saved: world.stored },
  }),
  newPage: fact({ type: 'timePassed' }),
  edited: fact({ type: 'registrationEdited', values: { firstname: 'V' } }),
  submitted: fact({ type: 'registrationSubmitted', values: { firstname: 'Vera' }, open: OPEN, saved: null }),
  cancelled: fact({ type: 'registrationCancelled' }),
  openingCancelled: fact({ type: 'openingCancelled' }),
  opened: fact({ type: 'transportOpened', opened: { ...opened(), limits: WITH_FILES } }),
  resumed: (world) => ({
    type: 'transportResumed',
    resumed: { ...resumed(lastIndexOf(world)), limits: WITH_FILES },
  }),
  resumedWithoutFiles: (world) => ({ type: 'transportResumed', resumed: resumed(lastIndexOf(world)) }),
  lost: fact({ type: 'transportLost' }),
  unknown: fact({ type: 'transportRefused', error: SESSION_UNKNOWN }),
  next: entries(1, 2),
  repeated: entries(-1, 3),
  beyondGap: entries(3, 1),
  ended: (world) => ({ type: 'entriesReceived', entries: [endedEntry(lastIndexOf(world) + 1)] }),
  say: (world) => ({
    type: 'messageSubmitted',
    id: `mine-${world.uptime}`,
    text: 'hello',
    contentType: 'text',
  }),
  logged: (world) => {
    const { life } = world.state;
    const id = 'outbox' in life ? (life.outbox[0]?.id ?? 'of-another') : 'of-another';
    return { type: 'entriesReceived', entries: [said(lastIndexOf(world) + 1, id, VISITOR)] };
  },
  refused: (world) => {
    const { life } = world.state;
    const id = 'outbox' in life ? (life.outbox[0]?.id ?? 'nothing') : 'nothing';
    return { type: 'messageRefused', id, error: MESSAGE_TOO_LONG };
  },
  unavailable: fact({ type: 'messageRefused', id: 'nothing', error: SERVER_UNAVAILABLE }),
  draft: fact({ type: 'draftEdited', text: 'hel' }),
  seen: fact({ type: 'conversationSeen' }),
  scrolledUp: fact({ type: 'scrolled', fromEnd: 900 }),
  scrolledDown: fact({ type: 'scrolled', fromEnd: null }),
  minimized: fact({ type: 'minimizeRequested' }),
  maximized: fact({ type: 'maximizeRequested' }),
  leave: fact({ type: 'endConfirmed' }),
  close: fact({ type: 'closeRequested' }),
  leaveAnswered: fact({ type: 'leaveAnswered', error: null }),
  typing: fact({ type: 'agentTypingReceived', party: AGENT, isTyping: true }),
  storageRefused: fact({ type: 'storageRefused' }),
  shown: (world) => ({ type: 'pageShown', saved: world.stored, elsewhere: false }),
  longTime: (world) => {
    pass(world, 2_000_000);
    return { type: 'timePassed' };
  },
  clockSetForward: clockSet(DAY_MS),
  clockSetBack: clockSet(-DAY_MS),
};

type Walk = World & {
  open: Set<string>;
  told: number;
  /** Messages that were taken back, and those of files of which all was there once. */
  gone: Set<string>;
  allThere: Set<string | null>;
};

function checkStep(walk: Walk, before: SessionState, event: SessionEvent, effects: readonly Effect[]): void {
  const { life } = walk.state;
  if ('requestId' in event && event.requestId) walk.open.add(event.requestId);
  if (before.life.phase !== 'active' && before.life.phase !== 'ended') walk.told = 0;
  for (const effect of effects) {
    if (effect.kind === 'sendMessage') expect(life.phase, 'no send outside active').toBe('active');
    if (effect.kind === 'settle') {
      expect(walk.open.delete(effect.settlement.requestId), 'each ticket settled once').toBe(true);
    }
    if (effect.kind === 'tellHost') {
      for (const { event: told } of effect.events) {
        if (!('index' in told)) continue;
        expect(told.index, 'told in order, once').toBe(walk.told + 1);
        walk.told = told.index;
      }
    }
  }
  if (before.life.phase === 'ended' && life.phase !== 'ended') {
    expect(['startRequested', 'restoreRequested'], 'ended is final').toContain(event.type);
  }
  if (life.phase === 'ended' && before.life.phase !== 'ended') {
    expect(
      effects.some(({ kind }) => kind === 'forgetSession'),
      'forgotten when ended',
    ).toBe(true);
  }
  if ('transcript' in life) {
    const { entries: list, firstIndex, lastIndex } = life.transcript;
    expect(
      list.map(({ index }) => index),
      'no gaps',
    ).toEqual(list.map((_, place) => firstIndex + place));
    expect(firstIndex + list.length - 1).toBe(lastIndex);
  }
  checkLater(walk, before, event, effects);
  if ('outbox' in life) expect(life.outbox.filter(({ status }) => status === 'sending').length).toBeLessThan(2);
  const awaiting = life.phase === 'registering' || life.phase === 'connecting' || life.phase === 'restoring';
  if (!awaiting) expect([...walk.open], 'nothing is left waiting').toEqual([]);
}

function checkLater(walk: Walk, before: SessionState, event: SessionEvent, effects: readonly Effect[]): void {
  const { life } = walk.state;
  const ids = unsent(walk.state);
  const was = 'outbox' in before.life ? before.life.outbox : [];
  for (const effect of effects) {
    if (effect.kind === 'sendMessage')
      expect(walk.gone, 'what was taken back is not sent').not.toContain(effect.message.id);
    if (effect.kind === 'rateSession') expect(life.phase, 'rated after the end').toBe('ended');
    if (effect.kind === 'dropFile') expect(ids.map((id) => `file-of-${id}`)).not.toContain(effect.fileId);
  }
  if (event.type === 'discardRequested' && 'outbox' in life) {
    const item = was.find(({ id }) => id === event.messageId);
    if (item && !ids.includes(item.id)) {
      expect(walk.allThere, 'what may be in the log is not taken back').not.toContain(
        item.status === 'failed' ? null : item.id,
      );
      walk.gone.add(item.id);
    }
  }
  if ('outbox' in life) {
    for (const item of life.outbox) if (item.status === 'sending' && item.sentBytes === 10) walk.allThere.add(item.id);
  }
  if ('transcript' in life) {
    const { lastIndex } = life.transcript;
    const { deliveredIndex, readIndex } = life.agentSeen;
    expect(readIndex, 'what was read was delivered').toBeLessThanOrEqual(deliveredIndex);
    expect(life.seenIndex, 'seen is what is there').toBeLessThanOrEqual(lastIndex);
    if (
      'transcript' in before.life &&
      before.life.transcript.lastIndex <= lastIndex &&
      event.type === 'agentSeenReceived'
    )
      expect(readIndex, 'marks only rise').toBeGreaterThanOrEqual(before.life.agentSeen.readIndex);
  }
}

function store(walk: Walk, before: SessionState, effects: readonly Effect[]): void {
  if (effects.some(({ kind }) => kind === 'forgetSession')) walk.stored = null;
  if (walk.state.life !== before.life) walk.stored = toPersisted(walk.state, PLACE, walk.at) ?? walk.stored;
}

const unsent = ({ life }: SessionState) => ('outbox' in life ? life.outbox.map(({ id }) => id) : []);

/** What a visitor sees of a chat, whichever page shows it. */
const screen = (state: SessionState) => {
  const { life } = state;
  if (life.phase === 'registering') return { form: life.form, values: life.values, window: life.window };
  if (life.phase === 'connecting') return { request: life.request, window: life.window };
  if (life.phase !== 'active' && life.phase !== 'restoring') return null;
  const { agent, draft, scroll, window, seenIndex, session } = life;
  return {
    lines: life.transcript.entries.slice(-20),
    unsent: unsent(state),
    agent,
    draft,
    scroll,
    window,
    seenIndex,
    session,
  };
};

function checkRestore(walk: Walk): void {
  const { life } = walk.state;
  const saved = toPersisted(walk.state, PLACE, walk.at);
  if (!saved) return;
  const read = v.parse(PersistedState, JSON.parse(JSON.stringify(saved)));
  const event = {
    type: 'restoreRequested',
    requestId: 'restorer',
    held: null,
    page: PAGE,
    elsewhere: false,
    saved: read,
    at: walk.at,
    uptime: walk.uptime,
  } as const;
  const back = transition(INITIAL_STATE, event);
  expect(screen(back.state), `saved -> loaded -> restored, from ${life.phase}`).toEqual(screen(walk.state));
}

/** Enough for each commit; WALKS=20000 goes for a long walk. */
const RUNS = Number(process.env.WALKS ?? 200);
/** The checks of each step are slow, and machines that run everything at once are slower. */
const LIMIT_MS = 60_000 + RUNS * 30;

/** Chance alone seldom gets far: walks set out from different places. */
const PREFIXES = [
  [],
  ['startWithForm', 'edited'],
  ['startWithForm', 'submitted'],
  ['startAtOnce', 'opened'],
  ['startAtOnce', 'opened', 'next', 'say'],
  ['startAtOnce', 'opened', 'next', 'say', 'newPage', 'restore'],
  ['startAtOnce', 'newPage', 'restore'],
  ['startAtOnce', 'opened', 'next', 'file'],
  ['startAtOnce', 'opened', 'next', 'file', 'allThere', 'lost'],
  ['startAtOnce', 'opened', 'next', 'say', 'ended', 'rated'],
  ['startAtOnce', 'opened', ...Array(35).fill('next'), 'newPage', 'restore'],
  ['startAtOnce', 'opened', 'leave', 'lost'],
];

describe('walks through every reachable state', () => {
  it(
    'keep the invariants at each step',
    () => {
      const reached = new Set<string>();
      const wandering = fc.array(fc.constantFrom(...Object.keys(ALPHABET)), { maxLength: 40, size: 'max' });
      const walks = fc.tuple(fc.constantFrom(...PREFIXES), wandering).map(([prefix, rest]) => [...prefix, ...rest]);
      fc.assert(
        fc.property(walks, (letters) => {
          const walk: Walk = {
            state: INITIAL_STATE,
            at: T0,
            uptime: T0,
            tickets: 0,
            stored: null,
            open: new Set(),
            told: 0,
            gone: new Set(),
            allThere: new Set(),
          };
          for (const letter of letters) {
            pass(walk, 10);
            if (letter === 'newPage') {
              walk.state = INITIAL_STATE;
              walk.open.clear();
              continue;
            }
            const undated = (ALPHABET[letter] as Letter)(walk);
            const event = { ...undated, at: walk.at, uptime: walk.uptime } as SessionEvent;
            const before = walk.state;
            const { state, effects } = transition(before, event);
            walk.state = state;
            reached.add(state.life.phase);
            checkStep(walk, before, event, effects);
            if (letter.startsWith('clockSet')) {
              expect(state.life.phase, 'a clock that is set ends nothing').toBe(before.life.phase);
            }
            store(walk, before, effects);
            if (state.life !== before.life) checkRestore(walk);
            // A request that waited for the outcome is another event, which follows at once.
            const followed = before.life.phase === 'restoring' && before.life.waitingStarts.length > 0;
            if (!('requestId' in event) && event.type !== 'pageShown' && !followed) {
              const twice = transition(state, event).state;
              expect(withoutTimes(twice), `${event.type} applied twice equals once`).toEqual(withoutTimes(state));
            }
          }
        }),
        { numRuns: RUNS, seed: 20_261_123 },
      );
      expect([...reached].sort()).toEqual(['active', 'connecting', 'ended', 'idle', 'registering', 'restoring']);
    },
    LIMIT_MS,
  );
});

/** Times of reports aside; a repeated wish of the site may hide what it first left. */
function withoutTimes({ life, ...rest }: SessionState): unknown {
  if (life.phase === 'active') return { ...rest, life: { ...life, typingSentAt: 0 } };
  if (life.phase === 'ended') return { ...rest, life: { ...life, hidden: false } };
  return { ...rest, life };
}
