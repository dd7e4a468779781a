// The real abilities behind the ports. These files, main.tsx and the interface are the only ones that touch globals.

import type { Clock, Dispose, KeyValueStore, Lifecycle, Locks, Random } from './ports.ts';

/**
 * Sleep: `performance.now()` goes on in Chromium and Firefox on Windows, and stands still everywhere else, in Safari too. So
 * a page that slept may hold an outage to be shorter than it was, and asks the server, which knows how long its visitor was
 * away. `timeOrigin` makes the pages of one browser roughly agree.
 */
export const browserClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.timeOrigin + performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const browserRandom: Random = {
  fraction: () => Math.random(),
  id() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .slice(0, 22);
  },
};

/** `localStorage` itself may throw when it is named, so it is named anew each time. */
export const browserStorage: KeyValueStore = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
  remove(key) {
    if (localStorage.getItem(key) === null) return;
    localStorage.removeItem(key);
    // The history beside it (browser-history.ts).
    window.indexedDB?.deleteDatabase(key);
  },
};

/** Stays with the iframe, whatever document is loaded into it; another page's iframe has another. */
export const browserMark = (): string => {
  window.name ||= browserRandom.id();
  return window.name;
};

/** Missing on insecure pages, refused where storage is. */
export const browserLocks: Locks = {
  hold(name, { onHeld, onRefused, onStolen }, isTheft) {
    const leaving = new AbortController();
    const { signal } = leaving;
    let onLoss = onRefused;
    const held = () =>
      new Promise<void>((release) => {
        if (signal.aborted) return release();
        signal.addEventListener('abort', () => release());
        onLoss = onStolen;
        onHeld();
      });
    void (async () => {
      try {
        // A theft cannot be called off, by the standard.
        await navigator.locks.request(name, isTheft ? { steal: true } : { signal }, held);
      } catch {
        if (!signal.aborted) onLoss();
      }
    })();
    return () => leaving.abort();
  },
};

/** Also what is fired at the document: everything passes the window on its way. */
function on(types: string, run: (event: Event) => void): Dispose {
  const each = types.split(' ');
  for (const type of each) addEventListener(type, run, true);
  return () => {
    for (const type of each) removeEventListener(type, run, true);
  };
}

/** What took the page away, until it is back. */
let leaving: Event | null = null;

/**
 * A page is left for the back/forward cache, or frozen where it stands, or both; it is back with whatever says so first. One
 * that is loaded is shown too, and never was away. iOS may come back with `pageshow` alone, and not from the cache.
 */
export const browserLifecycle: Lifecycle = {
  onHide: (run) =>
    on('pagehide freeze', (event) => {
      leaving ??= event;
      if (leaving === event) run();
    }),
  onShow: (run) =>
    on('pageshow resume', () => {
      if (leaving) run();
      leaving = null;
    }),
  onWake: (run) =>
    on('online pageshow resume visibilitychange', ({ type }) => {
      if (type !== 'visibilitychange' || !document.hidden) run();
    }),
};

/** A page that is only made ready, and perhaps never seen, begins when it is shown. */
export function onceShown(run: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  if (page.prerendering) page.addEventListener('prerenderingchange', run, { once: true });
  else run();
}
