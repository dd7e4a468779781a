// Keys that press a control from anywhere but a field. A control says which key is its own (`aria-keyshortcuts`), so
// that what is announced, what is listed in the help and what happens are one thing.

import { createContext } from 'preact';
import { useContext, useLayoutEffect } from 'preact/hooks';
import { isComposing } from './is-composing.ts';

/** In the order in which they are learnt. */
export const KEYS = {
  a: 'Take the visitor who has waited longest',
  u: 'Go to the newest unread chat',
  j: 'Next chat',
  k: 'Previous chat',
  r: 'Write a reply',
  i: 'Write a note for agents',
  f: 'Attach files',
  t: 'Hand the chat over',
  e: 'End the chat (three seconds to take it back)',
  d: 'Show or hide what is known of the visitor',
  '/': 'Search past chats',
  '?': 'Show this help',
} as const;
export type Key = keyof typeof KEYS;

/** Keys of one letter get in the way of speech input and of stray fingers: they can be switched off. */
export const KeysContext = createContext(true);

/** For the control that this key presses, or the field that it goes to. */
export function useKey(key: Key, isWanted = true): { 'aria-keyshortcuts'?: Key } {
  return useContext(KeysContext) && isWanted ? { 'aria-keyshortcuts': key } : {};
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  target.getAttribute('type') !== 'radio';

const isKey = (key: string): key is Key => Object.hasOwn(KEYS, key);

function press(control: HTMLElement): void {
  if (isField(control)) control.focus();
  else control.click();
}

/** `move`: what has no control of its own. */
export function useKeys(isOn: boolean, move: (by: 1 | -1) => void): void {
  // With the picture, not after it: where a page is not painted, that can be a while, and a key knew nothing of it.
  useLayoutEffect(() => {
    if (!isOn) return;
    const down = (event: KeyboardEvent) => {
      const { key } = event;
      if (event.defaultPrevented || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!isKey(key) || isField(event.target) || document.querySelector('dialog[open]')) return;
      if (key === 'j' || key === 'k') {
        event.preventDefault();
        return move(key === 'j' ? 1 : -1);
      }
      // A key held down is one wish.
      const control = event.repeat ? null : document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
      if (!control) return;
      // Not into the field that it goes to.
      event.preventDefault();
      press(control);
    };
    addEventListener('keydown', down);
    return () => removeEventListener('keydown', down);
  });
}
