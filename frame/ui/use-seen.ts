// Reports that the newest entry was looked at: it is in view, and so are the page and the part of it where the chat ends,
// as a chat in the midst of a page may be scrolled away.

import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Wish } from '../session/wishes.ts';
import type { ScrollPlace } from './scroll-place.ts';
import type { Talk } from './talk.ts';

type Seen = {
  /** For a strip along the lower edge of the conversation. */
  edge: RefObject<HTMLDivElement>;
  /** Whether what comes now comes before the visitor's eyes. */
  isWatched(): boolean;
  /** For whoever notices a movement. */
  check(): void;
};

export function useSeen(life: Talk, place: ScrollPlace, onWish: (wish: Wish) => void): Seen {
  const { lastIndex } = life.transcript;
  const edge = useRef<HTMLDivElement>(null);
  /** Not before the browser has said so. */
  const isEdgeInView = useRef(false);
  const isWatched = () => place.at === null && isEdgeInView.current && document.visibilityState === 'visible';
  const check = () => {
    if (life.seenIndex < lastIndex && isWatched()) onWish({ type: 'conversationSeen' });
  };
  const latest = useRef(check);
  latest.current = check;
  useEffect(check, [lastIndex]);
  useEffect(() => {
    const look = () => latest.current();
    document.addEventListener('visibilitychange', look);
    // Its root is the window's own viewport, also for a frame of another origin.
    const observer = new IntersectionObserver((changes) => {
      isEdgeInView.current = (changes.at(-1)?.intersectionRatio ?? 0) > 0;
      look();
    });
    if (edge.current) observer.observe(edge.current);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return { edge, isWatched, check };
}
