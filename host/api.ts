// The public types: what a site's developer sees. No code. Payloads of events are those of protocol/api-events.ts. Nothing
// here may come from a file with schemas: a site that imports the types has no valibot.

import type {
  AgentConnectedEvent,
  AgentDisconnectedEvent,
  AgentTypingEvent,
  ApiTranscriptItem,
  ContinuedEvent,
  ErrorEvent,
  InterruptedEvent,
  MessageReceivedEvent,
  SessionEndedEvent,
} from '../protocol/api-events.ts';
import type { Failure } from '../protocol/errors.ts';
import type {
  ChangeableUi,
  ChatUi,
  FormDefinition,
  Localization,
  Logger,
  RegistrationFunction,
  UserData,
} from './api-data.ts';
import type { Transport } from './api-transport.ts';

/** What `fail` receives: `error` is missing when there was simply no chat to restore. */
export type FailEvent = { error?: Failure };

/** Takes a subscription back. Safe to call twice. */
export type Unsubscribe = () => void;

/**
 * An outcome that comes later. `done` and `fail` may be called any number of times, before or after it is known;
 * callbacks run asynchronously, in order. It can also be awaited, and then rejects with the same event object.
 *
 * @example
 * chat.restoreChat({ embedded: true })
 *   .done((session) => session.onMessageReceived((event) => console.log(event.content.text)))
 *   .fail((event) => console.log(event.error ? event.error.description : 'no chat to restore'));
 */
export type ChatPromise<T> = PromiseLike<T> & {
  done(callback: (value: T) => void): ChatPromise<T>;
  fail(callback: (event: FailEvent) => void): ChatPromise<T>;
};

/**
 * Options of `startChat` and `restoreChat`.
 *
 * @example
 * chat.startChat({ embedded: true, subject: 'Delivery', userData: { customer: 4711 } });
 */
export type ChatOptions = {
  /** `true`: rendered in the page. `false`, the default: in a window of its own. `restoreChat` demands `true`. */
  embedded?: boolean | undefined;
  /** The chat server, if it is not the chat origin's own. One of those that the operator lists. Remembered. */
  serverUrl?: string | undefined;
  /** A way to another chat system; it lives on this page. Pass it to `restoreChat` again. */
  transport?: Transport | undefined;
  /** `true`: the default form; `false`: none; a form of your own; or a function that does it all itself. */
  registration?: boolean | FormDefinition | RegistrationFunction | undefined;
  /** `false`: no interface at all, the page draws its own. An object: place, looks and hooks. */
  ui?: boolean | ChatUi | undefined;
  /** Texts in place of the defaults, or the address of a JSON file with them, relative to this page. */
  localization?: string | Localization | undefined;
  /** Attached to the session when it is created. Remembered. */
  userData?: UserData | undefined;
  /** The visitor's name as the agent sees it. Remembered. */
  username?: string | undefined;
  /** Remembered. */
  subject?: string | undefined;
  /** Writes the log, to `logger` or else to the console. */
  debug?: boolean | undefined;
  /** Receives the log of page and frame: time (ISO 8601), level, `host` or `frame`, then words. Never message texts. */
  logger?: Logger | undefined;
  /** Longest absence after which a chat is still restored, and longest outage that it outlives; seconds. */
  maxOfflineDuration?: number | undefined;
  /** Long polling only. */
  disableWebSockets?: boolean | undefined;
  /** @deprecated Has no meaning here; accepted, and named in the log. */
  templates?: unknown;
  /** @deprecated Has no meaning here; accepted, and named in the log. */
  widgetUrl?: unknown;
  /** @deprecated Has no meaning here; accepted, and named in the log. */
  stateStorage?: unknown;
  /** @deprecated Has no meaning here; accepted, and named in the log. */
  source?: unknown;
  /** @deprecated Has no meaning here; accepted, and named in the log. */
  cookieMaxAge?: unknown;
};

/**
 * Options of `update`. Each key of `ui` takes the place of what was there; `localization` takes the place of all texts.
 *
 * @example
 * chat.update({ ui: { theme: 'dark', position: 'start' }, localization: '/texts-de.json' });
 */
export type UpdateOptions = {
  ui?: ChangeableUi | undefined;
  localization?: string | Localization | undefined;
};

/**
 * A running conversation. Subscriptions are memorised: a late callback hears every earlier event of its kind first, in
 * order. Commands answer with a ChatPromise and throw a TypeError once the session has ended.
 *
 * @example
 * chat.onSession((session) => {
 *   session.onAgentConnected((event) => session.sendMessage(`Hello ${event.party.name}`));
 * });
 */
export type Session = {
  sendMessage(message: string | { message: string; type?: 'text' | 'url' | undefined }): ChatPromise<void>;
  /** Done when the file is in the outbox: from then on it is kept until it is in the log. Limits are the chat server's. */
  sendFile(given: { file: Blob }): ChatPromise<void>;
  sendTyping(typing?: { isTyping?: boolean | undefined; typedText?: string | undefined }): ChatPromise<void>;
  /** Fetches only; no event is fired again. */
  getTranscript(range?: { fromIndex?: number | undefined }): ChatPromise<{ transcript: ApiTranscriptItem[] }>;
  setUserData(userData: UserData): ChatPromise<void>;
  getUserData(key: string): ChatPromise<{ userData: UserData }>;
  deleteUserData(key: string): ChatPromise<void>;
  leave(): ChatPromise<void>;
  onAgentConnected(callback: (event: AgentConnectedEvent) => void): Unsubscribe;
  onAgentDisconnected(callback: (event: AgentDisconnectedEvent) => void): Unsubscribe;
  onAgentTyping(callback: (event: AgentTypingEvent) => void): Unsubscribe;
  onMessageReceived(callback: (event: MessageReceivedEvent) => void): Unsubscribe;
  onSessionEnded(callback: (event: SessionEndedEvent) => void): Unsubscribe;
  onError(callback: (event: ErrorEvent) => void): Unsubscribe;
  onInterrupted(callback: (event: InterruptedEvent) => void): Unsubscribe;
  onContinued(callback: (event: ContinuedEvent) => void): Unsubscribe;
};

/**
 * The `chat` object: the snippet's global, and what `createChat` returns.
 *
 * @example
 * chat.restoreChat({ embedded: true }).fail((event) => {
 *   if (!event.error) button.onclick = () => chat.startChat({ embedded: true });
 * });
 */
export type ChatApi = {
  startChat(options?: ChatOptions): ChatPromise<Session>;
  restoreChat(options?: ChatOptions): ChatPromise<Session>;
  startChatInThisWindow(options?: ChatOptions): ChatPromise<Session>;
  startSession(options?: ChatOptions): ChatPromise<Session>;
  restoreSession(options?: ChatOptions): ChatPromise<Session>;
  /** Every session, started or restored; a late subscriber hears of the current one. */
  onSession(callback: (session: Session) => void): Unsubscribe;
  /** May change the options of a call before they are applied. Runs at once, before anything is read from them. */
  onBeforeChatOptionsApplied(callback: (options: ChatOptions) => void): Unsubscribe;
  /** Changes looks, place and language of what the page has asked for last, at once and in every state. */
  update(options: UpdateOptions): ChatPromise<void>;
  close(): void;
  minimize(): void;
  maximize(): void;
  toggle(): void;
  isMinimized(): boolean;
  /** Takes everything of ours off the page. The session stays restorable. Safe to call twice. */
  destroy(): void;
};
