// Where the chat is seen: an iframe in an element of the page, or a window of its own. Knows no chat.

import type { Layout } from '../protocol/rpc.ts';
import type { FrameSlot } from './frame-element.ts';

export type View = {
  /** Puts the frame there if it is not, and gives its window. */
  open(): Window;
  /** `null`: the chat is not there any more. */
  place(layout: Layout | null): void;
};

/** What there is of the page's side; `view` is changed only while there is no frame. */
export type Stage = { slot: FrameSlot; origin: string; view: View };

export const inSlot = (
  slot: FrameSlot,
  parent: () => Element,
  layOut: (frame: HTMLIFrameElement, layout: Layout) => void,
): View => {
  const frame = () => slot(parent()) as HTMLIFrameElement;
  return {
    open() {
      // One that the page has removed is of no use any more.
      if (!frame().isConnected) slot();
      return frame().contentWindow as Window;
    },
    place: (layout) => (layout ? layOut(frame(), layout) : slot()),
  };
};
