// Where the chat is seen, chosen before there is one: an iframe that is moved would be loaded anew, and a chat that is open
// stays where it is. Tells the log when a frame comes and goes.

import { CANCELLED } from '../../protocol/beginning-errors.ts';
import type { Core } from '../core.ts';
import type { Stage, View } from '../stage.ts';
import type { Log } from './log.ts';

/** `place` stands for the view: an element, a window, or a side. A list, because its names cost nothing. */
export type Places = [
  /** false: something else is open. */
  put: (log: Log, place: unknown, view: () => View) => boolean,
  /** Something else was asked for here, and nobody knows yet whether anything comes of it. */
  isUndecided: (place: unknown) => boolean,
];

/** `onGone`: the chat is not on the page any more. */
export function createPlaces(core: Core, stage: Stage, onGone: () => void): Places {
  let shown: unknown = false;
  let log: Log = () => {};
  let isSeen = false;

  const watched = (view: View): View => ({
    open() {
      log('debug', 'linked');
      return view.open();
    },
    place(layout, core) {
      view.place(layout, core);
      isSeen = !!layout && layout.window !== 'hidden';
      if (layout) return;
      shown = undefined;
      log('debug', 'gone');
      onGone();
    },
  });
  stage.view = watched(stage.view);

  return [
    (newLog, place, view) => {
      log = newLog;
      if (place === shown) return true;
      const { tickets, current } = core;
      if (tickets.size || (current() && !current()?.isOver)) return false;
      core.shut(CANCELLED);
      stage.view = watched(view());
      shown = place;
      return true;
    },
    (place) => place !== shown && core.tickets.size > 0 && !isSeen,
  ];
}
