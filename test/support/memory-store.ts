// The store's fake: the same contract on plain maps, nothing on disk.

import type { Note } from '../../protocol/agent.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { AgentLogin, Store } from '../../server/store/store.ts';
import { GIVEN_UP_MS, type StoredFile } from '../../server/store/stored-file.ts';
import { applyDecision, newSession, type StoredSession } from '../../server/store/stored-session.ts';

/** Of plain data, as `structuredClone` makes it, in a tenth of the time: thousands of histories ask for little else. */
function copyOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = copyOf(value[key]);
  return copy as Value;
}

export function createMemoryStore(): Store {
  const sessions = new Map<string, StoredSession>();
  const logs = new Map<string, TranscriptEntry[]>();
  const logins = new Map<string, AgentLogin>();
  const files = new Map<string, StoredFile>();
  const removals = new Set<string>();
  const notes = new Map<string, Note[]>();
  const secrets = new Map<string, string>();
  const fileOf = (sessionId: string, fileId: string) =>
    [...files.values()].find((file) => file.sessionId === sessionId && file.fileId === fileId) ?? null;
  const filesOf = (of: Pick<StoredFile, 'sessionId' | 'owner'>) =>
    [...files.values()].filter(({ sessionId, owner }) => sessionId === of.sessionId && owner === of.owner);
  const received = (some: readonly StoredFile[]) => some.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0);
  const forgetFiles = (isOld: (file: StoredFile) => boolean) => {
    const old = [...files.values()].filter(isOld);
    for (const { storageName } of old) {
      files.delete(storageName);
      removals.add(storageName);
    }
    return old.length;
  };
  const wordsOf = (session: StoredSession): string =>
    [
      session.username,
      session.subject,
      ...Object.values(session.userData).map(String),
      ...(logs.get(session.sessionId) ?? []).map((entry) => (entry.kind === 'message' ? entry.text : '')),
    ]
      .join('\n')
      .toLowerCase();
  const ended = () =>
    all()
      .filter((session) => session.status === 'ended')
      .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  const all = () => copyOf([...sessions.values()]);

  return {
    open: async (draft) => {
      const known = [...sessions.values()].find((session) => session.openIdHash === draft.openIdHash);
      const session = known ? { ...known, tokenHash: draft.tokenHash } : newSession(copyOf(draft));
      sessions.set(session.sessionId, session);
      return { session: copyOf(session), created: !known };
    },
    find: async (sessionId) => copyOf(sessions.get(sessionId) ?? null),
    findByOpenId: async (openIdHash) => copyOf(all().find((session) => session.openIdHash === openIdHash) ?? null),
    change: async (sessionId, messageId, decide, fileId = null) => {
      const session = copyOf(sessions.get(sessionId));
      if (!session) return { outcome: 'unknown' };
      const log = logs.get(sessionId) ?? [];
      const found = log.find((entry) => entry.kind === 'message' && entry.id === messageId);
      const repeated = found?.kind === 'message' ? found : null;
      const file = fileId === null ? null : fileOf(sessionId, fileId);
      const decision = decide({ session, repeated, file: copyOf(file) });
      if ('refuse' in decision) return { outcome: 'refused', error: decision.refuse };
      const next = applyDecision(session, copyOf(decision));
      sessions.set(sessionId, next.session);
      logs.set(sessionId, [...log, ...next.entries]);
      if (decision.takesFile && file) files.set(file.storageName, { ...file, messageId });
      return { outcome: 'done', ...copyOf(next), repeated };
    },
    entriesAfter: async (sessionId, afterIndex, limit) =>
      copyOf((logs.get(sessionId) ?? []).slice(afterIndex, afterIndex + limit)),
    listOpen: async () => all().filter((session) => session.status !== 'ended'),
    listEnded: async (limit) => ended().slice(0, limit),
    search: async (words, before, limit) => {
      const found = ended().filter(
        (session) =>
          (session.endedAt ?? 0) < (before ?? Number.POSITIVE_INFINITY) &&
          words.every((word) => wordsOf(session).includes(word.toLowerCase())),
      );
      const lastAt = found[limit - 1]?.endedAt ?? 0;
      const sessions = found.filter((session, position) => position < limit || session.endedAt === lastAt);
      return { sessions, more: sessions.length < found.length };
    },
    countByAgent: async () => {
      const counts: Record<string, number> = {};
      for (const { status, agentId } of all()) {
        if (status === 'active' && agentId !== null) counts[agentId] = (counts[agentId] ?? 0) + 1;
      }
      return counts;
    },
    addFile: async (file, most) => {
      const known = fileOf(file.sessionId, file.fileId);
      if (known) return copyOf(known);
      const { sessionId, owner, sizeBytes } = file;
      const hasRoom = () => {
        const theirs = filesOf(file);
        return theirs.length < most.files && received(theirs) + sizeBytes <= most.bytes;
      };
      if (!hasRoom()) {
        const before = file.createdAt - GIVEN_UP_MS;
        forgetFiles(
          (one) =>
            one.sessionId === sessionId && one.owner === owner && one.messageId === null && one.createdAt < before,
        );
      }
      if (!hasRoom()) return null;
      files.set(file.storageName, copyOf(file));
      return file;
    },
    findFile: async (sessionId, fileId) => copyOf(fileOf(sessionId, fileId)),
    findStoredFile: async (storageName) => copyOf(files.get(storageName) ?? null),
    fileBytes: async (of) => received(of ? filesOf(of) : [...files.values()]),
    growFile: async (storageName, fromBytes, growth) => {
      const file = files.get(storageName);
      if (!file || file.isComplete || file.receivedBytes !== fromBytes) return false;
      files.set(storageName, { ...file, ...growth });
      return true;
    },
    forgetUnusedFilesBefore: async (at) =>
      forgetFiles(({ messageId, createdAt }) => messageId === null && createdAt < at),
    listRemovals: async (limit) => [...removals].slice(0, limit),
    forgetRemoval: async (storageName) => {
      removals.delete(storageName);
    },
    addNote: async (sessionId, note, most) => {
      if (!sessions.has(sessionId)) return 'unknown';
      const known = notes.get(sessionId) ?? [];
      if (known.some(({ id }) => id === note.id)) return 'repeated';
      if (known.length >= most) return 'tooMany';
      notes.set(sessionId, [...known, copyOf(note)]);
      return 'added';
    },
    notes: async (sessionId) => copyOf(notes.get(sessionId) ?? []),
    keepSecret: async (name, fresh) => {
      const kept = secrets.get(name) ?? fresh;
      secrets.set(name, kept);
      return kept;
    },
    forgetEndedBefore: async (at) => {
      const old = all().filter((session) => session.endedAt !== null && session.endedAt < at);
      for (const { sessionId } of old) {
        sessions.delete(sessionId);
        logs.delete(sessionId);
        notes.delete(sessionId);
        forgetFiles((file) => file.sessionId === sessionId);
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
