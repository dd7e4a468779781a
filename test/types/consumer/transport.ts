// A transport of the site's own, as the page writes it. Each member with what it takes and what it does not.

import type { FailEvent, RawEvent, RawParty, RawStoredEvent, Transport, TransportAnswer, UserData } from 'tagalong';
import { type Equal, none, type Wrong, type WrongMethods } from './contract.ts';

/** The three ways to answer. */
type DoneFail<T> = { done(callback: (value: T) => void): void; fail(callback: (event: FailEvent) => void): void };
none<
  Wrong<
    { answer: TransportAnswer<'a'> },
    { answer: ['a' | Promise<'a'> | DoneFail<'a'>, Promise<'b'> | DoneFail<'b'>] }
  >
>();

type Session = { sessionId: string };
type Keys = Session & { keys: string[] };
none<
  WrongMethods<
    Pick<Required<Transport>, Exclude<keyof Transport, `on${string}`>>,
    {
      init: [[], ['now'], TransportAnswer<void>];
      startSession: [
        [{ username: string; userData: UserData; subject: string; source: string; id: string }],
        [{ username: string }],
        TransportAnswer<Session>,
      ];
      sendMessage: [
        [Session & { message: string; type: 'text' | 'url'; id: string }],
        [Session & { message: string; type: 'html'; id: string }],
        TransportAnswer<unknown>,
      ];
      getTranscript: [[Session & { fromIndex: number }], [Session], TransportAnswer<{ transcript: RawStoredEvent[] }>];
      sendTyping: [
        [Session & { isTyping: boolean; typedText: string | undefined }],
        [Session & { typedText: string }],
        TransportAnswer<unknown>,
      ];
      leaveSession: [[Session], [], TransportAnswer<{ transcript?: RawStoredEvent[] } | undefined>];
      setUserData: [[Session & { userData: UserData }], [Session], TransportAnswer<unknown>];
      getUserData: [[Keys], [Session & { keys: string }], TransportAnswer<{ userData: UserData }>];
      deleteUserData: [[Keys], [Session & { keys: string }], TransportAnswer<unknown>];
      close: [[], ['now'], unknown];
    }
  >
>();

type Of<Type extends RawEvent['type']> = Extract<RawEvent, { type: Type }>;
type Event<Told> = [takes: [(event: Told) => void], refuses: [(event: string) => void], gives: unknown];
type Plain = [takes: [() => void], refuses: [string], gives: unknown];
none<
  WrongMethods<
    Pick<Required<Transport>, Extract<keyof Transport, `on${string}`>>,
    {
      onAgentConnected: Event<Of<'AgentConnected'>>;
      onAgentDisconnected: Event<Of<'AgentDisconnected'>>;
      onAgentTyping: Event<Of<'AgentTyping'>>;
      onMessageReceived: Event<Of<'MessageReceived'>>;
      onSessionEnded: Event<Of<'SessionEnded'>>;
      onError: Event<Of<'Error'>>;
      onInterrupted: Plain;
      onContinued: Plain;
    }
  >
>();
/** These may be left out, and no others. */
type Needed = { [Name in keyof Transport]-?: undefined extends Transport[Name] ? never : Name }[keyof Transport];
none<Exclude<Exclude<keyof Transport, Needed>, 'onInterrupted' | 'onContinued' | 'close'>>();
none<Extract<Needed, 'onInterrupted' | 'onContinued' | 'close'>>();

export const stored: Equal<RawStoredEvent, Exclude<RawEvent, { type: 'AgentTyping' | 'Error' }>> = true;
type Any = { sessionId: [string, number] };
type Stored = Any & { index: [number, string]; timestamp: [number, Date] };
type Party = { party: [RawParty, string] };
none<
  Wrong<RawParty, { id: [number, string]; name: [string, undefined]; type: ['Agent' | 'Client' | 'External', 'Bot'] }>
>();
none<Wrong<Of<'AgentConnected'>, Stored & Party & { type: ['AgentConnected', string] }>>();
none<Wrong<Of<'AgentDisconnected'>, Stored & Party & { type: ['AgentDisconnected', string] }>>();
none<
  Wrong<
    Of<'MessageReceived'>,
    Stored &
      Party & { type: ['MessageReceived', string]; content: [{ text: string }, { text: 1 }]; id: [string, number] }
  >
>();
none<Wrong<Of<'MessageReceived'>['content'], { text: [string, undefined]; type: ['text' | 'url', { url: true }] }>>();
none<Wrong<Of<'SessionEnded'>, Stored & { type: ['SessionEnded', string]; reason: [{ id: 1 | 2 | 3 }, { id: 4 }] }>>();
none<
  Wrong<
    Of<'AgentTyping'>,
    Any & Party & { type: ['AgentTyping', string]; isTyping: [boolean, undefined]; index: [undefined, string] }
  >
>();
none<Wrong<Of<'Error'>, Any & { type: ['Error', string]; error: [{ code: number; description: string }, Error] }>>();
