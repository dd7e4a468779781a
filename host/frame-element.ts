// Creates, places, sizes and hides the iframe: the only writer of the page's DOM. Styles are set through properties,
// which a strict page policy allows. As soon as the frame has a say every one of them is important, so that the page's
// style sheets lose.

import type { Layout } from '../protocol/rpc.ts';

/** With an element the iframe, inserted there if there is none; without, it is taken off the page. */
export type FrameSlot = (parent?: Element) => HTMLIFrameElement | undefined;

/**
 * Inserted as a rule into the root element, where a framework that swaps the body does not find it, and never moved: that
 * would reload it. Hidden until the frame asks for more.
 */
export function createFrameSlot(address: string): FrameSlot {
  let frame: HTMLIFrameElement | undefined;
  return (parent) => {
    if (!parent) {
      frame = frame?.remove() as undefined;
    } else if (!frame) {
      frame = document.createElement('iframe');
      frame.src = `${address}#origin=${location.origin}`;
      (frame as { sandbox: unknown }).sandbox =
        'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';
      // What the visitor does on the page counts in the frame too: new messages may sound.
      frame.allow = 'autoplay';
      (frame as { style: unknown }).style = 'display:none';
      parent.append(frame);
    }
    return frame;
  };
}

/** Huge and negative on a phone, that is up to 480 px wide; huge and positive above. */
const WIDE = '(100vw - 480.5px)*9999';
const onPhone = (length: string) => `max(${length},(480.5px - 100vw)*9999);`;

export function layOut(frame: HTMLIFrameElement, layout: Layout): void {
  const bar = layout.window === 'minimized' && layout;
  // Another language has another name for it.
  frame.title ||= 'Chat';
  // A size of the bar that is no number makes its declaration invalid, so it can do no harm.
  frame.style.cssText =
    `all:initial;position:fixed;inset-inline-end:0;bottom:0;z-index:2147483000;color-scheme:light dark;visibility:${
      layout.window === 'hidden' ? 'hidden' : 'visible'
    };box-shadow:0 8px 32px #0003;border-radius:clamp(0px,${WIDE},16px);max-width:100%;max-height:100%;${
      bar
        ? `margin:20px;border-radius:16px;width:clamp(40px,${+bar.width}px,100% - 40px);height:clamp(40px,${+bar.height}px,200px);`
        : `margin:clamp(0px,${WIDE},20px);width:${onPhone('380px')}height:${onPhone('min(600px,100% - 40px)')}`
    }`.replaceAll(';', '!important;');
}
