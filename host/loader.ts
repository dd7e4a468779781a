// The critical part: takes over the stub's queue, and on the first call that needs them inserts the iframe and fetches
// the link part beside it. Knows no Penpal and no session. Until a call needs it, there is no request and no element.

import type { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import { createFrameSlot, type FrameSlot } from './frame-element.ts';
import { installStub, type Methods, type QueueEntry, type Scope, type Stub } from './snippet.ts';

/** What the link part exports to us. It takes the queue over. */
export type LinkPart = { link(stub: Stub, slot: FrameSlot, origin: string, deployment: string | undefined): void };

/** The table's text is for the link part; this file has to be small. */
const LINK_MISSING: { code: typeof FRAME_UNREACHABLE.code; description: string } = {
  code: 300,
  description: 'The chat did not load.',
};

type Fail = (event: unknown) => void;
const tell = (fail?: Fail) => fail?.({ error: LINK_MISSING });
/** Stands in for the ChatPromise that only the link part could have made. */
// biome-ignore lint/suspicious/noThenProperty: a ChatPromise can be awaited.
const lost = { done() {}, fail: tell, then: (_: unknown, fail: Fail) => tell(fail) };

export function load(
  script: HTMLScriptElement,
  framePath: string,
  fetchLink: (origin: string) => Promise<LinkPart>,
): void {
  const { global: name = 'chat', deployment } = script.dataset;
  const { origin } = new URL(script.src);
  const scope = window as unknown as Scope;
  installStub(scope, name);
  const stub = scope[name] as Stub;
  const { q } = stub;
  // A queue with a `push` of its own has a loader: this script stands on the page twice.
  if (Object.hasOwn(q, 'push')) return;
  const slot = createFrameSlot(origin + framePath);
  let isFetching = false;

  /** What waits for a chat fails, as if the frame had not answered; a later call tries again. */
  const giveUp = () => {
    isFetching = false;
    slot.frame?.remove();
    for (const entry of q.splice(0)) {
      const [run, method] = entry;
      if (method?.[1] === 'n') q[q.length] = entry;
      else run({ [`${method}`]: () => lost } as unknown as Methods);
    }
  };

  const notice = ([, method, options]: QueueEntry) => {
    if (!/^(st|re)/.test(method as string)) return;
    try {
      if ((options as { embedded?: unknown }).embedded === true) slot.take();
    } catch {
      // An option's getter threw: the link part refuses the call and says why.
    }
    if (isFetching) return;
    isFetching = true;
    fetchLink(origin).then(({ link }) => link(stub, slot, origin, deployment), giveUp);
  };

  q.forEach(notice);
  q.push = (...[entry]: QueueEntry[]) => {
    q[q.length] = entry as QueueEntry;
    notice(entry as QueueEntry);
    return q.length;
  };
}
