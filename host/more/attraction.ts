// Draws the visitor's attention to the page, as the frame says: by the page's title and by the browser's notices. The title
// is the page's: what it writes there meanwhile holds, and comes back exactly.

import type { Attention } from '../../protocol/rpc.ts';

export type Attraction = {
  attract(request: Attention): void;
  /** Nothing of ours is to be seen any more. Safe to call twice. */
  stop(): void;
};

/** Slower than any flash that could do harm, and than what hidden pages are allowed. */
const TURN_MS = 1_500;

/** `onPressed`: the visitor follows a notice. */
export function createAttraction(onPressed: () => unknown): Attraction {
  let timer: ReturnType<typeof setInterval> | undefined;
  let words = '';
  /** What the page has; null: no title at all. */
  let theirs: string | null = null;
  let isOurs = false;
  let notice: Notification | undefined;
  let lastId = '';

  const element = () => document.head?.querySelector('title');
  const read = () => element()?.textContent ?? null;
  /** Before each change: a title that is not ours is new, and the page's. */
  const keep = (): void => {
    if (isOurs && read() === words) return;
    theirs = read();
    isOurs = false;
  };
  const giveBack = (): void => {
    keep();
    if (!isOurs) return;
    isOurs = false;
    const title = element();
    if (theirs === null) title?.remove();
    else if (title) title.textContent = theirs;
  };
  const show = (): void => {
    keep();
    document.title = words;
    // As the browser has it, which may have tidied it up.
    words = read() ?? words;
    isOurs = true;
  };
  const stopTitle = (): void => {
    clearInterval(timer);
    timer = undefined;
    giveBack();
  };

  function startTitle(title: string): void {
    if (timer && title === words) return;
    stopTitle();
    words = title;
    show();
    const isStill = matchMedia('(prefers-reduced-motion:reduce)').matches;
    timer = setInterval(() => (isOurs && read() === words && !isStill ? giveBack() : show()), TURN_MS);
  }

  function showNotice({ id, title, body }: NonNullable<Attention['notice']>): void {
    if (id === lastId || !('Notification' in window) || Notification.permission !== 'granted') return;
    lastId = id;
    try {
      // The one before it is replaced.
      notice = new Notification(title, { body, tag: 'tagalong' });
      notice.onclick = () => {
        window.focus();
        onPressed();
        notice?.close();
      };
    } catch {
      // Phones want a service worker for it, which is the site's own business.
    }
  }

  const closeNotice = (): void => {
    notice?.close();
    notice = undefined;
  };
  return {
    attract({ title, notice: wanted }) {
      if (typeof title === 'string') startTitle(title.slice(0, 200));
      else stopTitle();
      if (wanted) showNotice(wanted);
      else closeNotice();
    },
    stop() {
      stopTitle();
      closeNotice();
    },
  };
}
