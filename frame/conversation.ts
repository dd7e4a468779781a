// The second part of the frame, fetched while the visitor fills in the form, or at once when a conversation is to go
// on: the whole transition, what carries out its effects, the transport, and the page of the conversation.

import { browserNetwork } from './browser-network.ts';
import type { Clock, Random } from './ports.ts';
import { checkedCommands } from './rpc/commands.ts';
import { createSessionCommands } from './session/commands.ts';
import type { Conversation } from './session/conversation.ts';
import { createPersister } from './session/others-outbox.ts';
import { createPerformer } from './session/perform.ts';
import { transition } from './session/transition.ts';
import { createBuiltInTransport } from './transport/built-in.ts';

export { default as styles } from './ui/conversation.css?inline';
export { LaterPage } from './ui/later-page.tsx';

type Parts = { clock: Clock; random: Random; serverOrigin: string; log(...words: unknown[]): void };

/** Everything but the transport, which a site may bring itself. */
export const conversationOver = (createTransport: Conversation['createTransport']): Conversation => ({
  transition,
  toPersisted: createPersister(),
  createTransport,
  createPerformer,
  createCommands: ({ clock, random }, inner, transport) =>
    checkedCommands(createSessionCommands({ clock, random, transport, ...inner })),
});

export const createConversation = (parts: Parts): Conversation =>
  conversationOver((events, state) =>
    createBuiltInTransport(
      { ...parts, network: browserNetwork, isSocketAllowed: () => !state().page.disableWebSockets },
      events,
    ),
  );
