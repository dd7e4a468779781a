// Which agents are there, and who of them takes chats. Knows the connections of this process and counts the chats in the
// store; nothing of sockets.

import type { AgentPresence } from '../../protocol/agent.ts';
import type { Dispose } from '../ports.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import type { ChatParts } from './parts.ts';

export interface Desk {
  /** A connection of this agent is open, until disposed of. */
  attach(agent: SessionAgent): Dispose;
  setAvailable(agentId: string, isAvailable: boolean): void;
  isAvailable(agentId: string): boolean;
  /** An agent who is there and takes chats. */
  findAvailable(agentId: string): SessionAgent | null;
  list(): Promise<AgentPresence[]>;
  /** Called when `list` may say something new. */
  onChange(listener: () => void): Dispose;
  close: Dispose;
}

/** Of many changes of sessions at once, one look at who has how many. */
const COUNT_PAUSE_MS = 300;
/** Who left longer ago is not listed any more. */
const LISTED_MS = 86_400_000;

type Place = { agent: SessionAgent; connections: number; isAvailable: boolean; leftAt: number };

const statusOf = ({ connections, isAvailable }: Place): AgentPresence['status'] => {
  if (connections === 0) return 'offline';
  return isAvailable ? 'available' : 'away';
};

export function createDesk({ store, hub, clock }: Pick<ChatParts, 'store' | 'hub' | 'clock'>): Desk {
  const places = new Map<string, Place>();
  const listeners = new Set<() => void>();
  let cancelCount: Dispose | null = null;

  const tell = () => {
    cancelCount?.();
    cancelCount = null;
    for (const listener of [...listeners]) listener();
  };
  const unsubscribe = hub.subscribeToAll(({ kind }) => {
    if (kind === 'changed' && listeners.size > 0) cancelCount ??= clock.after(COUNT_PAUSE_MS, tell);
  });
  const forgetOld = () => {
    for (const [id, { connections, leftAt }] of places) {
      if (connections === 0 && clock.now() - leftAt > LISTED_MS) places.delete(id);
    }
  };

  return {
    attach(agent) {
      const place = places.get(agent.id) ?? { agent, connections: 0, isAvailable: true, leftAt: 0 };
      place.agent = agent;
      place.connections += 1;
      places.set(agent.id, place);
      tell();
      let attached = true;
      return () => {
        if (!attached) return;
        attached = false;
        place.connections -= 1;
        place.leftAt = clock.now();
        tell();
      };
    },
    setAvailable(agentId, isAvailable) {
      const place = places.get(agentId);
      if (!place || place.isAvailable === isAvailable) return;
      place.isAvailable = isAvailable;
      tell();
    },
    isAvailable: (agentId) => places.get(agentId)?.isAvailable ?? true,
    findAvailable(agentId) {
      const place = places.get(agentId);
      return place && statusOf(place) === 'available' ? place.agent : null;
    },
    async list() {
      forgetOld();
      const counts = await store.countByAgent();
      return [...places.values()].map((place) => ({
        ...{ id: place.agent.id, name: place.agent.name },
        status: statusOf(place),
        chats: counts[place.agent.id] ?? 0,
      }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      unsubscribe();
      cancelCount?.();
    },
  };
}
