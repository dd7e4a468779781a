// The store's fake: the same contract on plain maps, nothing on disk.

import type { TranscriptEntry } from '../../protocol/session.ts';
import type { AgentLogin, Store } from '../../server/store/store.ts';
import { applyDecision, newSession, type StoredSession } from '../../server/store/stored-session.ts';

export function createMemoryStore(): Store {
  const sessions = new Map<string, StoredSession>();
  const logs = new Map<string, TranscriptEntry[]>();
  const logins = new Map<string, AgentLogin>();
  const all = () => structuredClone([...sessions.values()]);

  return {
    open: async (draft) => {
      const known = [...sessions.values()].find((session) => session.openIdHash === draft.openIdHash);
      const session = known ? { ...known, tokenHash: draft.tokenHash } : newSession(structuredClone(draft));
      sessions.set(session.sessionId, session);
      return { session: structuredClone(session), created: !known };
    },
    find: async (sessionId) => structuredClone(sessions.get(sessionId) ?? null),
    change: async (sessionId, messageId, decide) => {
      const session = structuredClone(sessions.get(sessionId));
      if (!session) return { outcome: 'unknown' };
      const log = logs.get(sessionId) ?? [];
      const found = log.find((entry) => entry.kind === 'message' && entry.id === messageId);
      const repeated = found?.kind === 'message' ? found : null;
      const decision = decide({ session, repeated });
      if ('refuse' in decision) return { outcome: 'refused', error: decision.refuse };
      const next = applyDecision(session, structuredClone(decision));
      sessions.set(sessionId, next.session);
      logs.set(sessionId, [...log, ...next.entries]);
      return { outcome: 'done', ...structuredClone(next), repeated };
    },
    entriesAfter: async (sessionId, afterIndex, limit) =>
      structuredClone((logs.get(sessionId) ?? []).slice(afterIndex, afterIndex + limit)),
    listOpen: async () => all().filter((session) => session.status !== 'ended'),
    listEnded: async (limit) =>
      all()
        .filter((session) => session.status === 'ended')
        .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))
        .slice(0, limit),
    forgetEndedBefore: async (at) => {
      const old = all().filter((session) => session.endedAt !== null && session.endedAt < at);
      for (const { sessionId } of old) {
        sessions.delete(sessionId);
        logs.delete(sessionId);
      }
      return old.length;
    },
    saveLogin: async (tokenHash, login) => {
      logins.set(tokenHash, login);
    },
    findLogin: async (tokenHash) => logins.get(tokenHash) ?? null,
    forgetLogin: async (tokenHash) => {
      logins.delete(tokenHash);
    },
    forgetLoginsBefore: async (at) => {
      for (const [tokenHash, login] of logins) if (login.expiresAt < at) logins.delete(tokenHash);
    },
    check: async () => {},
    close: async () => {},
  };
}
