// Counts what stands on a page that its scripts could leave behind: elements, frames, names, and what they hold open:
// listeners, timers, ports, observers. Watches from the page's first moment; knows nothing of chats.

import type { CDPSession, Page } from '@playwright/test';

/** Each entry is a sentence's worth: `message on Window`, `timer of 10000 ms`, so that a failure says what was left. */
export type Standing = {
  elements: number;
  frames: number;
  /** Of the window, beside its own. */
  names: string[];
  listeners: string[];
  timers: string[];
  openPorts: number;
  observers: number;
};

type Watched = { standing(): Standing };

/** Before the page is opened. The chat's own frame is another site's page and is not counted. */
export const watchLeftovers = async (page: Page): Promise<void> => {
  await page.addInitScript(watch);
};

/** Serialised into the page: uses nothing from outside itself. */
function watch(): void {
  if (window !== window.top) return;
  const listeners = new Set<string[]>();
  const timers = new Map<string, string>();
  const ports = new Set<unknown>();
  const observers = new Set<unknown>();
  const ownNames = new Set([...Object.getOwnPropertyNames(window), 'leftovers']);

  type Heard = { listener: unknown; entry: string[]; capture: boolean };
  const byTarget = new WeakMap<EventTarget, Heard[]>();
  const captures = (options: unknown) =>
    typeof options === 'object' ? !!(options as AddEventListenerOptions)?.capture : !!options;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const find = (target: EventTarget, type: string, listener: unknown, capture: boolean) =>
    byTarget.get(target)?.find((one) => one.listener === listener && one.capture === capture && one.entry[0] === type);
  const forget = (target: EventTarget, heard: Heard | undefined) => {
    if (!heard) return;
    listeners.delete(heard.entry);
    byTarget.set(
      target,
      (byTarget.get(target) ?? []).filter((one) => one !== heard),
    );
  };
  EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    const capture = captures(options);
    const given = typeof options === 'object' ? options : {};
    if (listener && !given?.signal?.aborted && !find(target, type, listener, capture)) {
      const heard = { listener, entry: [type, ` on ${target.constructor.name}`], capture };
      listeners.add(heard.entry);
      byTarget.set(target, [...(byTarget.get(target) ?? []), heard]);
      const gone = () => forget(target, heard);
      if (given?.once) addEventListener.call(target, type, gone, { once: true, capture });
      if (given?.signal) addEventListener.call(given.signal, 'abort', gone, { once: true });
    }
    addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window;
    forget(target, find(target, type, listener, captures(options)));
    removeEventListener.call(target, type, listener, options);
  };

  // Time limits and intervals have their numbers from one row, frames from another.
  for (const [start, stop, row] of [
    ['setTimeout', 'clearTimeout', 'time'],
    ['setInterval', 'clearInterval', 'time'],
    ['requestAnimationFrame', 'cancelAnimationFrame', 'frame'],
  ] as const) {
    const page = window as unknown as Record<string, (...args: unknown[]) => unknown>;
    const [begin, end] = [page[start]?.bind(window), page[stop]?.bind(window)];
    page[start] = (run, ...wait) => {
      const runAndForget = (...given: unknown[]) => {
        if (start !== 'setInterval') timers.delete(`${row} ${id}`);
        (run as (...all: unknown[]) => void)(...given);
      };
      const id = begin?.(runAndForget, ...wait);
      timers.set(`${row} ${id}`, start === 'requestAnimationFrame' ? start : `${start} of ${wait[0]} ms`);
      return id;
    };
    page[stop] = (id) => {
      timers.delete(`${row} ${id}`);
      return end?.(id);
    };
  }

  const { close } = MessagePort.prototype;
  MessagePort.prototype.close = function () {
    ports.delete(this);
    // Nothing comes through it any more, and what listens to it goes with it.
    for (const heard of byTarget.get(this) ?? []) listeners.delete(heard.entry);
    close.call(this);
  };
  addEventListener.call(window, 'message', (event) => {
    for (const port of (event as MessageEvent).ports) ports.add(port);
  });
  const { MessageChannel: Channel } = window;
  window.MessageChannel = class extends Channel {
    constructor() {
      super();
      ports.add(this.port1);
      // One that is sent away is the receiver's to close.
    }
  };
  for (const { prototype } of [MutationObserver, ResizeObserver, IntersectionObserver]) {
    const { observe, disconnect } = prototype as MutationObserver;
    prototype.observe = function (this: MutationObserver, ...args: [never]) {
      observers.add(this);
      observe.apply(this, args);
    };
    prototype.disconnect = function () {
      observers.delete(this);
      disconnect.call(this);
    };
  }

  (window as unknown as { leftovers: Watched }).leftovers = {
    standing: () => ({
      elements: document.querySelectorAll('*').length,
      frames: window.length,
      names: Object.getOwnPropertyNames(window).filter((name) => !ownNames.has(name)),
      listeners: [...listeners].map((entry) => entry.join('')).sort(),
      timers: [...timers.values()].sort(),
      openPorts: ports.size,
      observers: observers.size,
    }),
  };
}

export const standing = (page: Page): Promise<Standing> =>
  page.evaluate(() => (window as unknown as { leftovers: Watched }).leftovers.standing());

export type Kept = { nodes: number; documents: number; listeners: number; heapBytes: number };

/** What the browser itself counts for the page's process, once everything that can be collected is. */
export async function keptByBrowser(devtools: CDPSession): Promise<Kept> {
  await devtools.send('HeapProfiler.enable');
  await devtools.send('Performance.enable');
  // The second round takes what the first one's finalisers let go.
  for (const _round of [1, 2, 3]) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    nodes: value('Nodes'),
    documents: value('Documents'),
    listeners: value('JSEventListeners'),
    heapBytes: value('JSHeapUsedSize'),
  };
}
