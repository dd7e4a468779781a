// The rules of the chats, put together: the visitors' side, the agents' side, and who is there. No I/O of its own:
// store, wake-ups, clock and dice are handed in.

import { type AgentChats, createAgentChats } from './chats/agent-chats.ts';
import { createDesk } from './chats/desk.ts';
import type { ChatParts } from './chats/parts.ts';
import { createPresence, type Presence } from './chats/presence.ts';
import { createVisitorChats, type VisitorChats } from './chats/visitor-chats.ts';

export type Chats = { visitors: VisitorChats; agents: AgentChats; presence: Presence };

export function createChats(parts: ChatParts): Chats {
  const presence = createPresence(parts);
  const desk = createDesk(parts);
  return { visitors: createVisitorChats(parts, presence), agents: createAgentChats(parts, desk), presence };
}
