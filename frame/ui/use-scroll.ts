// Keeps the conversation where the visitor looks: at the newest message if that was in view, else at the line that was,
// to the pixel, whatever is drawn, loaded or folded away around it.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ScrollPlace } from './scroll-place.ts';
import { goTo, type Look, lookAt, type Pin, type PlacedLine, putBack } from './talk/look.ts';

/** Half a line from the end is still the end: zoomed pages have fractions of pixels. */
const NEAR_END_PX = 24;

type Scrolling = {
  place: ScrollPlace;
  /** As they are drawn in `content`, in order. */
  lines: readonly PlacedLine[];
  /** Whether the last of them is the end of the conversation. */
  hasEnd: boolean;
  /** After each movement. */
  onLook: (look: Look) => void;
};

export function useScroll({ place, lines, hasEnd, onLook }: Scrolling) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const pin = useRef<Pin | null>(null);
  /** Where we have put it, and in what: the browser tells of that too, and often after the lines have grown. */
  const put = useRef({ top: 0, whole: 0, view: 0 });
  const drawn = useRef({ lines, hasEnd, onLook });
  drawn.current = { lines, hasEnd, onLook };

  const look = (): Look | null =>
    scroller.current && content.current && lookAt(scroller.current, content.current.children, drawn.current.lines);

  const settle = () => {
    const [box, children] = [scroller.current, content.current?.children];
    if (!box || !children) return;
    if (place.at === null) {
      pin.current = null;
      box.scrollTop = box.scrollHeight;
    } else if (!pin.current || !putBack(box, children, drawn.current.lines, pin.current)) {
      // What is not loaded yet is waited for at the beginning of what is.
      if (goTo(box, children, drawn.current.lines, place.at)) pin.current = look()?.pin ?? null;
      else box.scrollTop = 0;
    }
    remember(box);
  };
  const remember = (box: HTMLElement) => {
    put.current = { top: box.scrollTop, whole: box.scrollHeight, view: box.clientHeight };
  };
  useLayoutEffect(settle);
  useLayoutEffect(() => {
    const [box, inner] = [scroller.current, content.current];
    if (!box || !inner) return;
    // A keyboard that opens, a composer that grows, a picture that has come: no render of ours tells of them.
    const observer = new ResizeObserver(settle);
    observer.observe(box);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const box = scroller.current;
    if (!box || Math.abs(box.scrollTop - put.current.top) < 1) return;
    // Where less was to be seen for a moment, the browser has moved it, and not the visitor: the end has grown on since.
    const isOther = box.scrollHeight !== put.current.whole || box.clientHeight !== put.current.view;
    if (place.at === null && isOther) settle();
    else takePlace();
  };
  /** What is in view now is where the visitor is. */
  const takePlace = () => {
    const [box, seen] = [scroller.current, look()];
    if (!box || !seen) return;
    remember(box);
    const isAtEnd = drawn.current.hasEnd && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    place.at = isAtEnd ? null : seen.at;
    pin.current = isAtEnd ? null : seen.pin;
    drawn.current.onLook(seen);
  };
  /** Other lines may be wanted now, although nothing has moved. */
  const lookAgain = () => {
    if (pin.current) takePlace();
  };
  /** To another place than the one in view; null: the end. */
  const moveTo = (at: number | null) => {
    place.at = at;
    pin.current = null;
  };
  return { scroller, content, onScroll, takePlace, lookAgain, moveTo, settle };
}
