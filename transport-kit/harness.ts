// What somebody who has written a transport lends to the checks: transports, and hands on the back end. Types only.

import type { Transport } from '../host/api-transport.ts';

export type TransportHarness = {
  /** A fresh one, as a page has it that was just loaded. All of them speak to the same back end. */
  openTransport(): Transport | PromiseLike<Transport>;
  /** What an agent does at the back end. Each is done when it is over, or when what it gave has settled. */
  agent: {
    joins(sessionId: string): unknown;
    says(sessionId: string, text: string): unknown;
    types(sessionId: string, isTyping: boolean): unknown;
    /** Leaves the chat, which goes on. Left out where a back end has no such thing. */
    leaves?(sessionId: string): unknown;
    ends(sessionId: string): unknown;
  };
  /** The texts of all messages in the back end's own log, in its order. */
  messages(sessionId: string): readonly string[] | PromiseLike<readonly string[]>;
  /** From now on no transport reaches the back end; agents do. */
  interrupt(): unknown;
  /** The way is free again. */
  mend(): unknown;
  /** After each check. */
  close(): unknown;
};

export type OpenHarness = () => TransportHarness | PromiseLike<TransportHarness>;

export type CheckOptions = {
  /** Longest wait for an answer or an event, in milliseconds; default 5000. */
  limitMs?: number;
};

/** `run` rejects with an error that says what was expected and what was received. */
export type TransportCheck = { name: string; run(): Promise<void> };
