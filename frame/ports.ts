// The abilities that the frame asks for instead of globals. browser-ports.ts makes the real ones; tests hand in
// their own clock, dice and storage. Nothing else in the frame touches a global, except the interface, which owns
// its own document.

/** Undoes what was opened. Safe to call twice. */
export type Dispose = () => void;

export interface Clock {
  /** Milliseconds since the epoch, by this browser's clock: for stamps. People set it, forward and back. */
  now(): number;
  /** Milliseconds that only ever go forward, whatever people do to the clock: for durations. May stand still in sleep. */
  uptime(): number;
  /** Runs once after a delay, unless disposed of. */
  after(delayMs: number, run: () => void): Dispose;
}

export interface Random {
  /** In [0, 1). For jitter only. */
  fraction(): number;
  /** A fresh id of 22 letters, digits, `-` or `_` from 128 random bits of the system's generator. */
  id(): string;
}

/** A file in the visitor's hands, as it is to be sent. Sizes in pixels, of a picture. */
export type ChosenFile = { name: string; mediaType: string; bytes: Blob; width?: number; height?: number };

/** One body over HTTP, with JSON in the answer; rejects when there was none. */
export type Upload = (
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: ArrayBuffer,
  signal: AbortSignal,
) => Promise<{ status: number; body: unknown }>;

/** Where things that matter to a developer are written down. Never a token, a text, a form's value or user data. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', ...words: unknown[]) => void;

/** A small string store. Every method may throw: browsers refuse storage at start, later, or when full. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** What the browser tells of the page's life. Each subscription returns its undo. */
export interface Lifecycle {
  /** The page is being left or put into the back/forward cache. */
  onHide(run: () => void): Dispose;
  /** The page came back from the back/forward cache. */
  onShow(run: () => void): Dispose;
  /** A hint that a connection may work again: online, visible, resumed. */
  onWake(run: () => void): Dispose;
}

export type LockEvents = {
  /** It is ours, perhaps at once. */
  onHeld: () => void;
  /** This browser gives us none at all. */
  onRefused: () => void;
  /** It was ours, and another page has taken it. */
  onStolen: () => void;
};

/** Locks that the pages of this origin share, each by its name. */
export interface Locks {
  /**
   * Queues for a lock; `isTheft`: takes it from whoever has it. The undo gives it back or leaves the queue. A page that is
   * gone has given it back; one that is frozen keeps it.
   */
  hold(name: string, events: LockEvents, isTheft?: boolean): Dispose;
}

/** A line between the pages of this origin that have opened one of the same name. Nobody hears himself. */
export type TabChannel = {
  /** A copy of the message reaches each of the others, in the order of posting. Never throws. */
  post(message: unknown): void;
  close: Dispose;
};

export interface TabChannels {
  /** null: this browser gives none. */
  open(name: string, onMessage: (message: unknown) => void): TabChannel | null;
}

/** The network, as much of it as a chat needs. */
export interface Network {
  openSocket(url: string): WebSocket;
  /** JSON in, JSON out; rejects when there was no answer. `outlives`: it arrives though its page is left meanwhile. */
  post(url: string, body: unknown, signal: AbortSignal, outlives: boolean): Promise<{ status: number; body: unknown }>;
}
