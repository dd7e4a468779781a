// The second part of the host page's script, fetched beside the frame's own navigation: puts the real methods into the
// global and runs what the queue has gathered.

import { createBrowserChat } from './browser-chat.ts';
import type { LinkPart } from './loader.ts';
import type { Methods } from './snippet.ts';

export const link: LinkPart['link'] = (stub, slot, origin, deployment) => {
  const { q } = stub;
  const real = Object.assign(stub, createBrowserChat(slot, origin, deployment)) as unknown as Methods;
  // A microtask for each entry: one that throws is reported and stops none after it.
  const run: typeof q.push = (entry) => {
    queueMicrotask(() => entry?.[0](real));
    return 0;
  };
  q.push = run;
  for (const entry of q.splice(0)) run(entry);
};
