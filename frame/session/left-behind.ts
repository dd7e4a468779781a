// Messages that another page of this session has written down and did not live to send. Who has a way of its own takes them
// up: the server counts what several pages send under one id once. Knows no roles and no way to the server.

import type { Clock, Dispose } from '../ports.ts';
import type { SessionStore } from '../storage/storage.ts';
import type { Inner } from './conversation.ts';
import { savedOutboxOf } from './others-outbox.ts';
import { isLive } from './selectors.ts';

/** Long enough for the other page to send them itself, short enough for a visitor who sees them nowhere. */
export const TAKE_UP_EVERY_MS = 10_000;

export type LeftBehindParts = Pick<Inner, 'state' | 'dispatch'> & { clock: Clock; store: Pick<SessionStore, 'load'> };

export type LeftBehind = {
  takeUp(): void;
  /** Again and again: who leads hears of what others write, a page without others hears of nothing. */
  keepLooking(): void;
  stop: Dispose;
};

export function createLeftBehind({ state, dispatch, clock, store }: LeftBehindParts): LeftBehind {
  let stop: Dispose = () => {};

  function takeUp(): void {
    const { life } = state();
    const items = isLive(life) ? savedOutboxOf(life, store.load()) : [];
    if (items.length > 0) dispatch({ type: 'outboxHandedOver', items });
  }

  function keepLooking(): void {
    stop();
    stop = clock.after(TAKE_UP_EVERY_MS, () => {
      takeUp();
      keepLooking();
    });
  }

  return { takeUp, keepLooking, stop: () => stop() };
}
