// The second part of the host page's script, fetched beside the frame's own navigation: puts the real methods into the
// global and makes the calls that the queue has gathered.

import type { ChatApi } from './api.ts';
import { createBrowserChat } from './browser-chat.ts';
import type { LinkPart } from './loader.ts';
import type { Stub } from './snippet.ts';

export const link: LinkPart['link'] = (stub, slot, { src, dataset }, timer) => {
  clearTimeout(timer);
  const q: Stub['q'] & { linked?: true } = stub.q;
  // Each call that waits has asked for the link part.
  if (q.linked) return;
  q.linked = true;
  const real: ChatApi = Object.assign(stub, createBrowserChat(slot, new URL(src).origin, dataset.deployment));
  // One after the other, each reported if it throws: what is chained to a call, or takes it back, comes before the next.
  let last = Promise.resolve();
  q.push = (entry) => {
    const [returned, method, args] = entry as (typeof q)[number];
    last = last
      .then(() => returned([(real[method] as (...args: unknown[]) => unknown)(...args)]))
      .catch((error) => reportError(error));
    return 0;
  };
  for (const entry of q.splice(0)) q.push(entry);
};
