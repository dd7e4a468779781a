// What is noticed of a chat that nobody looks at, and when.

import { beforeEach, describe, expect, it } from 'vitest';
import { watchAttention } from '../../../frame/attention/watch.ts';
import { talking } from '../../../frame/gallery/states.ts';
import { ada, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import type { Active, SessionState, Transcript } from '../../../frame/session/state.ts';
import type { Attention } from '../../../protocol/rpc.ts';
import { createFakeClock } from '../../support/frame-fakes.ts';

const LONG = 10_000;
/** So long another tab has to say that it is looked at. */
const PAUSE_MS = 500;

const saying = (count: number): Transcript =>
  transcriptOf(Array.from({ length: count }, (_, place) => say(ada, `${place + 1}`)));

/** Counts which entries are read. */
function counted(transcript: Transcript): Transcript & { reads(): number } {
  let reads = 0;
  const entries = new Proxy(transcript.entries, {
    get(target, name) {
      if (/^\d+$/.test(String(name))) reads += 1;
      return Reflect.get(target, name);
    },
  });
  return { ...transcript, entries, reads: () => reads };
}

function watch() {
  const clock = createFakeClock();
  const asked: Attention[] = [];
  let sounds = 0;
  let look = (): void => {};
  let life: Active = talking({ window: 'minimized', transcript: saying(1), seenIndex: 1 });
  const page = { maxOfflineSeconds: 1_800, disableWebSockets: false, extra: null };
  watchAttention({
    clock,
    state: (): SessionState => ({ role: 'leader', storageWorks: true, page, life }),
    subscribe: (run) => {
      look = run;
      return () => {};
    },
    facts: () => ({ isPageSeen: false, isSoundOn: true, wants: { title: true, notice: true } }),
    words: (unread) => ({ title: `${unread} unread`, author: 'Chat' }),
    sound: () => {
      sounds += 1;
    },
    host: (request) => void asked.push(request),
  });
  look();
  const become = (over: Partial<Active>) => {
    life = { ...life, ...over };
    look();
  };
  return { clock, asked, become, sounds: () => sounds };
}

describe('a chat that nobody looks at', () => {
  let watched: ReturnType<typeof watch>;
  beforeEach(() => {
    watched = watch();
  });

  it('calls once for words that come, with who wrote last and how much is unread', async () => {
    watched.become({ transcript: saying(3) });
    expect(watched.asked).toEqual([]);
    await watched.clock.advance(PAUSE_MS);
    expect(watched.asked).toMatchObject([{ title: '2 unread', notice: { title: 'Ada Byron', body: '3' } }]);
    expect(watched.sounds()).toBe(1);
    watched.become({ draft: 'a' });
    await watched.clock.advance(PAUSE_MS);
    expect([watched.asked.length, watched.sounds()]).toEqual([1, 1]);
  });

  it('does not call where somebody has looked before the pause is over', async () => {
    watched.become({ transcript: saying(2) });
    watched.become({ seenIndex: 2 });
    await watched.clock.advance(PAUSE_MS);
    expect([watched.asked, watched.sounds()]).toEqual([[], 0]);
  });

  it('reads nothing of a long conversation when only a letter was typed, and of what is new no more than that', async () => {
    const seen = counted(saying(LONG));
    watched.become({ transcript: seen, seenIndex: LONG });
    const before = seen.reads();
    expect(before).toBeLessThan(5);
    watched.become({ draft: 'a' });
    expect(seen.reads()).toBe(before);

    const news = counted(saying(LONG + 3));
    watched.become({ transcript: news });
    watched.become({ draft: 'ab' });
    await watched.clock.advance(PAUSE_MS);
    expect(watched.asked.at(-1)?.title).toBe('3 unread');
    expect(news.reads()).toBeLessThan(10);
  });

  it('reads what is unread once, however much it is', async () => {
    const unread = counted(saying(LONG));
    watched.become({ transcript: unread });
    for (const draft of ['a', 'ab', 'abc']) watched.become({ draft });
    await watched.clock.advance(PAUSE_MS);
    expect(watched.asked.at(-1)?.title).toBe(`${LONG - 1} unread`);
    expect(unread.reads()).toBeLessThan(LONG + 5);
  });
});
