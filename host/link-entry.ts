// The second part of the host page's script, fetched beside the frame's own navigation: puts the real methods into the
// global and makes the calls that the queue has gathered.

import type { ChatApi } from './api.ts';
import { createBrowserChat } from './browser-chat.ts';
import type { LinkPart } from './loader.ts';
import type { Stub } from './snippet.ts';

const linked = new WeakSet<Stub['q']>();

export const link: LinkPart['link'] = (stub, slot, { src, dataset }) => {
  const { q } = stub;
  // Each call before this one has asked for the link part.
  if (linked.has(q)) return;
  linked.add(q);
  const real: ChatApi = Object.assign(stub, createBrowserChat(slot, new URL(src).origin, dataset.deployment));
  // A microtask for each call: one that throws is reported and stops none after it.
  q.push = (entry) => {
    const [returned, method, args] = entry as (typeof q)[number];
    queueMicrotask(() => returned([(real[method] as (...args: unknown[]) => unknown)(...args)]));
    return 0;
  };
  for (const entry of q.splice(0)) q.push(entry);
};
