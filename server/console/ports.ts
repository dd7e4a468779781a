// The abilities that an agent client asks for instead of globals. The console hands in the browser's, the demo
// assistant those of Node, tests their own. No type of the DOM stands here.

/** Undoes what was opened. Safe to call twice. */
export type Dispose = () => void;

export interface Clock {
  /** Milliseconds since the epoch, by this machine's clock; may jump. */
  now(): number;
  /** Runs once after a delay, unless disposed of. */
  after(delayMs: number, run: () => void): Dispose;
}

export interface Random {
  /** In [0, 1). For jitter only. */
  fraction(): number;
  /** A fresh id of 22 letters, digits, `-` or `_` from 128 random bits. */
  id(): string;
}

/** A small string store. Every method may throw: browsers refuse storage at start, later, or when full. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface AgentSocket {
  send(text: string): void;
  close(): void;
}

/** Never called before the opener has returned. */
export type SocketEvents = {
  onOpen(): void;
  onText(text: string): void;
  /** Once, also when the socket never opened. */
  onClosed(code: number): void;
};

export type OpenSocket = (events: SocketEvents) => AgentSocket;
