// Which of several tabs makes the sound.

import { describe, expect, it } from 'vitest';
import { createSoundOnce } from '../../../frame/attention/sound-once.ts';
import { createTurn } from '../../../frame/attention/turn.ts';
import { createFakeClock, createFakeLifecycle, settled } from '../../support/frame-fakes.ts';

/** As long as tabs with late timers may come after the first. */
const TURN_MS = 5_000;

/** Those of one browser, as far as nobody waits in a queue. */
function createLocks() {
  let isHeld = false;
  const request = async (_: string, __: object, run: (lock: Lock | null) => unknown) => {
    if (isHeld) return void run(null);
    isHeld = true;
    await run({} as Lock);
    isHeld = false;
  };
  return { locks: (): GivenLocks => ({ request }) as GivenLocks, isHeld: () => isHeld };
}

type GivenLocks = ReturnType<Parameters<typeof createTurn>[0]['locks']>;

function openBrowser({ locks, isHeld }: { locks: () => GivenLocks; isHeld?: () => boolean } = createLocks()) {
  const clock = createFakeClock();
  const heard: string[] = [];
  const openTab = (name: string, maySound = true) => {
    const lifecycle = createFakeLifecycle();
    let readied = 0;
    const leave = (_?: unknown) => {
      readied -= 1;
    };
    const sound = createSoundOnce({
      isMyTurn: createTurn({ clock, lifecycle, locks }),
      async ready() {
        if (!maySound) return null;
        readied += 1;
        return { leave, play: () => leave(heard.push(name)) };
      },
    });
    return { sound, hide: lifecycle.hide, readied: () => readied };
  };
  return { clock, heard, openTab, isHeld };
}

describe('a sound', () => {
  it('comes from one of the tabs that may make it', async () => {
    const { heard, openTab } = openBrowser();
    const tabs = [openTab('first'), openTab('second'), openTab('third')];
    await Promise.all(tabs.map(({ sound }) => sound()));
    expect(heard).toEqual(['first']);
    expect(tabs.map(({ readied }) => readied())).toEqual([0, 0, 0]);
  });

  it('comes from a tab that may make it though the one that leads may not', async () => {
    const { heard, openTab } = openBrowser();
    const [leader, follower] = [openTab('leader', false), openTab('follower')];
    await Promise.all([leader.sound(), follower.sound()]);
    expect(heard).toEqual(['follower']);
  });

  it('comes once though another tab is late', async () => {
    const { heard, openTab, clock } = openBrowser();
    const [early, late] = [openTab('early'), openTab('late')];
    await early.sound();
    await clock.advance(TURN_MS - 1);
    await late.sound();
    expect(heard).toEqual(['early']);
  });

  it('comes for each message, from the tab whose turn it still is', async () => {
    const { heard, openTab, clock } = openBrowser();
    const [early, late] = [openTab('early'), openTab('late')];
    await early.sound();
    await clock.advance(TURN_MS - 1);
    await early.sound();
    await clock.advance(TURN_MS - 1);
    await late.sound();
    expect(heard).toEqual(['early', 'early']);
  });

  it('may come from any tab once a turn is over', async () => {
    const { heard, openTab, clock, isHeld } = openBrowser();
    await openTab('first').sound();
    await clock.advance(TURN_MS);
    expect(isHeld?.()).toBe(false);
    await openTab('second').sound();
    expect(heard).toEqual(['first', 'second']);
  });

  it('keeps no lock on a page that is left', async () => {
    const { openTab, isHeld } = openBrowser();
    const { sound, hide } = openTab('first');
    await sound();
    expect(isHeld?.()).toBe(true);
    hide();
    await settled();
    expect(isHeld?.()).toBe(false);
  });

  it.each([
    ['gives no locks', () => undefined],
    ['refuses them', () => ({ request: async () => Promise.reject(new DOMException('', 'SecurityError')) })],
  ])('comes from every tab that may make it where the browser %s', async (_, locks) => {
    const { heard, openTab } = openBrowser({ locks });
    await Promise.all([openTab('first').sound(), openTab('second').sound()]);
    expect(heard).toEqual(['first', 'second']);
  });
});
