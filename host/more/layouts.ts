// Other places than the corner at the bottom end. Styles as in frame-element.ts: properties, each of them important.

import type { Layout } from '../../protocol/rpc.ts';
import type { ChatUi } from '../api-data.ts';
import { layOut } from '../frame-element.ts';
import type { LayOut } from '../stage.ts';

/** What comes later in a style wins. */
const restyle = (frame: HTMLIFrameElement, css: string): void => {
  frame.style.cssText += css.replaceAll(';', '!important;');
};

/** As in frame-element.ts: huge and negative on a phone, and nothing is there between the chat and the edges. */
const onWide = (length: string) => `clamp(0px,(100vw - 480.5px)*9999,${length})`;
const DEFAULT_PX = 20;
/** Rounder ends of a bar would cut off its words. */
const MAX_RADIUS_PX = 28;

export type Corner = Pick<ChatUi, 'position' | 'offset' | 'zIndex' | 'theme'>;

/** Values come unchecked, and what is wrong makes its declaration invalid, until the frame has refused it. */
export const inCorner =
  ({ position = 'end', offset, zIndex, theme }: Corner): LayOut =>
  (frame, layout) => {
    const isLauncher = layout.window === 'launcher';
    const isBar = 'width' in layout;
    layOut(frame, isLauncher ? { ...layout, window: 'minimized' } : layout);
    const { inline = DEFAULT_PX, block = DEFAULT_PX } = Object(offset) === offset ? (offset as never) : both(offset);
    const { radius } = Object(theme);
    const edge = isBar ? (length: string) => length : onWide;
    restyle(
      frame,
      `${/start/.test(position) ? 'inset-inline:0 auto;' : ''}${
        /top/.test(position) ? 'top:0;bottom:auto;' : ''
      }margin:${edge(`${+block}px`)} ${edge(`${+inline}px`)};${
        isBar ? '' : `height:max(min(600px,100% - ${+block + DEFAULT_PX}px),(480.5px - 100vw)*9999);`
      }${zIndex === undefined ? '' : `z-index:${+zIndex};`}${
        radius ? `border-radius:${edge(`min(${+radius === 0 ? '0px' : radius},${MAX_RADIUS_PX}px)`)};` : ''
      }${isLauncher ? 'border-radius:50%;' : ''}`,
    );
  };

const both = (px: unknown) => (px === undefined ? {} : { inline: px as number, block: px as number });

/** `css` comes last. */
const fill = (frame: HTMLIFrameElement, layout: Layout, css: string): void => {
  layOut(frame, layout.window === 'hidden' ? layout : { window: 'open' });
  restyle(frame, `width:100%;height:100%;margin:0;border-radius:0;box-shadow:none;${css}`);
};

/** The bar of a minimised chat stands at the element's top, whose rest is the page's. A launcher stands in its middle. */
export const inContainer: LayOut = (frame, layout) => {
  if (layout.window === 'launcher') {
    layOut(frame, { ...layout, window: 'minimized' });
    restyle(frame, 'display:block;position:static;margin:auto;border-radius:50%;');
  } else {
    const height = layout.window === 'minimized' ? `height:clamp(40px,${+layout.height}px,200px);` : '';
    fill(frame, layout, `display:block;position:static;${height}`);
  }
};
export const inWindow: LayOut = (frame, layout) => fill(frame, layout, '');
