// What an agent's client is asked and what it tells. Types only.

import type { AgentPresence, Note, SessionSummary, Welcome } from '../../protocol/agent.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import type { AgentWork } from './agent-work.ts';
import type { Attached, Outgoing } from './outbox-item.ts';
import type { Clock, Dispose, KeyValueStore, OpenSocket, Random } from './ports.ts';
import type { Marks } from './seen-reporter.ts';

export type AgentClientOptions = {
  openSocket: OpenSocket;
  clock: Clock;
  random: Random;
  storage: KeyValueStore;
  /** Where the outbox is kept; one per agent. */
  storageKey: string;
  /** Used where the server needs no login; null otherwise. */
  name: string | null;
};

export type AgentClientEvents = {
  /** After each connection, before anything newer. Followed chats are asked for again after it. */
  onUp(welcome: Welcome): void;
  onDown(): void;
  /** Refused for good. */
  onStopped(error: Failure): void;
  /** Never older than what was told before. */
  onSession(session: SessionSummary): void;
  /** Each index once, in order, from 1. Only of followed chats. */
  onEntries(sessionId: string, entries: readonly TranscriptEntry[]): void;
  onVisitorTyping(typing: { sessionId: string; isTyping: boolean; text: string | null }): void;
  /** What is on its way in this chat, in order. */
  onOutbox(sessionId: string, items: readonly Outgoing[]): void;
  /** How far the visitor of a followed chat has read. */
  onVisitorSeen?(sessionId: string, readIndex: number): void;
  /** All notes of a followed chat, oldest first. */
  onNotes?(sessionId: string, notes: readonly Note[]): void;
  onAgents?(agents: readonly AgentPresence[]): void;
  /** For the log: something came that is not of the protocol, and was ignored. */
  onOddity(description: string): void;
};

export interface AgentClient extends AgentWork {
  accept(sessionId: string): Promise<Answer<unknown>>;
  end(sessionId: string): Promise<Answer<unknown>>;
  follow(sessionId: string): void;
  unfollow(sessionId: string): void;
  /** Never lost, never doubled: see the outbox. */
  send(sessionId: string, text: string, attached?: Attached): void;
  retry(sessionId: string): void;
  discard(sessionId: string, messageId: string): void;
  outbox(sessionId: string): readonly Outgoing[];
  sendTyping(sessionId: string, isTyping: boolean): void;
  /** How far the chat has come here, and how far it was read. Gathered, and told until the server knows. */
  seen(sessionId: string, marks: Marks): void;
  wake(): void;
  /** Closes the link. The outbox stays in storage. */
  close: Dispose;
}
