// The opener's side of a chat in a window of its own: brings the window to its address, or to the front, and hears of its
// session. The window of the chat origin is spoken to as an iframe is; a page of the site tells us.

import { CANCELLED, FRAME_UNREACHABLE } from '../../protocol/beginning-errors.ts';
import { LINK_VERSION } from '../../protocol/version.ts';
import type { Session } from '../api.ts';
import type { ChatUi } from '../api-data.ts';
import type { Core } from '../core.ts';
import type { Deferred } from '../deferred.ts';
import { createSession, type SessionHandle } from '../session.ts';
import type { Stage, View } from '../stage.ts';
import { type Outcome, onSign, sign } from './opened.ts';
import { unfit } from './unfit.ts';

/** How soon we notice that the visitor has closed the window. */
const LOOK_MS = 500;

/** A window that was opened for this call and shows nothing yet. */
export function isFresh(popup: Window): boolean {
  try {
    return popup.location.href === 'about:blank';
  } catch {
    return false;
  }
}

export const closeFresh = (popup: Window | null | undefined): unknown => popup && isFresh(popup) && popup.close();

export function present(popup: Window, { popupWidth = 400, popupHeight = 640 }: ChatUi): void {
  if (isFresh(popup)) popup.resizeTo(popupWidth, popupHeight);
  popup.focus();
}

/** A chat ends here with its window. */
function watch(popup: Window, core: Core): () => void {
  const timer = setInterval(() => {
    // Which takes the view away, and this with it.
    if (popup.closed) core.shut(CANCELLED);
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** The frame's own document, in the window. Without a session the window is of no use once the chat is gone from here. */
export function frameInWindow(core: Core, stage: Stage, popup: Window): View {
  const stop = watch(popup, core);
  return {
    open() {
      if (isFresh(popup)) popup.location.href = `${stage.origin}/frame/v${LINK_VERSION}/#origin=${location.origin}`;
      return popup;
    },
    place(layout) {
      if (layout) return;
      stop();
      if (!core.current()) popup.close();
    },
  };
}

/** A page of this site, in the window. `join`: a call that has its outcome. */
export function pageInWindow(core: Core, stage: Stage, popup: Window, address: string, options: object) {
  const { origin } = stage;
  const joined = new Set<Deferred<Session>>();
  let handle: SessionHandle | undefined;
  let followed: Session | undefined;
  const hears = ({ promise, core: theirs }: Outcome): void => {
    promise
      .done((session) => {
        const { id = '' } = theirs.current() ?? {};
        if (handle?.id !== id) {
          handle = createSession(id, async (method, read) =>
            popup.closed ? { ok: false, error: FRAME_UNREACHABLE } : theirs.run(method, read),
          );
          core.hold(handle);
        }
        if (followed !== session) follow(session, handle);
        followed = session;
        for (const { done } of joined) done(handle.session);
      })
      .fail((event) => {
        for (const { fail } of joined) fail(event);
      });
  };
  const stopListening = onSign(origin, (arrived) => {
    if (arrived.from === popup) Object.assign(arrived, { options, hears });
  });
  const stopWatching = watch(popup, core);
  const view: View = {
    open: () => popup,
    place(layout) {
      if (layout) return;
      stopListening();
      stopWatching();
      for (const { fail } of joined) fail({ error: CANCELLED });
      if (!handle) popup.close();
    },
  };
  const join = (deferred: Deferred<Session>): void => {
    joined.add(deferred);
    // An ended chat is replaced, a running one is told of.
    if (isFresh(popup) || handle?.isOver) popup.location.href = address;
    else sign(popup, { origin, hears });
  };
  return { view, join };
}

/** A window that was loaded anew tells everything again: what has an index is told once. */
function follow(session: Session, handle: SessionHandle): void {
  for (const [method, on] of Object.entries(session)) {
    // Of a session's methods only subscriptions begin with "on".
    if (method[1] !== 'n') continue;
    (on as Session['onMessageReceived'])((event) => {
      if (event.index === undefined || event.index > handle.toldIndex) {
        handle.tell({ name: method.slice(2) as 'messageReceived', event });
      }
    });
  }
}

/** As a whole. */
export function popupAddress(given: string | undefined): string | undefined {
  try {
    const { origin, href } = new URL(given as string, document.baseURI);
    if (origin === location.origin) return href;
  } catch {
    // No address at all.
  }
  throw unfit('ui.popupUrl', `${given}`, 'an address of this site');
}
