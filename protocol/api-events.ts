// What the site's callbacks receive: the original's payloads, with flag objects such as `party.type.client`.
// Made in the frame, carried to the host page unchanged. Types only.

/** Who: flags in place of a word, so that code reads `event.party.type.agent`. */
export type ApiParty = { id: number; name: string; type: { client?: true; agent?: true; external?: true } };

type Indexed = {
  /** Position in the session's log, from 1. */
  index: number;
  /** Milliseconds since the epoch, by the server's clock. */
  timestamp: number;
  /** true for history that a page of this visitor had already received before this page was opened. */
  restored: boolean;
};

export type AgentConnectedEvent = Indexed & { party: ApiParty };
export type AgentDisconnectedEvent = Indexed & { party: ApiParty };
export type AgentTypingEvent = { party: ApiParty; isTyping: boolean };
/** Sizes in pixels of pictures whose kind the server has recognised. */
export type ApiFile = {
  fileId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  width?: number | undefined;
  height?: number | undefined;
};
export type MessageReceivedEvent = Indexed & {
  party: ApiParty;
  /** Of a file, `text` is its name. */
  content: { text: string; type: { text?: true; url?: true }; file?: ApiFile };
};
export type SessionEndedEvent = {
  reason: { leaveRequest?: true; agent?: true; error?: true };
  restored: boolean;
};
export type ErrorEvent = { error: { code: number; description: string }; restored: boolean };
export type InterruptedEvent = { restored: boolean };
export type ContinuedEvent = { restored: boolean };

/** The eight events; each is subscribed to as `session.on` + the name with a capital. */
export type ApiEvents = {
  agentConnected: AgentConnectedEvent;
  agentDisconnected: AgentDisconnectedEvent;
  agentTyping: AgentTypingEvent;
  messageReceived: MessageReceivedEvent;
  sessionEnded: SessionEndedEvent;
  error: ErrorEvent;
  interrupted: InterruptedEvent;
  continued: ContinuedEvent;
};
export type ApiEventName = keyof ApiEvents;
export type ApiEvent = { [Name in ApiEventName]: { name: Name; event: ApiEvents[Name] } }[ApiEventName];

/** An element of `getTranscript()`'s answer: the original's raw event, with flag objects as in the events above. */
export type ApiTranscriptItem =
  | ({ type: 'AgentConnected' } & AgentConnectedEvent)
  | ({ type: 'AgentDisconnected' } & AgentDisconnectedEvent)
  | ({ type: 'MessageReceived' } & MessageReceivedEvent)
  | ({ type: 'SessionEnded' } & Indexed & SessionEndedEvent);
