// Other places than the corner at the end of a line. Styles as in frame-element.ts: properties, each of them important.

import type { Layout } from '../../protocol/rpc.ts';
import { layOut } from '../frame-element.ts';

export type LayOut = (frame: HTMLIFrameElement, layout: Layout) => void;

export const atStart: LayOut = (frame, layout) => {
  layOut(frame, layout);
  frame.style.cssText = frame.style.cssText.replace('inset-inline-end', 'inset-inline-start');
};

const fill =
  (position: string): LayOut =>
  (frame, layout) => {
    frame.title = 'Chat';
    frame.style.cssText =
      `all:initial;display:block;${position}width:100%;height:100%;color-scheme:light dark;visibility:${layout.window === 'hidden' ? 'hidden' : 'visible'};`.replaceAll(
        ';',
        '!important;',
      );
  };

/** The bar of a minimised chat stands where the chat stood. */
export const inContainer: LayOut = fill('position:static;');
export const inWindow: LayOut = fill('position:fixed;inset:0;z-index:2147483000;');
