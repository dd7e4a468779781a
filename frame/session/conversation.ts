// What is needed once there is a conversation, and fetched only then: the whole transition and everything that carries
// out its effects. Types; the parts are put together by the composition root.

import type { FrameMethods } from '../../protocol/rpc.ts';
import type { Dispose } from '../ports.ts';
import type { FileStore, HistoryStore } from '../storage/storage.ts';
import type { SendFile } from '../transport/file-upload.ts';
import type { Transport, TransportEvents } from '../transport/transport.ts';
import type { Deeds } from './deeds.ts';
import type { Effect } from './effects.ts';
import type { Dispatch, EngineParts } from './engine-parts.ts';
import type { FileSender } from './file-sender.ts';
import type { createPersister } from './others-outbox.ts';
import type { SessionState } from './state.ts';
import type { transition } from './transition.ts';

export type CommandName = Exclude<keyof FrameMethods, 'submit' | 'setWindow' | 'callbackCalls'>;
/** Each checks what it is given: it comes from the host page. */
export type Commands = { [Name in CommandName]: (input: unknown) => ReturnType<FrameMethods[Name]> };

export type Performer = {
  transport: Transport;
  perform(effect: Effect): void;
  /** Done when they are in the outbox and kept. */
  takeFiles: FileSender['take'];
  /** Ends of chats that the server has not heard of yet. */
  deliverLeaves(): void;
};

/** What the engine lends to the parts that act. */
export type Inner = {
  state: () => SessionState;
  subscribe: (run: () => void) => Dispose;
  dispatch: Dispatch;
  deeds: Deeds;
};

export type Conversation = {
  transition: typeof transition;
  toPersisted: ReturnType<typeof createPersister>;
  openHistory(parts: EngineParts): HistoryStore;
  openFiles(parts: EngineParts): FileStore;
  createSendFile(parts: EngineParts, state: () => SessionState): SendFile;
  createTransport(events: TransportEvents, state: () => SessionState): Transport;
  createPerformer(parts: EngineParts, inner: Inner, conversation: Conversation): Performer;
  createCommands(parts: EngineParts, inner: Inner, performer: Performer): Commands;
};
