import { describe, expect, it } from 'vitest';
import { DEFAULT_FORM } from '../../../frame/session/default-form.ts';
import { INITIAL_STATE } from '../../../frame/session/initial-state.ts';
import { sessionIdOf, unreadCount, windowOf } from '../../../frame/session/selectors.ts';
import { CHAT_ON_THIS_PAGE, SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../../protocol/errors.ts';
import type { FormDefinition } from '../../../protocol/full-options.ts';
import {
  AGENT,
  chatting,
  endedEntry,
  joined,
  kinds,
  OPEN,
  opened,
  PAGE,
  restore,
  resumed,
  run,
  SESSION,
  said,
  savedFrom,
  settlements,
  start,
  T0,
  told,
  VISITOR,
} from '../../support/frame-facts.ts';

const submit = { type: 'registrationSubmitted', values: { firstname: 'Vera' }, open: OPEN, saved: null } as const;
const withForm = (form: FormDefinition) => ({ ...start(), form }) as ReturnType<typeof start>;
const HOUR = 3_600_000;

describe('startChat', () => {
  it('shows the form and settles only after the server has processed the open', () => {
    const form = run(INITIAL_STATE, start());
    expect(form.state.life.phase).toBe('registering');
    const sent = run(form.state, submit);
    expect(kinds(sent.effects)).toEqual(['startTransport']);
    const done = run(sent.state, { type: 'transportOpened', opened: opened() });
    expect(settlements(done.effects)).toEqual([
      { requestId: 'ticket-start', outcome: 'session', sessionId: SESSION.sessionId, restored: false },
    ]);
  });

  it('connects at once when the site wants no form', () => {
    expect(run(INITIAL_STATE, start('ticket', false)).state.life.phase).toBe('connecting');
  });

  it('fails with 304 when the visitor cancels, and nothing is kept', () => {
    for (const type of ['registrationCancelled', 'closeRequested'] as const) {
      const { state, effects } = run(INITIAL_STATE, start(), { type });
      expect(state.life).toEqual({ phase: 'idle' });
      expect(settlements(effects)).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
      expect(kinds(effects)).toContain('forgetSession');
    }
  });

  const sent = run(INITIAL_STATE, start(), submit).state;
  const TYPED = { phase: 'registering', tickets: ['ticket-start'], values: { firstname: 'Vera' } };

  it.each([
    ['refused', { type: 'transportRefused', error: SESSION_UNKNOWN }],
    ['unreached', { type: 'transportRefused', error: SERVER_UNAVAILABLE }],
    ['unreached', { type: 'timePassed', at: T0 + PAGE.maxOfflineSeconds * 1_000 + 1 }],
  ] as const)('brings the form back with what was typed when it is %s, and may be sent again', (refusal, event) => {
    const back = run(sent, event);
    expect(back.state.life).toMatchObject({ ...TYPED, refusal });
    expect(kinds(back.effects)).toEqual(['closeTransport']);
    const done = run(back.state, submit, { type: 'transportOpened', opened: opened() });
    expect(settlements(done.effects)).toMatchObject([{ requestId: 'ticket-start', outcome: 'session' }]);
    const gaveUp = run(back.state, { type: 'registrationCancelled' });
    expect(settlements(gaveUp.effects)).toMatchObject([{ outcome: 'failed', error: { code: 304 } }]);
  });

  it('goes back to the form when the visitor cancels while connecting, and a second press cancels nothing more', () => {
    const cancel = { type: 'openingCancelled' } as const;
    const { state, effects } = run(sent, cancel, cancel);
    expect(state.life).toMatchObject(TYPED);
    expect(state.life).not.toHaveProperty('refusal');
    expect(kinds(effects)).toEqual(['abandonOpening']);
  });

  it('brings the form back also when the page was changed before the server refused', () => {
    const left = run(INITIAL_STATE, withForm(DEFAULT_FORM), submit).state;
    const back = run(INITIAL_STATE, restore(savedFrom(left), 'ticket-start'));
    expect(back.state.life.phase).toBe('connecting');
    const refused = run(back.state, { type: 'transportRefused', error: SESSION_UNKNOWN });
    expect(refused.state.life).toMatchObject({ ...TYPED, refusal: 'refused' });
  });

  it('fails with what the server said where there is no form to come back to', () => {
    const refused = { type: 'transportRefused', error: SESSION_UNKNOWN } as const;
    for (const begun of [
      run(INITIAL_STATE, start('ticket', false)).state,
      run(INITIAL_STATE, withForm({ inputs: [] }), submit).state,
    ]) {
      const { state, effects } = run(begun, refused);
      expect(state.life).toEqual({ phase: 'idle' });
      expect(settlements(effects)).toMatchObject([{ outcome: 'failed', error: SESSION_UNKNOWN }]);
    }
  });

  it.each([
    ['registering', run(INITIAL_STATE, start()).state],
    ['connecting', run(INITIAL_STATE, start('a-ticket', false)).state],
    ['active', chatting()],
  ])('fails with 200 while %s, which goes on', (_, state) => {
    const next = run(state, start('second'));
    expect(settlements(next.effects)).toEqual([{ requestId: 'second', outcome: 'failed', error: CHAT_ON_THIS_PAGE }]);
    expect(next.state).toBe(state);
  });

  it('replaces an ended transcript', () => {
    const over = run(chatting([said(1)]), { type: 'entriesReceived', entries: [endedEntry(2)] }).state;
    expect(over.life.phase).toBe('ended');
    expect(run(over, start('again')).state.life).toMatchObject({ phase: 'registering', tickets: ['again'] });
  });

  it('waits for an open restore: 200 if that brings a chat back, a new chat if not', () => {
    const saved = savedFrom(chatting([said(1)]));
    const waiting = run(INITIAL_STATE, restore(saved), start('starter'));
    expect(settlements(waiting.effects)).toEqual([]);
    const back = run(waiting.state, { type: 'transportResumed', resumed: resumed(1) });
    expect(settlements(back.effects)).toMatchObject([{ outcome: 'session' }, { error: { code: 200 } }]);
    const gone = run(waiting.state, { type: 'transportRefused', error: SESSION_UNKNOWN });
    expect(gone.state.life).toMatchObject({ phase: 'registering', tickets: ['starter'] });
  });
});

describe('restoreChat', () => {
  it('is settled as "no session" when nothing, or nothing fresh, is saved', () => {
    const old = savedFrom(chatting(), T0 - PAGE.maxOfflineSeconds * 1_000 - 1);
    for (const saved of [null, old]) {
      const { state, effects } = run(INITIAL_STATE, restore(saved));
      expect(state.life.phase).toBe('idle');
      expect(settlements(effects)).toEqual([{ requestId: 'ticket-restore', outcome: 'noSession' }]);
      expect(kinds(effects)).toContain('forgetSession');
    }
  });

  it('brings the form back with its values and its window, and gives every ticket the same outcome', () => {
    const left = run(
      INITIAL_STATE,
      start(),
      { type: 'registrationEdited', values: { firstname: 'Ve' } },
      { type: 'minimizeRequested' },
    ).state;
    const back = run(INITIAL_STATE, restore(savedFrom(left), 'ticket-one'), restore(null, 'ticket-two'));
    expect(back.state.life).toMatchObject({ phase: 'registering', values: { firstname: 'Ve' }, window: 'minimized' });
    const done = run(back.state, submit, { type: 'transportOpened', opened: opened() });
    expect(settlements(done.effects).map(({ requestId, outcome }) => [requestId, outcome])).toEqual([
      ['ticket-one', 'session'],
      ['ticket-two', 'session'],
    ]);
  });

  it('repeats the same open when the page was left before the server answered', () => {
    const left = run(INITIAL_STATE, start('ticket', false)).state;
    const back = run(INITIAL_STATE, restore(savedFrom(left)));
    expect(back.effects).toMatchObject([{ kind: 'startTransport', request: { openId: OPEN.openId } }]);
  });

  it('paints the saved tail before the server answers, then settles, then replays, then tells what is new, once', () => {
    const painted = run(INITIAL_STATE, restore(savedFrom(chatting([joined(1), said(2)]))));
    expect(painted.state.life).toMatchObject({ phase: 'restoring', transcript: { lastIndex: 2 }, agent: AGENT });
    const back = run(
      painted.state,
      { type: 'transportResumed', resumed: resumed(3) },
      { type: 'entriesReceived', entries: [said(2), said(3)] },
      { type: 'entriesReceived', entries: [said(3)] },
    );
    expect(kinds(back.effects)).toEqual(['settle', 'tellHost', 'tellHost']);
    expect(told(back.effects).map(({ event }) => [(event as { index: number }).index, event])).toMatchObject([
      [1, { restored: true }],
      [2, { restored: true }],
      [3, { restored: false }],
    ]);
  });

  it('fetches older entries first where the tail is cut off, and tells from 1', () => {
    const all = Array.from({ length: 80 }, (_, place) => said(place + 1));
    const saved = savedFrom(chatting(all));
    const back = run(INITIAL_STATE, restore(saved), { type: 'transportResumed', resumed: resumed(80) });
    expect(back.effects.at(-1)).toEqual({ kind: 'fetchTranscript', fromIndex: 1, untilIndex: 20 });
    expect(told(back.effects)).toEqual([]);
    const newer = run(back.state, { type: 'entriesReceived', entries: [said(81)] });
    expect(told(newer.effects)).toEqual([]);
    const whole = run(newer.state, { type: 'entriesReceived', entries: all.slice(0, 20) });
    const events = told(whole.effects).map(({ event }) => event as { index: number; restored: boolean });
    expect(events.map(({ index }) => index)).toEqual(Array.from({ length: 81 }, (_, place) => place + 1));
    expect(events.map(({ restored }) => restored)).toEqual([...Array(80).fill(true), false]);
  });

  it('fails with 50 and forgets when the server does not know the session', () => {
    const back = run(INITIAL_STATE, restore(savedFrom(chatting())), {
      type: 'transportRefused',
      error: SESSION_UNKNOWN,
    });
    expect(settlements(back.effects)).toMatchObject([{ outcome: 'failed', error: { code: 50 } }]);
    expect(kinds(back.effects)).toContain('forgetSession');
    expect(back.state.life.phase).toBe('idle');
  });

  it('keeps trying while the server is unreachable, until maxOfflineDuration: then 100, and forgets', () => {
    const limit = T0 + PAGE.maxOfflineSeconds * 1_000;
    const trying = run(
      INITIAL_STATE,
      restore(savedFrom(chatting())),
      { type: 'transportLost' },
      { type: 'timePassed', at: limit },
    );
    expect(trying.state.life.phase).toBe('restoring');
    const gaveUp = run(trying.state, { type: 'timePassed', at: limit + 1 });
    expect(settlements(gaveUp.effects)).toMatchObject([{ error: { code: SERVER_UNAVAILABLE.code } }]);
    expect(kinds(gaveUp.effects)).toContain('forgetSession');
  });

  it('gives the session, then its end, when the chat ended while the visitor was away', () => {
    const back = run(
      INITIAL_STATE,
      restore(savedFrom(chatting([said(1)]))),
      { type: 'transportResumed', resumed: resumed(2) },
      { type: 'entriesReceived', entries: [endedEntry(2)] },
    );
    expect(settlements(back.effects)).toMatchObject([{ outcome: 'session' }]);
    expect(told(back.effects).at(-1)).toMatchObject({ name: 'sessionEnded', event: { reason: { agent: true } } });
    expect(back.state.life.phase).toBe('ended');
    expect(settlements(run(back.state, restore(null, 'later')).effects)).toMatchObject([{ outcome: 'noSession' }]);
  });

  it('gives the running session to a restoreChat on the page that has it', () => {
    expect(settlements(run(chatting(), restore(null)).effects)).toMatchObject([{ outcome: 'session' }]);
  });

  it('restores a frame that was reloaded beneath its page, and tells only what the page has not heard', () => {
    const saved = savedFrom(chatting([said(1), said(2), said(3)]));
    const held = { sessionId: SESSION.sessionId, toldIndex: 2 };
    const again = { type: 'restoreRequested', requestId: null, held, page: PAGE, elsewhere: false } as const;
    const back = run(INITIAL_STATE, { ...again, saved }, { type: 'transportResumed', resumed: resumed(3) });
    expect(told(back.effects)).toMatchObject([{ event: { index: 3, restored: false } }]);
    const lost = run(INITIAL_STATE, { ...again, saved: null });
    expect(told(lost.effects)).toMatchObject([{ name: 'sessionEnded', event: { reason: { error: true } } }]);
  });

  it('does not go on by itself with a chat that its page was told, or may have been told, is over', () => {
    const saved = savedFrom(chatting([said(1)]));
    const again = { type: 'restoreRequested', requestId: null, page: PAGE, elsewhere: false } as const;
    const held = { sessionId: SESSION.sessionId, toldIndex: 1 };
    const shown = { type: 'pageShown', saved, elsewhere: false } as const;
    const refused = { type: 'transportRefused', error: SESSION_UNKNOWN } as const;
    for (const facts of [[{ ...again, held, saved: null }], [{ ...again, held, saved }, refused]] as const) {
      const lost = run(INITIAL_STATE, ...facts);
      expect(told(lost.effects).map(({ name }) => name)).toEqual(['sessionEnded']);
      expect(run(lost.state, shown).state.life.phase).toBe('idle');
      expect(run(lost.state, shown, restore(saved)).state.life.phase).toBe('restoring');
    }
    // One that the page has not heard of is shown; of a document that was loaded anew since nobody knows.
    expect(run(INITIAL_STATE, restore(null), shown).state.life.phase).toBe('restoring');
    expect(run(INITIAL_STATE, shown).state.life.phase).toBe('idle');
  });
});

describe('a running chat', () => {
  it('asks for what is missing from there when entries come with a gap, and shows nothing beyond it', () => {
    const gap = run(chatting([said(1)]), { type: 'entriesReceived', entries: [said(4), said(5)] });
    expect(gap.effects).toEqual([{ kind: 'fetchTranscript', fromIndex: 2, untilIndex: 5 }]);
    expect(gap.state.life).toMatchObject({ transcript: { lastIndex: 1 } });
  });

  it('tells interrupted and continued once each', () => {
    const lost = run(chatting(), { type: 'transportLost' }, { type: 'transportLost' });
    expect(told(lost.effects).map(({ name }) => name)).toEqual(['interrupted']);
    const back = run(lost.state, { type: 'transportResumed', resumed: resumed(0) });
    expect(told(back.effects).map(({ name }) => name)).toEqual(['continued']);
  });

  it('ends once with reason error when the way is gone for longer than maxOfflineDuration', () => {
    const late = { type: 'timePassed', at: T0 + HOUR } as const;
    const { state, effects } = run(chatting(), { type: 'transportLost' }, late, late);
    expect(state.life).toMatchObject({ phase: 'ended', reason: 'error' });
    expect(told(effects).filter(({ name }) => name === 'sessionEnded')).toHaveLength(1);
    expect(kinds(effects)).toContain('forgetSession');
  });

  it('is ended by its visitor through the server, and forgotten at once', () => {
    const left = run(chatting(), { type: 'endConfirmed' });
    expect(kinds(left.effects)).toEqual(['forgetSession', 'rememberLeave', 'leaveSession']);
    const over = run(left.state, { type: 'entriesReceived', entries: [endedEntry(1, 'leaveRequest')] });
    expect(over.state.life).toMatchObject({ phase: 'ended', reason: 'leaveRequest', hidden: false });
  });

  it('is ended by its visitor also without a way, and the server hears of it when there is one', () => {
    const left = run(chatting(), { type: 'transportLost' }, { type: 'endConfirmed' });
    expect(left.state.life).toMatchObject({ phase: 'ended', leaveOwed: true });
    expect(kinds(left.effects)).not.toContain('closeTransport');
    const later = run(
      left.state,
      { type: 'transportResumed', resumed: resumed(0) },
      { type: 'leaveAnswered', error: null },
    );
    expect(kinds(later.effects)).toEqual(['leaveSession', 'forgetLeave', 'closeTransport']);
  });

  it('leaves without asking and hides when the site closes it', () => {
    const closed = run(chatting(), { type: 'closeRequested' });
    expect(windowOf(closed.state.life)).toBeNull();
    const over = run(closed.state, { type: 'entriesReceived', entries: [endedEntry(1, 'leaveRequest')] });
    expect(windowOf(over.state.life)).toBeNull();
  });

  it('warns of refused storage once in each chat', () => {
    const warned = run(chatting(), { type: 'storageRefused' }, { type: 'storageRefused' });
    expect(told(warned.effects)).toMatchObject([{ name: 'error', event: { error: { code: 305 } } }]);
    const before = run(INITIAL_STATE, start('a-ticket', false), { type: 'storageRefused' });
    expect(told(before.effects)).toEqual([]);
    const begun = run(before.state, { type: 'transportOpened', opened: opened() });
    expect(told(begun.effects)).toMatchObject([{ event: { error: { code: 305 } } }]);
  });

  it('counts agents’ words that were not looked at', () => {
    const { life } = chatting([said(1), said(2, 'mine-1234', VISITOR)]);
    expect(unreadCount(life)).toBe(1);
    expect(unreadCount(run(chatting([said(1)]), { type: 'conversationSeen' }).state.life)).toBe(0);
    expect(sessionIdOf(life)).toBe(SESSION.sessionId);
  });

  it('reports the visitor’s typing now and then, and lets an agent’s typing fade', () => {
    const type = (at: number, text: string) => ({ type: 'draftEdited', at, text }) as const;
    const typed = run(chatting(), type(T0, 'a'), type(T0 + 1_000, 'ab'), type(T0 + 4_000, 'abc'), type(T0 + 4_100, ''));
    expect(typed.effects).toEqual([
      { kind: 'sendTyping', isTyping: true },
      { kind: 'sendTyping', isTyping: true },
      { kind: 'sendTyping', isTyping: false },
    ]);
    const seen = run(chatting(), { type: 'agentTypingReceived', party: AGENT, isTyping: true });
    const faded = run(seen.state, { type: 'timePassed', at: T0 + 60_000 });
    expect(told([...seen.effects, ...faded.effects]).map(({ event }) => event)).toMatchObject([
      { isTyping: true },
      { isTyping: false },
    ]);
  });

  it('tells that an agent has stopped typing when the words come', () => {
    const typing = { type: 'agentTypingReceived', party: AGENT, isTyping: true } as const;
    const { effects } = run(chatting(), typing, { type: 'entriesReceived', entries: [said(1)] });
    expect(told(effects).map(({ name }) => name)).toEqual(['agentTyping', 'agentTyping', 'messageReceived']);
  });

  it('goes on with what a later page left when it comes back from the back/forward cache with a form', () => {
    const form = run(INITIAL_STATE, start()).state;
    const shown = run(form, { type: 'pageShown', saved: savedFrom(chatting([said(1)])), elsewhere: false });
    expect(shown.state.life).toMatchObject({ phase: 'restoring', tickets: ['ticket-start'] });
  });
});
