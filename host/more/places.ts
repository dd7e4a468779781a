// Where the chat is seen, chosen before there is one: an iframe that is moved would be loaded anew, and a chat that is open
// stays where it is. Tells the log when a frame comes and goes.

import { CANCELLED } from '../../protocol/beginning-errors.ts';
import type { Core } from '../core.ts';
import type { Stage, View } from '../stage.ts';
import type { Log } from './log.ts';

/** `place` stands for the view: an element, a window, or a side. false: something else is open. */
export type Put = (log: Log, place: unknown, view: () => View) => boolean;

/** `onGone`: the chat is not on the page any more. */
export function createPut(core: Core, stage: Stage, onGone: () => void): Put {
  let shown: unknown = false;
  let log: Log = () => {};

  const watched = (view: View): View => ({
    open() {
      log('debug', 'linked');
      return view.open();
    },
    place(layout) {
      view.place(layout);
      if (layout) return;
      shown = undefined;
      log('debug', 'gone');
      onGone();
    },
  });
  stage.view = watched(stage.view);

  return (newLog, place, view) => {
    log = newLog;
    if (place === shown) return true;
    const { tickets, current } = core;
    if (tickets.size || (current() && !current()?.isOver)) return false;
    core.shut(CANCELLED);
    stage.view = watched(view());
    shown = place;
    return true;
  };
}
