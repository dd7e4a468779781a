// Where the chat is seen: an iframe in an element of the page, or a window of its own. Hands the keyboard to the chat that
// the visitor opens from the page, and back. Knows no chat.

import type { Layout } from '../protocol/rpc.ts';
import type { Core } from './core.ts';
import type { FrameSlot } from './frame-element.ts';

export type View = {
  /** Puts the frame there if it is not, and gives its window. */
  open(): Window;
  /** `null`: the chat is not there any more. */
  place(layout: Layout | null, core: Core): void;
};

export type LayOut = (frame: HTMLIFrameElement, layout: Layout) => void;

/** What there is of the page's side; `view` is changed only while there is no frame. */
export type Stage = {
  slot: FrameSlot;
  origin: string;
  view: View;
  /** How the iframe stands, unless it fills an element of the page. */
  layOut: LayOut;
};

export const inSlot = (stage: Stage, parent: () => Element, layOut?: LayOut): View => {
  const frame = () => stage.slot(parent()) as HTMLIFrameElement;
  let shown: HTMLIFrameElement | undefined;
  /** What had the keyboard before the chat. */
  let opener: HTMLElement | undefined;
  return {
    open() {
      // One that the page has removed is of no use any more.
      if (!frame().isConnected) stage.slot();
      return frame().contentWindow as Window;
    },
    place(layout, core) {
      // Read before the frame is hidden.
      const hadFocus = shown && document.activeElement === shown;
      if (layout) {
        shown = frame();
        (layOut || stage.layOut)(shown, layout);
      } else stage.slot();
      if (layout?.window === 'open') {
        const active = document.activeElement as HTMLElement;
        // By a control of the page. Nobody who is writing there is interrupted.
        if (navigator.userActivation?.isActive && !active.matches(':read-write')) {
          opener = active;
          shown?.focus();
        }
        // Where a keyboard covers a part of the page. Nobody waits for it.
        if (navigator.maxTouchPoints) import('./touch.ts').then(({ fitTo }) => fitTo(stage, core), Boolean);
      } else if (hadFocus) {
        // Gone meanwhile, or hidden, it takes no focus, and nothing happens.
        opener?.focus();
      }
    },
  };
};
