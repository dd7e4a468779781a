import { describe, expect, it } from 'vitest';
import { createAttention } from '../../../server/console/attention.ts';
import { fakeClock } from './console-fixtures.ts';

/** One browser with several tabs: each looks or not, and the first to claim an event has it. */
function browser() {
  const clock = fakeClock();
  const claimed = new Set<string>();
  const sounds: string[] = [];
  const tab = (isLooking: boolean) => {
    const news: (string | null)[] = [];
    const attention = createAttention({
      clock,
      isLooking: () => isLooking,
      claim: async (key) => {
        if (claimed.has(key)) return false;
        claimed.add(key);
        return true;
      },
      play: (reason) => void sounds.push(reason),
      onNews: (reason) => void news.push(reason),
    });
    return { attention, news };
  };
  return { clock, sounds, tab };
}

describe('calling the agent', () => {
  it('is one sound in a browser, however many tabs hear of the same event', async () => {
    const { clock, sounds, tab } = browser();
    const tabs = [tab(false), tab(false), tab(false)];
    for (const { attention } of tabs) attention.attract('visitor', 'visitor-1');
    await clock.advance(1_000);
    expect(sounds).toEqual(['visitor']);
    expect(tabs.map(({ news }) => news)).toEqual([['visitor'], ['visitor'], ['visitor']]);
  });

  it('is silent while the agent looks at any tab, whichever hears of it first', async () => {
    const { clock, sounds, tab } = browser();
    const [hidden, looked] = [tab(false), tab(true)];
    hidden.attention.attract('message', 'message-1');
    looked.attention.attract('message', 'message-1');
    await clock.advance(1_000);
    expect(sounds).toEqual([]);
    expect(looked.news).toEqual([]);
  });

  it('sounds again for another event, and is over when the agent looks', async () => {
    const { clock, sounds, tab } = browser();
    const { attention, news } = tab(false);
    attention.attract('visitor', 'visitor-1');
    attention.attract('message', 'message-1');
    await clock.advance(1_000);
    attention.looked();
    expect(sounds).toEqual(['visitor', 'message']);
    expect(news.at(-1)).toBeNull();
  });

  it('makes no sound after the page was left', async () => {
    const { clock, sounds, tab } = browser();
    const { attention } = tab(false);
    attention.attract('visitor', 'visitor-1');
    attention.close();
    await clock.advance(1_000);
    expect(sounds).toEqual([]);
  });
});
