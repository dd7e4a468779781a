// Reports that the newest entry was looked at: it is in view, and so is the page.

import { useEffect } from 'preact/hooks';
import type { Wish } from '../session/wishes.ts';
import type { ScrollPlace } from './scroll-place.ts';
import type { Talk } from './talk.ts';

export const isPageVisible = (): boolean => document.visibilityState === 'visible';

/** Returns the check, for whoever notices a movement. */
export function useSeen(life: Talk, place: ScrollPlace, onWish: (wish: Wish) => void): () => void {
  const { lastIndex } = life.transcript;
  const report = () => {
    const isUnseen = life.seenIndex < lastIndex;
    if (isUnseen && place.at === null && isPageVisible()) onWish({ type: 'conversationSeen' });
  };
  useEffect(report, [lastIndex]);
  useEffect(() => {
    document.addEventListener('visibilitychange', report);
    return () => document.removeEventListener('visibilitychange', report);
  });
  return report;
}
