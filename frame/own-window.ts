// The frame's document as a browser window of its own: what the browser has for that. Fetched only there.

import type { FrameParts } from './compose.ts';
import { createAlone } from './own-window/alone.ts';
import { runOwnWindow } from './own-window/run.ts';
import { ownWindowStyles } from './own-window/styles.ts';
import { openLastingLink } from './rpc/lasting-link.ts';
import { createMessenger } from './rpc/messenger.ts';
import type { Engine } from './session/engine.ts';

/** `root`: where the chat is drawn, or why there is none. */
export function openOwnWindow(
  parts: Omit<FrameParts, 'openLink'>,
  root: Element,
  show: (engine: Engine) => void,
): void {
  const style = new CSSStyleSheet();
  style.replaceSync(ownWindowStyles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  document.documentElement.classList.add('own-window');
  // In a page of a site the landmarks are that page's.
  root.setAttribute('role', 'main');

  void runOwnWindow(
    parts,
    {
      openLink(methods, onPage) {
        const { opener } = window as { opener: Window | null };
        if (!opener || opener.closed) return false;
        openLastingLink(
          createMessenger({ here: window, there: opener }, parts.siteOrigin, parts.clock),
          methods,
          onPage,
        );
        return true;
      },
      storage: {
        get: (key) => sessionStorage.getItem(key),
        set: (key, value) => sessionStorage.setItem(key, value),
        remove: (key) => sessionStorage.removeItem(key),
      },
      say: createAlone(root, parts),
      close: () => window.close(),
    },
    (engine) => {
      show(engine);
      // Named as the widget is, in its language.
      const name = () => {
        document.title = root.firstElementChild?.getAttribute('aria-label') ?? document.title;
      };
      engine.subscribe(() => setTimeout(name));
    },
  );
}
