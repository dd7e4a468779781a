// Devices that are touched: the chat keeps to what is seen of the page beside the keyboard, fills a phone's screen and holds
// the page behind it still, and is told what the device's edges and corners take. Fetched there alone; from then on it
// goes between the stage and whoever lays the iframe out.

import type { Core } from './core.ts';
import type { LayOut, Stage } from './stage.ts';
import { holdPage } from './touch/hold-page.ts';
import { NO_INSETS, safeInsets } from './touch/safe-insets.ts';
import { shapeFor } from './touch/shape.ts';

/** Upright and lying. The width is that of frame-element.ts. */
const PHONE = '(max-width:480px),(max-height:480px)';

const fitted = new WeakSet<Stage>();

/** May be called again. */
export function fitTo(stage: Stage, core: Core): void {
  if (fitted.has(stage)) return;
  fitted.add(stage);
  const { slot, origin } = stage;
  let { layOut } = stage;
  let leave: (() => void) | undefined;
  const layOutFitted: LayOut = (frame, layout) => {
    leave?.();
    layOut(frame, layout);
    leave = layout.window === 'open' ? keepFitted(frame, core) : undefined;
  };
  // Other places are chosen by others, later too.
  Object.defineProperty(stage, 'layOut', {
    get: () => layOutFitted,
    set(chosen: LayOut) {
      layOut = chosen;
    },
  });
  stage.slot = (parent) => {
    if (!parent) leave = leave?.() as undefined;
    return slot(parent);
  };
  // One in an element of the page is as large as the page makes it.
  const frame = document.querySelector<HTMLIFrameElement>(`html>iframe[src^="${origin}"]`);
  if (frame && core.layout?.window === 'open') leave = keepFitted(frame, core);
}

/** Until its undo, which leaves the page as it was. */
function keepFitted(frame: HTMLIFrameElement, core: Core): () => void {
  const view = window.visualViewport;
  const plain = frame.style.cssText;
  let told = JSON.stringify(NO_INSETS);
  let release: (() => void) | undefined;

  const tellInsets = (insets: typeof NO_INSETS): void => {
    if (JSON.stringify(insets) === told) return;
    told = JSON.stringify(insets);
    void core.run('setInsets', () => insets);
  };
  const adjust = (): void => {
    // What was set for another shape of the screen goes.
    frame.style.cssText = plain;
    const isFull = matchMedia(PHONE).matches;
    if (isFull) release ??= holdPage();
    else release = release?.() as undefined;
    const { shape, isCovered } = shapeFor(view, isFull, frame.style.bottom === 'auto');
    for (const [name, value] of Object.entries(shape)) frame.style.setProperty(name, value, 'important');
    tellInsets(isFull ? safeInsets(isCovered) : NO_INSETS);
  };
  adjust();
  view?.addEventListener('resize', adjust);
  view?.addEventListener('scroll', adjust);
  addEventListener('resize', adjust);
  return () => {
    view?.removeEventListener('resize', adjust);
    view?.removeEventListener('scroll', adjust);
    removeEventListener('resize', adjust);
    release?.();
    if (frame.isConnected) tellInsets(NO_INSETS);
  };
}
