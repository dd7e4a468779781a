// The console's panes and what passes on them: what is known of the visitor, who is away, the day, an end to come.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { transition } from '../../../server/console/console-transition.ts';
import { message, mine, NOW, summary } from './console-fixtures.ts';
import { clearStage, desk, doing, press, show, type } from './desk-stage.tsx';

afterEach(() => {
  clearStage();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A page of this many rem. */
const onPageOf = (rems: number) =>
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
    const [, least] = /min-width: ([\d.]+)rem/.exec(query) ?? [];
    const matches = least === undefined || rems >= Number(least);
    return Object.assign(new EventTarget(), { matches, media: query }) as MediaQueryList;
  });

describe('what is known of a visitor', () => {
  const shown = () => {
    const userData = { FirstName: 'Grace', plan: 'أعمال', agreed: true };
    const page = { url: 'https://shop.example/tea', title: 'Tea' };
    const stage = show(desk('session-1', mine({ userData, page })));
    const pane = () => stage.host.querySelector<HTMLElement>('aside[aria-label="Visitor"]')!;
    return { ...stage, pane, isShown: () => pane().classList.contains('details-shown') };
  };

  it('is the page, linked, what the visitor has left, and the site', () => {
    const text = shown().pane().textContent ?? '';
    for (const words of ['Tea', 'https://shop.example/tea', 'First name', 'Grace', 'Plan', 'أعمال', 'Agreed', 'Yes']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('http://localhost');
  });

  it('stands there on a wide page, and goes and comes with d and with its button', () => {
    onPageOf(80);
    const { isShown, log, host } = shown();
    const button = host.querySelector<HTMLElement>('button[aria-label="Details"]')!;
    expect([isShown(), button.getAttribute('aria-expanded')]).toEqual([true, 'true']);
    press(log(), { key: 'd' });
    expect([isShown(), button.getAttribute('aria-expanded')]).toEqual([false, 'false']);
    doing(() => button.click());
    expect(isShown()).toBe(true);
  });

  it('is asked for on a narrower page, where Esc in it and its own button put it away', () => {
    onPageOf(50);
    const { isShown, pane, log } = shown();
    expect(isShown()).toBe(false);
    press(log(), { key: 'd' });
    expect(isShown()).toBe(true);
    press(pane(), { key: 'Escape' });
    expect(isShown()).toBe(false);
    press(log(), { key: 'd' });
    doing(() => pane().querySelector('button')!.click());
    expect(isShown()).toBe(false);
  });

  it('leaves the keyboard to the conversation when it is put away from within', () => {
    onPageOf(50);
    const { pane, log } = shown();
    const away = [() => press(pane(), { key: 'Escape' }), () => doing(() => pane().querySelector('button')!.click())];
    for (const putAway of away) {
      press(log(), { key: 'd' });
      pane().querySelector('button')!.focus();
      putAway();
      expect(document.activeElement).toBe(log());
    }
  });

  it('has each value in a direction of its own, at the place of the others', () => {
    const values = [...shown().pane().querySelectorAll('dd')];
    expect(values.length).toBeGreaterThan(3);
    for (const value of values) {
      expect(value.getAttribute('dir')).toBeNull();
      expect(value.querySelector('bdi')?.textContent).toBe(value.textContent);
    }
  });
});

it('says in words that a waiting visitor is away', () => {
  const gone = summary({ sessionId: 'session-2', presence: 'away' });
  const items = show(desk(null, summary(), gone)).all('ul[aria-label="Waiting"] > li');
  expect(items.map((item) => item.textContent?.includes('away'))).toEqual([false, true]);
});

it('calls a day Today only while it is', () => {
  vi.useFakeTimers({ now: new Date(2026, 4, 1, 23, 58), toFake: ['Date', 'setInterval', 'clearInterval'] });
  const entries = [{ ...message(1, 'Hello'), at: Date.now() }];
  const state = transition(desk('session-1', mine()), { type: 'entriesArrived', sessionId: 'session-1', entries });
  const { all } = show(state.state);
  const days = () => all('.day').map((day) => day.textContent);
  expect(days()).toEqual(['Today']);
  doing(() => void vi.advanceTimersByTime(3 * 60_000));
  expect(days()).toEqual(['Yesterday']);
});

it('counts the seconds in which an end can be taken back, without saying each of them', () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
  const { buttons, host } = show(desk('session-1', mine()));
  doing(() => buttons('End chat')[0]!.click());
  const notice = () => host.querySelector('[role="dialog"]')!;
  const seconds = () => notice().querySelector('[aria-hidden="true"]')?.textContent?.trim();
  expect(seconds()).toBe('in 3 s');
  doing(() => void vi.advanceTimersByTime(2_000));
  expect(seconds()).toBe('in 1 s');
  expect(notice().querySelector('[aria-live], [role="status"]')).toBeNull();
});

it('keeps a note while an input method is composing, also where only the old key code tells', () => {
  const { log, host, kinds } = show(desk('session-1', mine()));
  press(log(), { key: 'i' });
  const note = host.querySelector<HTMLTextAreaElement>('textarea[aria-label="Note for agents"]')!;
  type(note, 'にほん');
  press(note, { key: 'Enter', isComposing: true });
  press(note, { key: 'Enter', keyCode: 229 } as KeyboardEventInit);
  expect(kinds()).not.toContain('noteSubmitted');
  press(note, { key: 'Enter' });
  expect(kinds()).toContain('noteSubmitted');
});

describe('a key that only the old code tells to be of an input method', () => {
  const SWALLOWED = { keyCode: 229 } as KeyboardEventInit;

  it('does not leave a field by Esc', () => {
    const { log, host, reply } = show(desk('session-1', mine()));
    reply()!.focus();
    press(reply()!, { key: 'Escape', ...SWALLOWED });
    expect(document.activeElement).toBe(reply());
    press(log(), { key: 'i' });
    const note = host.querySelector<HTMLTextAreaElement>('textarea[aria-label="Note for agents"]')!;
    note.focus();
    press(note, { key: 'Escape', ...SWALLOWED });
    expect(document.activeElement).toBe(note);
  });

  it('takes no ready answer', () => {
    const answers = { cannedReplies: [{ shortcut: 'hello', text: 'Hello!' }] };
    const { reply } = show({ ...desk('session-1', mine()), ...answers });
    type(reply()!, '/h');
    press(reply()!, { key: 'Enter', ...SWALLOWED });
    expect(reply()!.value).toBe('/h');
    press(reply()!, { key: 'Enter' });
    expect(reply()!.value).toBe('Hello!');
  });
});
