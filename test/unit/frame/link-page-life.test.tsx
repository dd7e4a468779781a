// The page's life as the browser tells it, in any of the orders that browsers have.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserLifecycle, onceShown } from '../../../frame/browser-ports.ts';

const PAGE_EVENTS = ['pagehide', 'pageshow', 'online'];

/** As the browser fires them: some at the window, some at the document, from where they do not rise. */
const fire = (...types: string[]): void => {
  for (const type of types) (PAGE_EVENTS.includes(type) ? window : document).dispatchEvent(new Event(type));
};

describe('the life of a page', () => {
  let told: string[] = [];
  let undo: (() => void)[] = [];

  beforeEach(() => {
    told = [];
    undo = [
      browserLifecycle.onHide(() => told.push('hide')),
      browserLifecycle.onHide(() => told.push('hide too')),
      browserLifecycle.onShow(() => told.push('show')),
      browserLifecycle.onWake(() => told.push('wake')),
    ];
  });
  afterEach(() => {
    for (const dispose of undo) dispose();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('is left once and back once, though it is frozen in the back/forward cache too', () => {
    fire('pagehide', 'freeze');
    expect(told).toEqual(['hide', 'hide too']);
    fire('resume', 'pageshow');
    expect(told.filter((word) => word !== 'wake')).toEqual(['hide', 'hide too', 'show']);
    fire('pagehide');
    expect(told.filter((word) => word === 'hide')).toHaveLength(2);
    fire('pageshow');
    expect(told.filter((word) => word === 'show')).toHaveLength(2);
  });

  it('pauses for a tab that is frozen where it stands', () => {
    fire('freeze');
    expect(told).toEqual(['hide', 'hide too']);
    fire('resume');
    expect(told).toContain('show');
  });

  it('does not come back to a page that is loaded: nothing was left', () => {
    fire('pageshow');
    expect(told).not.toContain('show');
  });

  it.each(['online', 'resume', 'visibilitychange', 'pageshow'])('takes %s alone for a hint', (type) => {
    fire(type);
    expect(told).toContain('wake');
  });

  it('takes no hint from a page that is hidden', () => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    fire('visibilitychange');
    expect(told).toEqual([]);
  });

  it('is not told any more to who does not listen', () => {
    for (const dispose of undo) dispose();
    fire('pagehide', 'freeze', 'resume', 'pageshow', 'online');
    expect(told).toEqual([]);
  });
});

describe('a page that is made ready before it is wanted', () => {
  const prerender = (value: boolean) => Object.defineProperty(document, 'prerendering', { value, configurable: true });
  afterEach(() => void Reflect.deleteProperty(document, 'prerendering'));

  it('begins when it is shown, once', () => {
    let begun = 0;
    const begin = () => {
      begun += 1;
    };
    prerender(true);
    onceShown(begin);
    expect(begun).toBe(0);
    prerender(false);
    for (const _ of ['shown', 'and again']) document.dispatchEvent(new Event('prerenderingchange'));
    expect(begun).toBe(1);
  });

  it('is a rare one: any other begins at once', () => {
    let begun = false;
    onceShown(() => {
      begun = true;
    });
    expect(begun).toBe(true);
  });
});
