// The page's title and the browser's notices, as the frame asks for them.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../../host/core.ts';
import { type Attraction, createAttraction } from '../../../host/more/attraction.ts';
import { createMore } from '../../../host/more.ts';
import type { Stage } from '../../../host/stage.ts';

const ASKED = { title: '2 unread messages', notice: null };
const NOTHING = { title: null, notice: null };
const TURN_MS = 1_500;

let attraction: Attraction;
const pressed = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  document.head.innerHTML = '<title> The  shop </title>';
  attraction = createAttraction(pressed);
});
afterEach(() => {
  attraction.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const title = () => document.querySelector('title')?.textContent;

describe('the title', () => {
  it('is shown in turn with the page’s, and comes back exactly', () => {
    attraction.attract(ASKED);
    expect(title()).toBe(ASKED.title);
    vi.advanceTimersByTime(TURN_MS);
    expect(title()).toBe(' The  shop ');
    vi.advanceTimersByTime(TURN_MS);
    expect(title()).toBe(ASKED.title);
    attraction.attract(NOTHING);
    expect(title()).toBe(' The  shop ');
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['ours', 'the page’s'])('that the page has changed meanwhile stays changed: while %s is shown', (shown) => {
    attraction.attract(ASKED);
    if (shown !== 'ours') vi.advanceTimersByTime(TURN_MS);
    document.title = 'Basket (1)';
    vi.advanceTimersByTime(4 * TURN_MS);
    attraction.stop();
    expect(title()).toBe('Basket (1)');
  });

  it('of a page that has none is taken away again', () => {
    document.head.innerHTML = '';
    attraction.attract(ASKED);
    expect(title()).toBe(ASKED.title);
    attraction.stop();
    attraction.stop();
    expect(document.querySelector('title')).toBeNull();
  });

  it('with another count keeps the page’s', () => {
    attraction.attract(ASKED);
    attraction.attract({ title: '3 unread messages', notice: null });
    expect(title()).toBe('3 unread messages');
    attraction.stop();
    expect(title()).toBe(' The  shop ');
  });

  it('stands still for those who want less motion', () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    attraction.attract(ASKED);
    vi.advanceTimersByTime(TURN_MS);
    expect(title()).toBe(ASKED.title);
  });
});

describe('a page whose chat is gone', () => {
  const open = () => {
    const view: Stage['view'] = { open: () => window, place() {} };
    const stage: Stage = { slot: () => undefined, origin: 'http://chat.test', view, layOut() {} };
    const methods = { startAgain() {}, settle() {} } as unknown as Core['methods'];
    const core = { methods, waiting: [], tickets: new Map(), current: () => undefined, run() {} } as unknown as Core;
    createMore(core, stage);
    const come = () => {
      core.layout = { window: 'open' };
    };
    come();
    return {
      methods,
      come,
      leave() {
        stage.view.place(null, core);
        core.layout = undefined;
      },
    };
  };

  it('keeps its title though what would have called was still being fetched', async () => {
    const { methods, leave } = open();
    const called = methods.attention?.(ASKED);
    leave();
    await called;
    expect(title()).toBe(' The  shop ');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is called back by its next chat', async () => {
    const { methods, leave, come } = open();
    leave();
    come();
    await methods.attention?.(ASKED);
    expect(title()).toBe(ASKED.title);
    leave();
    expect(title()).toBe(' The  shop ');
  });
});

describe('a notice', () => {
  const made: { title: string; options: object; onclick?: () => void; close: () => void }[] = [];
  const stub = (permission: string) => {
    made.length = 0;
    const Notice = Object.assign(
      class {
        close = vi.fn();
        constructor(
          readonly title: string,
          readonly options: object,
        ) {
          made.push(this);
        }
      },
      { permission },
    );
    vi.stubGlobal('Notification', Notice);
  };
  const notice = { id: 'session-1:7', title: 'Paul', body: 'Are you there?' };

  it('is shown once for each message, opens the chat when pressed, and goes when it is looked at', () => {
    stub('granted');
    attraction.attract({ title: null, notice });
    attraction.attract({ title: null, notice });
    expect(made).toMatchObject([{ title: 'Paul', options: { body: 'Are you there?' } }]);
    made[0]?.onclick?.();
    expect(pressed).toHaveBeenCalledOnce();
    attraction.attract(NOTHING);
    expect(made[0]?.close).toHaveBeenCalled();
  });

  it.each(['default', 'denied'])('is not shown, nor asked for, where the permission is %s', (permission) => {
    stub(permission);
    attraction.attract({ title: null, notice });
    expect(made).toEqual([]);
  });
});
