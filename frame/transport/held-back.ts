// What a channel tells before it has been received itself waits, in order. Knows no channel.

import type { ChannelEvents } from './transport.ts';

export function holdBack(to: ChannelEvents, isWanted: () => boolean) {
  let early: (() => void)[] | null = [];
  const pass = (run: () => void): void => {
    if (!isWanted()) return;
    if (early) early.push(run);
    else run();
  };
  const events: ChannelEvents = {
    onPush: (push) => pass(() => to.onPush(push)),
    onLost: (how) => pass(() => to.onLost(how)),
  };
  return {
    events,
    release() {
      const waiting = early ?? [];
      early = null;
      for (const run of waiting) if (isWanted()) run();
    },
  };
}
