// Reads off the elements which lines are in view, and puts a line back where it was. Knows heights, not messages.

import { lastWhere } from './last-where.ts';
import type { InView } from './range.ts';

/** Of a line, as far as its place matters. `isStill`: drawn as long as its entry is, whatever else is drawn. */
export type PlacedLine = { key: string; index: number; isStill: boolean };
/** A line, and where its upper edge is below that of the view. */
export type Pin = { key: string; top: number };
export type Look = { pin: Pin; at: number; inView: InView };

/** `children` are the elements of the lines, in the same order. null: nothing has a height here. */
export function lookAt(box: Element, children: ArrayLike<Element>, lines: readonly PlacedLine[]): Look | null {
  const { top, bottom } = box.getBoundingClientRect();
  const rects = lines.map((_, place) => children[place]?.getBoundingClientRect());
  const first = rects.findIndex((rect) => rect && rect.bottom > top);
  const last = lastWhere(rects, (rect) => rect && rect.top < bottom);
  const pinned = lines.findIndex((line, place) => place >= first && line.isStill);
  const [line, rect] = [lines[pinned], rects[pinned]];
  const [firstLine, lastLine] = [lines[first], lines[last]];
  if (first < 0 || !line || !rect || !firstLine || !lastLine) return null;
  const above = rect.height > 0 ? (top - rect.top) / rect.height : 0;
  return {
    pin: { key: line.key, top: rect.top - top },
    at: line.index + Math.min(MOST_OF_ONE, Math.max(0, above)),
    inView: { first: firstLine.index, last: lastLine.index },
  };
}

/** A fraction that does not become the next line when it is rounded. */
const MOST_OF_ONE = 0.999;

/** False: that line is not there. */
export function putBack(box: Element, children: ArrayLike<Element>, lines: readonly PlacedLine[], pin: Pin): boolean {
  const child = children[lines.findIndex(({ key }) => key === pin.key)];
  if (!child) return false;
  const moved = child.getBoundingClientRect().top - box.getBoundingClientRect().top - pin.top;
  // Only when needed: it would stop a finger's swing.
  if (Math.abs(moved) >= LEAST_PX) box.scrollTop += moved;
  return true;
}

const LEAST_PX = 0.5;

/** The same for a place that is known as an entry and a fraction of it alone. */
export function goTo(box: Element, children: ArrayLike<Element>, lines: readonly PlacedLine[], at: number): boolean {
  const line = lines.find(({ index, isStill }) => isStill && index === Math.floor(at));
  const child = line && children[lines.indexOf(line)];
  if (!child) return false;
  const { top, height } = child.getBoundingClientRect();
  box.scrollTop += top - box.getBoundingClientRect().top + height * (at % 1);
  return true;
}
