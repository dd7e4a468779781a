// The contract of a transport of the site's own: the original's, with `onInterrupted` and `onContinued`. It lives on the host
// page; the frame calls it. Types only. docs/writing-a-transport.md tells it as a story, tagalong/transport-kit checks it.

import type { FailEvent } from './api.ts';
import type { UserData } from './api-data.ts';

/** A promise, an object with `done` and `fail`, or the value itself. Failures are `{ error: { code, description } }`. */
export type TransportAnswer<T> =
  | T
  | PromiseLike<T>
  | { done(callback: (value: T) => void): unknown; fail(callback: (event: FailEvent) => void): unknown };

/** `id`: a whole number from 1, the same for the same party. */
export type RawParty = { id: number; name: string; type: 'Agent' | 'Client' | 'External' };

/** Which session, where one channel carries several: what belongs to another one is ignored. */
type RawAny = { sessionId?: string | undefined };

type RawStored = RawAny & {
  /** Position in the session's log, from 1, ascending. An event told twice has the same index. */
  index: number;
  /** Milliseconds since the epoch. */
  timestamp: number;
};

/** What is kept and can be fetched again. */
export type RawStoredEvent =
  | (RawStored & { type: 'AgentConnected'; party: RawParty })
  | (RawStored & { type: 'AgentDisconnected'; party: RawParty })
  | (RawStored & {
      type: 'MessageReceived';
      party: RawParty;
      content: { text: string; type?: 'text' | 'url' | undefined };
      /** The `id` that `sendMessage` was given, if the back end can keep it: makes a doubled message impossible. */
      id?: string | undefined;
    })
  /** 1: the visitor left, 2: the agent ended it, 3: an error. */
  | (RawStored & { type: 'SessionEnded'; reason: { id: 1 | 2 | 3 } });

export type RawEvent =
  | RawStoredEvent
  /** Not kept. Some back ends give it an index all the same. */
  | (RawAny & { type: 'AgentTyping'; party: RawParty; isTyping: boolean; index?: number | undefined })
  | (RawAny & { type: 'Error'; error: { code: number; description: string } });

type Of<Type extends RawEvent['type']> = Extract<RawEvent, { type: Type }>;

/**
 * Each `on` takes one callback, before `startSession` or `getTranscript` is called; a later call replaces it. Also the
 * visitor's own messages are told by `onMessageReceived`.
 */
export type Transport = {
  /** Before anything else, on each page. */
  init(): TransportAnswer<void>;
  /** `id` is made by us and the same when the answer was lost and the same session is asked for again. */
  startSession(request: {
    username: string;
    userData: UserData;
    subject: string;
    source: string;
    id: string;
  }): TransportAnswer<{ sessionId: string }>;
  /** `id` is made by us and the same when a message is sent again. */
  sendMessage(request: {
    sessionId: string;
    message: string;
    type: 'text' | 'url';
    id: string;
  }): TransportAnswer<unknown>;
  /**
   * Everything stored from `fromIndex` on; 0 and 1 both mean all. Fails with code 50 if the session is not known. On a page
   * that has not called `startSession` the first call is how it takes part: what happens after it is told by the callbacks.
   */
  getTranscript(request: { sessionId: string; fromIndex: number }): TransportAnswer<{ transcript: RawStoredEvent[] }>;
  sendTyping(request: {
    sessionId: string;
    isTyping: boolean;
    typedText?: string | undefined;
  }): TransportAnswer<unknown>;
  leaveSession(request: { sessionId: string }): TransportAnswer<{ transcript?: RawStoredEvent[] } | undefined>;
  setUserData(request: { sessionId: string; userData: UserData }): TransportAnswer<unknown>;
  getUserData(request: { sessionId: string; keys: string[] }): TransportAnswer<{ userData: UserData }>;
  deleteUserData(request: { sessionId: string; keys: string[] }): TransportAnswer<unknown>;
  onAgentConnected(callback: (event: Of<'AgentConnected'>) => void): unknown;
  onAgentDisconnected(callback: (event: Of<'AgentDisconnected'>) => void): unknown;
  onAgentTyping(callback: (event: Of<'AgentTyping'>) => void): unknown;
  onMessageReceived(callback: (event: Of<'MessageReceived'>) => void): unknown;
  onSessionEnded(callback: (event: Of<'SessionEnded'>) => void): unknown;
  onError(callback: (event: Of<'Error'>) => void): unknown;
  /** The way to the back end is lost, and tried again. */
  onInterrupted?(callback: () => void): unknown;
  /** It is back: what was missed is asked for by `getTranscript`. */
  onContinued?(callback: () => void): unknown;
  /** The page is being left, or the chat is over: connections can be closed. `init` may follow. */
  close?(): unknown;
};
