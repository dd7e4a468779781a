// Moves the chat to where the options want it, before there is one: an iframe that is moved would be loaded anew.

import { CANCELLED } from '../../protocol/beginning-errors.ts';
import type { Core } from '../core.ts';
import { inSlot, type Stage, type View } from '../stage.ts';
import { atStart, inContainer } from './layouts.ts';

export function inOtherPlace(core: Core, stage: Stage) {
  const corner = stage.view;
  const root = () => document.documentElement;
  /** What stands for the place of the view that is set. */
  let shown: unknown = false;

  const put = (place: unknown, view: () => View): void => {
    const current = core.current();
    // A chat that is open stays where it is.
    if (place === shown || core.tickets.size > 0 || (current && !current.isOver)) return;
    core.shut(CANCELLED);
    stage.view = view();
    shown = place;
  };

  return (container: (() => Element) | null, isAtStart: boolean): void =>
    container
      ? put(container(), () => inSlot(stage.slot, container, inContainer))
      : put(isAtStart, () => (isAtStart ? inSlot(stage.slot, root, atStart) : corner));
}
