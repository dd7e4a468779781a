// How a page of the site and the chat window that it opened find each other: by an event on the other's window, whose
// details carry live objects. Both are of one origin, or nothing is heard.

import type { ChatPromise, Session } from '../api.ts';
import type { Core } from '../core.ts';

/** What the window tells its opener: its own outcome, and the way to its frame. */
export type Outcome = { promise: ChatPromise<Session>; core: Pick<Core, 'current' | 'run'> };

export type Sign = {
  /** The chat's. */
  origin: string;
  /** The window that has been opened, when it tells its opener that it is there. */
  from?: Window;
  /** Filled in by the opener. */
  options?: object;
  /** How the opener, perhaps a later one, hears of the outcome. */
  hears?: (outcome: Outcome) => void;
};

const SIGN = 'tagalong:window';

export function sign(to: Window, detail: Sign): void {
  try {
    to.dispatchEvent(new CustomEvent(SIGN, { detail }));
  } catch {
    // Of another origin by now.
  }
}

export function onSign(origin: string, hear: (detail: Sign) => void): () => void {
  const listener = ({ detail }: CustomEventInit<Sign>) => detail?.origin === origin && hear(detail);
  addEventListener(SIGN, listener as EventListener);
  return () => removeEventListener(SIGN, listener as EventListener);
}
