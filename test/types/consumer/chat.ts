// The chat object, its promises, the session, the failures. Each member with what it takes and what it does not.

import {
  type AgentConnectedEvent,
  type AgentDisconnectedEvent,
  type AgentTypingEvent,
  type ApiTranscriptItem,
  CHAT_ERRORS,
  type ChatApi,
  type ChatOptions,
  type ChatPromise,
  type ContinuedEvent,
  type createChat,
  type ErrorEvent,
  type FailEvent,
  type Failure,
  type FailureName,
  type InterruptedEvent,
  type MessageReceivedEvent,
  type Session,
  type SessionEndedEvent,
  type Unsubscribe,
  type UpdateOptions,
  type UserData,
} from 'tagalong';
import { type Equal, type Nothing, none, type Wrong, type WrongMethods } from './contract.ts';

type Start = [takes: [] | [ChatOptions], refuses: [true], gives: ChatPromise<Session>];
type Act = [takes: [], refuses: ['now'], gives: Nothing];
none<
  WrongMethods<
    ChatApi,
    {
      startChat: Start;
      restoreChat: Start;
      startChatInThisWindow: Start;
      startSession: Start;
      restoreSession: Start;
      onSession: [[(session: Session) => void], [], Unsubscribe];
      onBeforeChatOptionsApplied: [[(options: ChatOptions) => void], [(options: string) => void], Unsubscribe];
      update: [[UpdateOptions], [ChatOptions & { embedded: true }], ChatPromise<void>];
      close: Act;
      minimize: Act;
      maximize: Act;
      toggle: Act;
      isMinimized: [[], ['now'], boolean];
      destroy: Act;
    }
  >
>();
none<WrongMethods<{ createChat: typeof createChat }, { createChat: [[{ origin: string }], [string], ChatApi] }>>();
none<WrongMethods<{ off: Unsubscribe }, { off: Act }>>();

none<
  WrongMethods<
    Pick<ChatPromise<1>, 'done' | 'fail'>,
    {
      done: [[(value: 1) => void], [(value: 2) => void], ChatPromise<1>];
      fail: [[(event: FailEvent) => void], [(event: { error: Failure }) => void], ChatPromise<1>];
    }
  >
>();
export const awaited: Equal<Awaited<ChatPromise<1>>, 1> = true;
none<Wrong<FailEvent, { error: [Failure, string] }>>();
none<Wrong<Failure, { code: [number, string]; description: [string, undefined] }>>();

type Command<Takes extends unknown[], Refuses extends unknown[], Gives> = [Takes, Refuses, ChatPromise<Gives>];
type Event<Of> = [takes: [(event: Of) => void], refuses: [(event: string) => void], gives: Unsubscribe];
none<
  WrongMethods<
    Session,
    {
      sendMessage: Command<
        [string | { message: string; type?: 'text' | 'url' }],
        [{ message: 'a'; type: 'html' }],
        void
      >;
      sendFile: Command<[{ file: Blob }], [{ file: string }], void>;
      sendTyping: Command<[] | [{ isTyping?: boolean; typedText?: string }], [boolean], void>;
      getTranscript: Command<[] | [{ fromIndex?: number }], [number], { transcript: ApiTranscriptItem[] }>;
      setUserData: Command<[UserData], ['key', 'value'], void>;
      getUserData: Command<[string], [string[]], { userData: UserData }>;
      deleteUserData: Command<[string], [], void>;
      leave: Command<[], ['now'], void>;
      onAgentConnected: Event<AgentConnectedEvent>;
      onAgentDisconnected: Event<AgentDisconnectedEvent>;
      onAgentTyping: Event<AgentTypingEvent>;
      onMessageReceived: Event<MessageReceivedEvent>;
      onSessionEnded: Event<SessionEndedEvent>;
      onError: Event<ErrorEvent>;
      onInterrupted: Event<InterruptedEvent>;
      onContinued: Event<ContinuedEvent>;
    }
  >
>();

/** Code by code: they are API. */
type Codes = { [Name in FailureName]: (typeof CHAT_ERRORS)[Name]['code'] };
type Syntax = { unknownCommand: 1; parameterMissing: 2; parameterWrong: 3 };
type RunTime = { sessionUnknown: 50; commandStopped: 51; commandFailed: 52; serverUnavailable: 100; loginFailed: 101 };
type Widget = { chatOnThisPage: 200; chatInAnotherTab: 201; frameUnreachable: 300; embeddedRequired: 301 };
type Ours = { versionsDiffer: 302; popupBlocked: 303; cancelled: 304; storageRefused: 305; optionInvalid: 306 };
type Limits = { messageTooLong: 307; tooManyCalls: 308; newerWriter: 309 };
type Files = { filesNotTaken: 310; fileTooLarge: 311; fileKindRefused: 312; fileGone: 313 };
type Plainly<T> = { [Name in keyof T]: T[Name] };
export const sameCodes: Equal<Plainly<Codes>, Plainly<Syntax & RunTime & Widget & Ours & Limits & Files>> = true;
// @ts-expect-error The table is not to be changed.
CHAT_ERRORS.cancelled = CHAT_ERRORS.optionInvalid;
// @ts-expect-error No such failure.
export const noName: FailureName = 'unheardOf';
