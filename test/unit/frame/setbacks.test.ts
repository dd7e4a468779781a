// What goes wrong at the server's side, or with the way to it, and what the visitor keeps of the chat.

import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../../../frame/session/initial-state.ts';
import { ASK_EVERY_MS } from '../../../frame/tabs/leadership.ts';
import { createSession } from '../../../host/session.ts';
import { COMMAND_FAILED, SESSION_UNKNOWN, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { ok } from '../../../protocol/result.ts';
import { startEngine } from '../../support/frame-engine.ts';
import {
  AGENT,
  chatting,
  endedEntry,
  kinds,
  LIMITS,
  opened,
  PAGE,
  restore,
  resumed,
  run,
  SESSION,
  said,
  savedFrom,
  settlements,
  T0,
  told,
  VISITOR,
} from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';
import { openBrowser } from '../../support/frame-tabs.ts';

describe('a server that was restored from a copy', () => {
  const before = chatting([said(1), said(2), said(3)]);

  it('is followed from the end of its own log', () => {
    const back = run(before, { type: 'transportLost' }, { type: 'transportResumed', resumed: resumed(2) });
    expect(back.state.life).toMatchObject({ transcript: { lastIndex: 2, entries: [{ index: 1 }, { index: 2 }] } });
    expect(kinds(back.effects)).toContain('resumeTransport');
    const next = run(
      back.state,
      { type: 'transportResumed', resumed: resumed(2) },
      { type: 'entriesReceived', entries: [said(3, 'said-anew')] },
    );
    expect(told(next.effects).at(-1)).toMatchObject({ name: 'messageReceived', event: { index: 3 } });
  });

  it('is told to the page as one outage, and as none where there was none', () => {
    const names = (effects: Parameters<typeof told>[0]) => told(effects).map(({ name }) => name);
    const resume = { type: 'transportResumed', resumed: resumed(2) } as const;
    const events = names(run(before, { type: 'transportLost' }, resume, resume).effects);
    expect(events).toEqual(['interrupted', 'continued', 'rewound']);
    const painted = run(INITIAL_STATE, restore(savedFrom(before)), resume, resume);
    expect(names(painted.effects)).not.toContain('continued');
  });

  it('makes a page that has heard what is lost go back, and no page that has not', () => {
    const resume = { type: 'transportResumed', resumed: resumed(2) } as const;
    const back = run(before, { type: 'transportLost' }, resume, resume);
    expect(told(back.effects)).toContainEqual({ name: 'rewound', event: { toldIndex: 2 } });
    const painted = run(INITIAL_STATE, restore(savedFrom(before)), resume, resume);
    expect(told(painted.effects).map(({ name }) => name)).not.toContain('rewound');
  });

  it('tells a page what is said in the place of what is lost, with several tabs in each of them', async () => {
    const { begin, follow, clock } = openBrowser();
    const tabs = [await begin(), await follow()];
    const heard = tabs.map((tab) => {
      const texts: string[] = [];
      const { session, tell } = createSession(SESSION.sessionId, async () => ok(null));
      session.onMessageReceived(({ content }) => texts.push(content.text));
      tab.page.sessionEvents = async (_, events) => events.forEach(tell);
      return texts;
    });
    const [one] = tabs;
    await one?.push(said(1), said(2));
    for (const _ of ['hears of it', 'goes on', 'makes sure']) {
      one?.transport.events.onResumed({ ...resumed(1), writerEpoch: 1 });
      await clock.advance(ASK_EVERY_MS);
    }
    await one?.push(said(2, 'said-anew', AGENT, 'in the place of text 2'));
    await clock.advance(ASK_EVERY_MS);
    for (const texts of heard) expect(texts).toEqual(['text 1', 'text 2', 'in the place of text 2']);
  });

  it('gets the message that it has lost the room for, and lets it go when it is logged', () => {
    const say = { type: 'messageSubmitted', id: 'message-a', text: 'hello', contentType: 'text' } as const;
    const back = run(
      before,
      { type: 'transportLost' },
      say,
      { type: 'transportResumed', resumed: resumed(1) },
      { type: 'transportResumed', resumed: resumed(1) },
    );
    expect(kinds(back.effects)).toContain('sendMessage');
    const logged = run(back.state, { type: 'entriesReceived', entries: [said(2, 'message-a', VISITOR)] });
    expect(logged.state.life).toMatchObject({ outbox: [], transcript: { lastIndex: 2 } });
  });

  it('is asked for everything where it has less than the saved tail begins with', () => {
    const saved = savedFrom(chatting(Array.from({ length: 100 }, (_, place) => said(place + 1))));
    const back = run(INITIAL_STATE, restore(saved), { type: 'transportResumed', resumed: resumed(3) });
    expect(back.state.life).toMatchObject({
      phase: 'active',
      transcript: { entries: [], firstIndex: 1, lastIndex: 0 },
    });
    expect(settlements(back.effects)).toMatchObject([{ outcome: 'session' }]);
    const whole = run(
      back.state,
      { type: 'transportResumed', resumed: resumed(3) },
      { type: 'entriesReceived', entries: [said(1), said(2), said(3)] },
    );
    expect(whole.state.life).toMatchObject({ transcript: { firstIndex: 1, lastIndex: 3 } });
  });
});

it('a chat is waited for no longer than its server keeps it, painted or live, however long the site would', () => {
  const page = { ...PAGE, maxOfflineSeconds: 86_400 };
  const late = { type: 'timePassed', uptime: T0 + LIMITS.maxOfflineSeconds * 1_000 + 1 } as const;
  const painted = run(INITIAL_STATE, { ...restore(savedFrom(chatting([said(1)]))), page } as ReturnType<
    typeof restore
  >);
  expect(settlements(run(painted.state, late).effects)).toMatchObject([{ outcome: 'failed', error: { code: 100 } }]);
  const live = run({ ...chatting([said(1)]), page }, { type: 'transportLost' });
  expect(run(live.state, late).state.life).toMatchObject({ phase: 'ended', reason: 'error' });
});

describe('an end by the visitor', () => {
  it('while the server has not answered a restore leaves the chat to be read, and reaches the server later', () => {
    const painted = run(INITIAL_STATE, restore(savedFrom(chatting([said(1)]))));
    const over = run(painted.state, { type: 'endConfirmed' });
    expect(over.state.life).toMatchObject({ phase: 'ended', leaveOwed: true, hidden: false, reason: 'leaveRequest' });
    expect(settlements(over.effects)).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
    expect(kinds(over.effects)).toEqual(expect.arrayContaining(['forgetSession']));
    expect(kinds(over.effects)).not.toContain('closeTransport');
    const heard = run(over.state, { type: 'transportResumed', resumed: resumed(1) });
    expect(kinds(heard.effects)).toEqual(['leaveSession']);
    expect(kinds(run(heard.state, { type: 'leaveAnswered', error: null }).effects)).toEqual([
      'forgetLeave',
      'closeTransport',
    ]);
  });

  it('is out of sight where it was closed during a restore', () => {
    const painted = run(INITIAL_STATE, restore(savedFrom(chatting([said(1)]))));
    expect(run(painted.state, { type: 'closeRequested' }).state.life).toMatchObject({ phase: 'ended', hidden: true });
  });

  it.each([
    { error: TOO_MANY_CALLS, retryAfterMs: 700 },
    { error: COMMAND_FAILED },
  ])('is told to the server again where it was refused for a while, case %#', async (refusal) => {
    const world = startEngine();
    world.submit('startChat', { registration: false });
    world.transport.events.onOpened(opened());
    await settled();
    const answers: unknown[] = [
      { ok: false, ...refusal },
      { ok: true, value: {} },
    ];
    world.transport.answer = ({ type }) => (type === 'leave' ? answers.shift() : { ok: true, value: { entries: [] } });
    world.engine.wish({ type: 'endConfirmed' });
    await settled();
    expect(world.engine.state().life).toMatchObject({ phase: 'active', leaving: 'show' });
    await world.clock.advance(2_500);
    expect(world.transport.requests.filter(({ type }) => type === 'leave')).toHaveLength(2);
  });
});

describe('a session that ended while nobody looked, with a long history', () => {
  const painted = run(
    INITIAL_STATE,
    restore(savedFrom(chatting(Array.from({ length: 100 }, (_, place) => said(place + 1))))),
    { type: 'transportResumed', resumed: resumed(101) },
    { type: 'entriesReceived', entries: [endedEntry(101)] },
  );

  it('keeps the way open until the page has heard its history', () => {
    expect(painted.state.life).toMatchObject({ phase: 'ended' });
    expect(kinds(painted.effects)).not.toContain('closeTransport');
  });

  it('is told to the page as ended where the server gives the history no more', () => {
    const over = run(painted.state, { type: 'transportRefused', error: SESSION_UNKNOWN });
    expect(told(over.effects)).toMatchObject([{ name: 'sessionEnded', event: { reason: { agent: true } } }]);
    expect(kinds(over.effects)).toEqual(['tellHost', 'closeTransport']);
  });

  it('is asked for its history again where that was refused for a while', async () => {
    const world = startEngine();
    world.storage.set(
      `tagalong:default:http://shop.localhost`,
      JSON.stringify(
        savedFrom(chatting(Array.from({ length: 100 }, (_, place) => said(place + 1))), world.clock.now()),
      ),
    );
    const history = Array.from({ length: 40 }, (_, place) => said(place + 1));
    const answers: unknown[] = [
      { ok: false, error: TOO_MANY_CALLS, retryAfterMs: 500 },
      { ok: true, value: { entries: history, more: false } },
    ];
    world.transport.answer = ({ type }) => (type === 'getTranscript' ? answers.shift() : { ok: true, value: {} });
    world.submit('restoreChat');
    world.transport.events.onResumed(resumed(101));
    world.transport.events.onPush({ type: 'entries', entries: [endedEntry(101)] });
    await world.clock.advance(1_000);
    expect(world.names().at(-1)).toBe('sessionEnded');
    expect(world.transport.calls.at(-1)).toBe('close');
  });
});

it('what comes beyond a gap while that is being fetched is fetched after it', async () => {
  const world = startEngine();
  world.submit('startChat', { registration: false });
  world.transport.events.onOpened(opened());
  await settled();
  const answers: ((value: unknown) => void)[] = [];
  world.transport.answer = ({ type }) =>
    type === 'getTranscript' ? new Promise((resolve) => answers.push(resolve)) : { ok: true, value: {} };
  const push = (index: number) => world.transport.events.onPush({ type: 'entries', entries: [said(index)] });
  const answer = (...indexes: number[]) => {
    const entries = indexes.map((index) => said(index));
    answers.shift()?.({ ok: true, value: { entries, more: false } });
  };
  push(1);
  push(3);
  push(4);
  await settled();
  answer(2, 3);
  await settled();
  answer(4);
  await settled();
  expect(world.engine.state().life).toMatchObject({ transcript: { lastIndex: 4 } });
});
