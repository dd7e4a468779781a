// How a page of the site and the chat window that it opened find each other: by events on the other's window, whose details
// carry live objects. Both are of one origin, or nothing is heard.

import type { ChatPromise, Session } from '../api.ts';
import type { Core } from '../core.ts';

/** What the window tells its opener: its own outcome, and the way to its frame. */
export type Outcome = { promise: ChatPromise<Session>; core: Pick<Core, 'current' | 'run'> };
export type Hears = (outcome: Outcome) => void;

/** The window to its opener, which fills in the rest. */
export type Arrival = { window: Window; origin: string; options?: object; hears?: Hears };
/** An opener, perhaps a later one, to the window that is open already. */
export type Call = { origin: string; hears: Hears };

const ARRIVAL = 'tagalong:arrival';
const CALL = 'tagalong:call';

const tell = (to: Window, name: string, detail: object): void => {
  try {
    // Of the other window's realm, as everything that it looks at.
    const { CustomEvent: Made } = to as Window & typeof globalThis;
    to.dispatchEvent(new Made(name, { detail }));
  } catch {
    // Of another origin by now.
  }
};
const listen = <Detail>(name: string, hear: (detail: Detail) => void): (() => void) => {
  const listener = (event: Event) => hear((event as CustomEvent<Detail>).detail);
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
};

export const arrive = (to: Window, arrival: Arrival): void => tell(to, ARRIVAL, arrival);
export const onArrival = (hear: (arrival: Arrival) => void) => listen(ARRIVAL, hear);
export const callWindow = (to: Window, call: Call): void => tell(to, CALL, call);
export const onCall = (hear: (call: Call) => void) => listen(CALL, hear);
