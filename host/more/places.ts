// Where the chat is seen, chosen before there is one: an iframe that is moved would be loaded anew, and a chat that is open
// stays where it is. Tells the log when a frame comes and goes.

import { CANCELLED } from '../../protocol/beginning-errors.ts';
import type { Session } from '../api.ts';
import type { Core } from '../core.ts';
import type { Deferred } from '../deferred.ts';
import { inSlot, type Stage, type View } from '../stage.ts';
import { atStart, inContainer, inWindow, type LayOut } from './layouts.ts';
import type { Log } from './log.ts';
import { frameInWindow, pageInWindow } from './popup.ts';

export function createPlaces(core: Core, stage: Stage, onGone: () => void) {
  const corner = stage.view;
  const root = () => document.documentElement;
  /** Stands for the place of the view that is set: an element, a window, or a side. */
  let shown: unknown = false;
  let log: Log = () => {};
  const undo: (() => void)[] = [];
  let join: (deferred: Deferred<Session>) => void;

  const watched = (view: View): View => ({
    open() {
      const opened = view.open();
      log('debug', 'a link to the frame is made');
      return opened;
    },
    place(layout) {
      view.place(layout);
      if (layout) return;
      log('debug', 'the frame is gone');
      for (const once of undo.splice(0)) once();
      onGone();
    },
  });
  stage.view = watched(corner);

  const isOpen = (): boolean => {
    const current = core.current();
    return core.tickets.size > 0 || (!!current && !current.isOver);
  };

  const put = (newLog: Log, place: unknown, view: () => View): void => {
    log = newLog;
    if (place === shown || isOpen()) return;
    core.shut(CANCELLED);
    stage.view = watched(view());
    shown = place;
  };
  /** Where the last call wanted it. */
  let wanted = root as () => Element;
  /** A page that takes an element away and has another in its place finds its chat there. */
  const inside = (container: () => Element) => () =>
    [container(), wanted()].find(({ isConnected }) => isConnected) ?? root();
  const framed = (parent: () => Element, layOut: LayOut) => () => inSlot(stage.slot, parent, layOut);

  return {
    onPage(to: Log, container: (() => Element) | null, isAtStart: boolean): void {
      wanted = container ?? root;
      if (container) put(to, container(), framed(inside(container), inContainer));
      else put(to, isAtStart, isAtStart ? framed(root, atStart) : () => corner);
    },
    inThisWindow: (to: Log) => put(to, window, framed(root, inWindow)),
    /** Something else is open here. */
    mayUse: (popup: Window) => popup === shown || !isOpen(),
    frameInWindow: (to: Log, popup: Window) => put(to, popup, () => frameInWindow(core, stage, popup)),
    pageInWindow(to: Log, popup: Window, deferred: Deferred<Session>, address: string, options: object): void {
      put(to, popup, () => {
        const page = pageInWindow(core, stage, popup, address, options);
        join = page.join;
        return page.view;
      });
      join(deferred);
    },
    whileHere: (stop: () => void) => void undo.push(stop),
  };
}
