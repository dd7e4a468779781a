// Keeps the conversation where the visitor looks: at the newest message if that was in view, else where it was.
// Knows heights, not messages.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ScrollPlace } from './scroll-place.ts';

/** Half a line from the end is still the end: zoomed pages have fractions of pixels. */
const NEAR_END_PX = 24;

export function useScroll(place: ScrollPlace, onMoved: () => void, onPlace: (fromEnd: number | null) => void) {
  const scroller = useRef<HTMLDivElement>(null);
  /** Distance from the end to be kept while older lines are put above. */
  const hold = useRef<number | null>(null);

  const settle = () => {
    const box = scroller.current;
    if (!box) return;
    if (hold.current !== null) box.scrollTop = box.scrollHeight - hold.current;
    else if (place.atEnd) box.scrollTop = box.scrollHeight;
    hold.current = null;
  };
  /** Not while older lines are still to come, without which there is no getting there. */
  const report = () => {
    const box = scroller.current;
    if (box && place.wanted === null) onPlace(place.atEnd ? null : Math.round(box.scrollHeight - box.scrollTop));
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    if (place.wanted !== null) box.scrollTop = box.scrollHeight - place.wanted;
    else if (!place.atEnd) box.scrollTop = place.top;
  }, []);
  useLayoutEffect(() => {
    settle();
    const box = scroller.current;
    if (place.atEnd || (box && box.scrollHeight >= (place.wanted ?? 0))) place.wanted = null;
    report();
  });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // A keyboard that opens or a composer that grows takes room without a render of ours.
    const observer = new ResizeObserver(settle);
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    place.top = box.scrollTop;
    place.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (box.scrollTop > 0) place.wanted = null;
    report();
    onMoved();
  };
  /** To be called before lines are put above what is in view. */
  const holdPlace = () => {
    const box = scroller.current;
    if (!box) return;
    place.atEnd = false;
    hold.current = place.wanted ?? box.scrollHeight - box.scrollTop;
  };
  return { scroller, onScroll, holdPlace };
}
