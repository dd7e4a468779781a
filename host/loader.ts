// The critical part, a classic script: takes over the stub's queue, and on the first call that needs them inserts the
// iframe and fetches the link part beside it. Knows no Penpal and no session. Until a call needs it, there is no request
// and no element. The build writes in both names and the import(), which carries the script's nonce.

import type { FRAME_UNREACHABLE } from '../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../protocol/limits.ts';
import type { ChatUi } from './api-data.ts';
import { createFrameSlot, type FrameSlot } from './frame-element.ts';
import { installStub, type QueueEntry, type Scope, type Stub } from './snippet.ts';

/** What the link part exports to us. It takes the queue over. */
export type LinkPart = {
  /** `timer` would give up. */
  link(stub: Stub, slot: FrameSlot, script: HTMLScriptElement, timer: ReturnType<typeof setTimeout>): void;
};

declare const importLink: (address: string) => Promise<LinkPart>;

type Fail = (event: object) => void;
/** Stands in for the ChatPromise that only the link part could have made. Not the table of failures: it is too long. */
const lost = {
  fail: (fail: Fail) =>
    fail({ error: { code: 300 satisfies typeof FRAME_UNREACHABLE.code, description: 'Not loaded.' } }),
  // biome-ignore lint/suspicious/noThenProperty: a ChatPromise can be awaited.
  then: (_: unknown, fail: Fail) => lost.fail(fail),
};

const script = document.currentScript as HTMLScriptElement;
const origin = new URL(script.src).origin;
const stub = installStub(window as unknown as Scope, script.dataset.global || 'chat');
const q = stub.q;
const slot = createFrameSlot(`${origin}%FRAME_PATH%`);

/** What waits for a chat (startChat, restoreChat and their kin) fails, as if the frame had not answered; the rest stays. */
const giveUp = () => {
  for (const entry of q.splice(0)) {
    if (/^[rs]/.test(entry[1])) {
      slot();
      entry[0]([lost]);
    } else q[q.length] = entry;
  }
};

const notice = (entry: QueueEntry) => {
  // The same words as above: after compression shorter than a function.
  if (/^[rs]/.test(entry[1])) {
    try {
      const { embedded, ui } = (entry[2][0] || 0) as { embedded: unknown; ui?: ChatUi };
      // Whether it is exactly true is for the link part to say, which takes the iframe away again if not.
      if (embedded) ui || slot(document.documentElement);
      // A window is opened within the visitor's click or not at all; the link part finds it by this name. Of the methods here
      // only startChat has so short a name, and no other one opens a window.
      else entry[1][9] || open('', ui?.popupName || origin, 'popup');
    } catch {
      // An option's getter threw: it is refused later, with the reason.
    }
    // A fetch may also hang. Once the link part has the queue, nothing waits in it and this does nothing.
    const timer = setTimeout(giveUp, HANDSHAKE_LIMIT_MS);
    // A whole address: a script of another origin has no base address of its own (HTML, "muted errors"). Each call asks for
    // it: the browser fetches once, the link part links once, and after a failure the next call tries again.
    void importLink(`${origin}/host/%LINK_FILE%`).then((part) => part.link(stub, slot, script, timer), giveUp);
  }
};

// A queue with a `push` of its own has a loader: this script stands on the page twice.
if (q.push === [].push) {
  q.forEach(notice);
  q.push = (entry) => {
    notice(entry as QueueEntry);
    q[q.length] = entry as QueueEntry;
    // Nobody reads the new length.
    return undefined as never;
  };
}
