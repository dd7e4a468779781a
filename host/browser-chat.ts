// Joins the chat object to a real page: its address and title, its iframe, its message events.

import type { ChatApi } from './api.ts';
import { createChatObject } from './chat.ts';
import { type FrameSlot, layOut } from './frame-element.ts';
import { messengerTo } from './messenger.ts';
import { inSlot, type Stage } from './stage.ts';

type Prerenderable = Document & { prerendering?: boolean };

/** `origin`: the only one that the frame is believed to speak from. */
export const createBrowserChat = (slot: FrameSlot, origin: string, deployment = 'default'): ChatApi => {
  let remoteWindow: Window;
  const stage = {
    slot,
    origin,
    layOut,
  } as Stage;
  stage.view = inSlot(stage, () => document.documentElement);
  return createChatObject(
    () => ({
      deployment,
      // Cut to what protocol/session.ts takes.
      page: { url: location.href.slice(0, 2_000), title: document.title.slice(0, 300) },
    }),
    () => {
      remoteWindow = stage.view.open();
      return messengerTo(remoteWindow, origin);
    },
    // A frame that was removed, or moved and so loaded anew, has left its old window behind, closed.
    () => remoteWindow.closed,
    () =>
      (document as Prerenderable).prerendering &&
      new Promise((resolve) => document.addEventListener('prerenderingchange', resolve)),
    (layout, core) => stage.view.place(layout, core),
    // The same window each time, also if the loader has opened it. Its size comes later.
    (name) => open('', name || origin, 'popup'),
    (core) =>
      import('./more.ts').then(
        ({ createMore }) =>
          () =>
            createMore(core, stage),
      ),
  );
};
