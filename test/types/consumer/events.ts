// What the session's events and its transcript tell. Each member with what it gives and what it does not.

import type {
  AgentConnectedEvent,
  AgentDisconnectedEvent,
  AgentTypingEvent,
  ApiEvent,
  ApiEventName,
  ApiEvents,
  ApiFile,
  ApiParty,
  ApiTranscriptItem,
  ContinuedEvent,
  ErrorEvent,
  Failure,
  InterruptedEvent,
  MessageReceivedEvent,
  SessionEndedEvent,
} from 'tagalong';
import { none, type Wrong } from './contract.ts';

type Party = { party: [ApiParty, string] };
type Restored = { restored: [boolean, undefined] };
type Indexed = Restored & { index: [number, string]; timestamp: [number, Date] };
none<Wrong<ApiParty, { id: [number, string]; name: [string, undefined]; type: [{ client?: true }, 'Client'] }>>();
none<Wrong<ApiParty['type'], { client: [true, false]; agent: [true, false]; external: [true, false] }>>();
none<Wrong<AgentConnectedEvent, Indexed & Party>>();
none<Wrong<AgentDisconnectedEvent, Indexed & Party>>();
none<Wrong<AgentTypingEvent, Party & { isTyping: [boolean, undefined] }>>();
none<Wrong<MessageReceivedEvent, Indexed & Party & { content: [{ text: string; type: { url: true } }, string] }>>();
none<
  Wrong<
    MessageReceivedEvent['content'],
    { text: [string, undefined]; type: [{ text: true }, 'text']; file: [ApiFile, 'a.txt'] }
  >
>();
none<
  Wrong<
    ApiFile,
    {
      fileId: [string, 1];
      name: [string, 1];
      mediaType: [string, 1];
      sizeBytes: [number, '1 kB'];
      width: [number, '8px'];
      height: [number, '8px'];
    }
  >
>();
none<Wrong<MessageReceivedEvent['content']['type'], { text: [true, false]; url: [true, false] }>>();
none<Wrong<SessionEndedEvent, Restored & { reason: [{ agent: true }, 'agent'] }>>();
none<Wrong<SessionEndedEvent['reason'], { leaveRequest: [true, 1]; agent: [true, 2]; error: [true, 3] }>>();
none<Wrong<ErrorEvent, Restored & { error: [Failure, Error] }>>();
none<Wrong<InterruptedEvent, Restored>>();
none<Wrong<ContinuedEvent, Restored>>();

type Item<Type extends ApiTranscriptItem['type']> = Extract<ApiTranscriptItem, { type: Type }>;
none<Wrong<Item<'AgentConnected'>, Indexed & Party & { type: ['AgentConnected', string] }>>();
none<Wrong<Item<'AgentDisconnected'>, Indexed & Party & { type: ['AgentDisconnected', string] }>>();
none<
  Wrong<
    Item<'MessageReceived'>,
    Indexed & Party & { type: ['MessageReceived', string]; content: [MessageReceivedEvent['content'], string] }
  >
>();
none<
  Wrong<
    Item<'SessionEnded'>,
    Indexed & { type: ['SessionEnded', string]; reason: [SessionEndedEvent['reason'], string] }
  >
>();

none<
  Wrong<
    ApiEvents,
    {
      agentConnected: [AgentConnectedEvent, AgentTypingEvent];
      agentDisconnected: [AgentDisconnectedEvent, AgentTypingEvent];
      agentTyping: [AgentTypingEvent, ErrorEvent];
      messageReceived: [MessageReceivedEvent, AgentConnectedEvent];
      sessionEnded: [SessionEndedEvent, ErrorEvent];
      error: [ErrorEvent, Failure];
      interrupted: [InterruptedEvent, undefined];
      continued: [ContinuedEvent, undefined];
    }
  >
>();
type Named<Name extends ApiEventName> = Extract<ApiEvent, { name: Name }>;
none<Wrong<Named<'error'>, { name: ['error', string]; event: [ErrorEvent, ContinuedEvent] }>>();
none<Wrong<Named<'continued'>, { name: ['continued', string]; event: [ContinuedEvent, undefined] }>>();
