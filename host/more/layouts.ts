// Other places than the corner at the end of a line. Styles as in frame-element.ts: properties, each of them important.

import type { Layout } from '../../protocol/rpc.ts';
import { layOut } from '../frame-element.ts';

export type LayOut = (frame: HTMLIFrameElement, layout: Layout) => void;

export const atStart: LayOut = (frame, layout) => {
  layOut(frame, layout);
  frame.style.cssText += 'inset-inline:0 auto!important';
};

/** What comes later in a style wins. */
const fill =
  (also: string): LayOut =>
  (frame, layout) => {
    layOut(frame, layout.window === 'hidden' ? layout : { window: 'open' });
    frame.style.cssText += `${also}width:100%;height:100%;margin:0;border-radius:0;box-shadow:none;`.replaceAll(
      ';',
      '!important;',
    );
  };

/** The bar of a minimised chat stands where the chat stood. */
export const inContainer: LayOut = fill('display:block;position:static;');
export const inWindow: LayOut = fill('');
