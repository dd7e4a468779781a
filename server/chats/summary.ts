// A session as it stands in an agent's lists.

import type { SessionSummary } from '../../protocol/agent.ts';
import type { StoredSession } from '../store/stored-session.ts';
import { currentAgent } from './rules.ts';

export function toSummary(session: StoredSession): SessionSummary {
  const agent = currentAgent(session);
  return {
    sessionId: session.sessionId,
    status: session.status,
    openedAt: session.openedAt,
    endedAt: session.endedAt,
    endReason: session.endReason,
    revision: session.revision,
    username: session.username,
    subject: session.subject,
    userData: session.userData,
    page: session.page,
    siteOrigin: session.siteOrigin,
    agent: agent && { id: agent.id, name: agent.name },
    presence: session.here ? 'here' : 'away',
    lastSeenAt: session.lastSeenAt,
    lastIndex: session.lastIndex,
    lastMessage: session.lastMessage,
    rating: session.rating,
  };
}
