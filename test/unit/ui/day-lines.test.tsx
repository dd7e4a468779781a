import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { talking } from '../../../frame/gallery/states.ts';
import { ada, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import { en } from '../../../frame/locale/en.ts';
import type { Transcript } from '../../../frame/session/state.ts';
import { ChatPage } from '../../../frame/ui/chat-page.tsx';
import { formatsFor } from '../../../frame/ui/formats.ts';
import { newScrollPlace } from '../../../frame/ui/scroll-place.ts';
import { act, byRole } from '../../support/ui-stage.tsx';

const HOUR_MS = 3_600_000;
const EVENING = new Date(2026, 4, 20, 23).getTime();
const DAY_BEFORE = formatsFor('en').day(EVENING - 24 * HOUR_MS, EVENING + 2 * HOUR_MS);

/** One message at each moment. */
function saidAt(...moments: number[]): Transcript {
  const { entries, ...rest } = transcriptOf(moments.map((_, n) => say(ada, `${n}`)));
  return { ...rest, entries: entries.map((entry, n) => ({ ...entry, at: moments[n]! })) };
}

describe('the lines of days', () => {
  let place: HTMLElement;
  beforeEach(() => {
    vi.useFakeTimers({ now: EVENING, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    document.body.replaceChildren();
    place = document.body.appendChild(document.createElement('main'));
  });
  afterEach(() => {
    act(() => render(null, place));
    vi.useRealTimers();
  });
  const scroll = newScrollPlace(null);
  const ignore = () => {};
  const nowhere = { watch: () => ignore, renew: ignore };
  const show = (transcript: Transcript) =>
    act(() =>
      render(
        <ChatPage
          {...{ strings: en, now: Date.now, place: scroll, onWish: ignore, files: nowhere }}
          life={talking({ transcript })}
        />,
        place,
      ),
    );
  const days = () => [...place.querySelectorAll('.day')].map(({ textContent }) => textContent);
  const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

  it('are named anew by the first message after midnight', () => {
    show(saidAt(EVENING - 24 * HOUR_MS, EVENING));
    expect(days()).toEqual(['yesterday', 'today']);
    // As a device that slept: time has passed, and no timer has run.
    vi.setSystemTime(EVENING + 2 * HOUR_MS);
    show(saidAt(EVENING - 24 * HOUR_MS, EVENING, EVENING + 2 * HOUR_MS));
    expect(days()).toEqual([DAY_BEFORE, 'yesterday', 'today']);
  });

  it('are named anew at midnight, though nobody says a word, and that is no news', () => {
    show(saidAt(EVENING - 24 * HOUR_MS, EVENING));
    pass(HOUR_MS - 1);
    expect(days()).toEqual(['yesterday', 'today']);
    expect(byRole('log').getAttribute('aria-live')).toBe('polite');
    pass(1);
    expect(days()).toEqual([DAY_BEFORE, 'yesterday']);
    expect(byRole('log').getAttribute('aria-live')).toBe('off');
  });

  it('name the day of what was said today once it is over', () => {
    show(saidAt(EVENING));
    expect(days()).toEqual([]);
    pass(HOUR_MS);
    expect(days()).toEqual(['yesterday']);
  });

  it('wait for no midnight once the conversation is gone', () => {
    show(saidAt(EVENING));
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    act(() => render(null, place));
    expect(vi.getTimerCount()).toBe(0);
  });
});
