// What stands in the log, line by line. Types alone.

import type { FileFacts, MessagePart } from '../../../protocol/message-parts.ts';
import type { Outgoing } from '../../session/state.ts';

/** `lost`: the chat ended before the message reached the server. */
export type Delivery = Outgoing['status'] | 'sent' | 'lost';
/** Why a file did not go out. `cutOff`: somewhere on its way, or for a reason that means nothing to the visitor. */
export type FileTrouble = 'notTaken' | 'large' | 'kind' | 'gone' | 'noRoom' | 'cutOff';
/** How far what is in the server's log has got on the agent's side. */
export type Reached = 'sent' | 'delivered' | 'read';

type Placed = {
  key: string;
  /** Of the entry; what has none yet comes after all that have. */
  index: number;
};

export type MessageLine = Placed & {
  kind: 'message';
  from: 'visitor' | 'agent' | 'system';
  author: string;
  avatar: string | undefined;
  text: string;
  parts: readonly MessagePart[] | undefined;
  at: number;
  delivery: Delivery;
  reached: Reached;
  /** The newest of the visitor's that has got that far: it carries the mark. */
  marked: boolean;
  /** First and last of a run of messages by one party. */
  first: boolean;
  last: boolean;
  /** Nothing was said after it: its quick replies still make sense. */
  newest: boolean;
  /** A file on its way; the bytes that the server has. */
  upload: FileFacts | undefined;
  sentBytes: number;
  /** Nobody has the file's message yet. */
  canStop: boolean;
  trouble: FileTrouble | null;
  /** The most that is taken of a file. */
  maxBytes: number;
};
export type NoticeLine = Placed & {
  kind: 'notice';
  notice: 'agentJoined' | 'agentLeft' | 'endedByYou' | 'endedByAgent' | 'endedByError';
  name: string;
};
/** `today`: the day on which it is read, which decides its words. */
export type DayLine = Placed & { kind: 'day'; at: number; today: number };
/** Where the visitor had stopped reading. */
export type NewLine = Placed & { kind: 'new' };
export type EntryLine = MessageLine | NoticeLine;
export type Line = EntryLine | DayLine | NewLine;
