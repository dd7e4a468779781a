// Where the keyboard lands when another chat comes to the screen: in the reply, unless chats are being gone through by
// keys, which a field would swallow. On a phone a field would raise the keyboard over the conversation.

import { createContext } from 'preact';

export const Landing = createContext<{ current: 'reply' | 'log' }>({ current: 'reply' });

export const raisesNoKeyboard = (): boolean => matchMedia('(hover: hover)').matches;

export const focusLog = (): void => document.querySelector<HTMLElement>('[role="log"]')?.focus();

export const isShown = (element: HTMLElement): boolean =>
  element.isConnected && (element.checkVisibility?.() ?? true) && !element.matches(':disabled');

/** Where the keyboard goes when it has nowhere else to be. */
export function goHome(): void {
  const homes = ['[role="log"]', '#lists'].map((home) => document.querySelector<HTMLElement>(home));
  homes.find((home) => home && isShown(home))?.focus();
}
