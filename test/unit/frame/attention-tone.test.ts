// The tone, and the device that it is played on.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readyTone } from '../../../frame/attention/browser-sound.ts';

/** As long as a browser may take to say that a page may sound. */
const READY_MS = 1_000;
const said: string[] = [];
let ended: (() => void)[] = [];
let isAllowed = true;

const part = () => ({
  frequency: {},
  gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
  connect: (to: object) => to,
  start: () => said.push('note'),
  stop() {},
  addEventListener: (_: string, run: () => void) => ended.push(run),
});
class FakeContext {
  currentTime = 0;
  destination = {};
  createOscillator = part;
  createGain = part;
  resume = () => (isAllowed ? Promise.resolve() : new Promise(() => {}));
  suspend = async () => void said.push('suspended');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('AudioContext', FakeContext);
  said.length = 0;
  ended = [];
  isAllowed = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a tone', () => {
  it('is two notes, after which the device sleeps', async () => {
    (await readyTone())?.play();
    expect(said).toEqual(['note', 'note']);
    for (const run of ended) run();
    expect(said).toEqual(['note', 'note', 'suspended']);
  });

  it('lets the device sleep where another tab sounds', async () => {
    (await readyTone())?.leave();
    expect(said).toEqual(['suspended']);
  });

  it('is not cut off by the end of the one before it', async () => {
    (await readyTone())?.play();
    (await readyTone())?.play();
    ended[0]?.();
    expect(said).not.toContain('suspended');
    ended[1]?.();
    expect(said).toContain('suspended');
  });

  it('is none where the browser lets nothing sound, and none comes with a later click', async () => {
    isAllowed = false;
    const tone = readyTone();
    await vi.advanceTimersByTimeAsync(READY_MS);
    expect(await tone).toBeNull();
    expect(said).toEqual(['suspended']);
  });
});
