// Every scene of the gallery: each canned state as it is drawn, what stands only after something was done, and the sizes
// and places in which a chat may be. The one list, for eyes and for tests.

import type { OwnWindowStrings } from '../locale/strings.ts';
import type { Act } from './acts.ts';
import { DONE } from './done.ts';
import { states } from './states.ts';

/** In pixels: as large as the window that is drawn. */
export const SIZES = {
  usual: { width: 380, height: 600 },
  bar: { width: 240, height: 56 },
  button: { width: 60, height: 60 },
  phone: { width: 360, height: 740 },
  keyboard: { width: 360, height: 380 },
  sideways: { width: 740, height: 360 },
  narrow: { width: 280, height: 300 },
  wide: { width: 960, height: 480 },
} as const;

export type Size = keyof typeof SIZES;
/** `edges`: of a phone that takes some of the room; `ownWindow`: without a page around it. */
export type Around = 'page' | 'edges' | 'ownWindow';
type How = { size: Size; around: Around; acts: readonly Act[] };
/** A state of the chat by its name, or what stands where there is no chat. */
export type Scene = How & ({ state: string } | { part: 'launcher' | keyof OwnWindowStrings });

const plain: How = { size: 'usual', around: 'page', acts: [] };
const bar: How = { ...plain, size: 'bar' };
const phone: How = { ...plain, size: 'phone', around: 'edges' };
const ownWindow: How = { ...plain, size: 'wide', around: 'ownWindow' };

/** By state: what stands there a moment later than the rest. */
const LATE: Readonly<Record<string, string>> = {
  'ended-rating': '.rating',
  'ended-rating-sending': '.rating',
  'ended-rating-refused': '.rating',
  files: '.file small ~ small',
};
const drawnOf = (state: string): Scene => ({
  ...(state.startsWith('minimized') ? bar : plain),
  state,
  acts: LATE[state] ? [{ see: LATE[state] }] : [],
});

const drawn = Object.keys(states).map((state) => [state, drawnOf(state)]);
const done = Object.entries(DONE).map(([name, { state, acts }]) => [name, { ...plain, state, acts }]);

const placed: Record<string, Scene> = {
  launcher: { ...plain, size: 'button', part: 'launcher' },
  // In an element of the page, which has a size of its own.
  'container-narrow': { ...plain, size: 'narrow', state: 'talking' },
  'container-narrow-form': { ...plain, size: 'narrow', state: 'form-every-field' },
  'container-wide': { ...drawnOf('files'), size: 'wide' },
  'container-minimized': { ...plain, state: 'minimized-unread' },
  phone: { ...phone, state: 'talking' },
  'phone-form': { ...phone, state: 'form' },
  'phone-keyboard': { ...phone, size: 'keyboard', state: 'draft' },
  'phone-sideways': { ...phone, size: 'sideways', state: 'quick-replies' },
  'phone-ended': { ...drawnOf('ended-rating'), size: 'phone', around: 'edges' },
  'own-window': { ...ownWindow, state: 'talking' },
  'own-window-form': { ...ownWindow, state: 'form' },
  'own-window-ended': { ...ownWindow, state: 'ended-by-agent' },
  'own-window-over': { ...ownWindow, part: 'windowOver' },
  'own-window-of-another-page': { ...ownWindow, part: 'windowOfAnotherPage' },
};

export const scenes: Readonly<Record<string, Scene>> = { ...Object.fromEntries([...drawn, ...done]), ...placed };
