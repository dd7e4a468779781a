// The visitor's side: open, resume, and everything that may be asked of an open session. The same for a socket and
// for a call over HTTP; nothing here remembers an earlier request.

import { explained, FRAME_UNREACHABLE, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import {
  type Appended,
  MAX_ENTRIES_A_PAGE,
  type Opened,
  type OpenRequest,
  type Resumed,
  type ResumeRequest,
  type SessionRequest,
  type TranscriptPage,
} from '../../protocol/server.ts';
import { MAX_MESSAGE_CHARS, type SessionKey, type UserData } from '../../protocol/session.ts';
import { SERVER_VERSION, versionsFit } from '../../protocol/version.ts';
import { hashOf, matchesHash } from '../secrets.ts';
import type { StoredSession } from '../store/store.ts';
import { applyRule, type ChatParts, cutPage, indexOf, type Outcome, unknownSession } from './parts.ts';
import type { Presence } from './presence.ts';
import { appendByVisitor, deleteUserData, leave, resume, setUserData, signOfLife } from './rules.ts';

/** Which session a request belongs to, after its token was checked. */
export type VisitorScope = { sessionId: string; writerEpoch: number };

export interface VisitorChats {
  open(request: OpenRequest): Promise<Outcome<Opened>>;
  resume(request: ResumeRequest): Promise<Outcome<Resumed>>;
  /** The session of this key, or null if there is none or the token is wrong. */
  authenticate(key: SessionKey): Promise<StoredSession | null>;
  handle(scope: VisitorScope, request: SessionRequest): Promise<Outcome<unknown>>;
  /** A page of the log above an index. `more`: there was more at the time of reading. */
  pageAfter(sessionId: string, afterIndex: number): Promise<TranscriptPage>;
  sawAlive(scope: VisitorScope): Promise<void>;
}

const NOTHING: Outcome<unknown> = { ok: true, value: {} };

const versionRefusal = (theirs: number) =>
  explained(
    VERSIONS_DIFFER,
    `version: expected ${SERVER_VERSION}, or one more or less, received ${theirs}. Reload the page.`,
  );

const limitsOf = (session: StoredSession) => ({
  maxMessageChars: MAX_MESSAGE_CHARS,
  maxOfflineSeconds: session.maxOfflineSeconds,
});

const pick = (data: UserData, keys: readonly string[]): UserData =>
  Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));

export function createVisitorChats(parts: ChatParts, presence: Presence): VisitorChats {
  const { store, clock, random, policy, startedAt } = parts;

  const pageAfter = async (sessionId: string, afterIndex: number): Promise<TranscriptPage> => {
    const read = await store.entriesAfter(sessionId, afterIndex, MAX_ENTRIES_A_PAGE + 1);
    const entries = cutPage(read.slice(0, MAX_ENTRIES_A_PAGE));
    return { entries, more: entries.length < read.length };
  };

  const authenticate = async (key: SessionKey) => {
    const session = await store.find(key.sessionId);
    return session && matchesHash(key.token, session.tokenHash) ? session : null;
  };

  const open = async (request: OpenRequest): Promise<Outcome<Opened>> => {
    if (!versionsFit(SERVER_VERSION, request.version)) return { ok: false, error: versionRefusal(request.version) };
    if (!policy.isAllowedSite(request.siteOrigin)) {
      const why = `siteOrigin: expected a site that the operator allows, received ${request.siteOrigin}`;
      return { ok: false, error: explained(FRAME_UNREACHABLE, why) };
    }
    const { deployment, openId, username, subject, userData, page, siteOrigin, writerEpoch } = request;
    const token = random.secret();
    const opened = await store.open({
      ...{ deployment, username, subject, userData, page, siteOrigin, writerEpoch },
      sessionId: random.id(),
      openIdHash: hashOf(openId),
      tokenHash: hashOf(token),
      maxOfflineSeconds: Math.min(request.maxOfflineSeconds, policy.maxOfflineSeconds),
      openedAt: clock.now(),
    });
    const { session, created } = opened;
    if (created) parts.hub.publish({ kind: 'changed', sessionId: session.sessionId });
    else await applyRule(parts, session.sessionId, resume(clock.now(), startedAt, page, writerEpoch));
    return {
      ok: true,
      value: {
        session: { sessionId: session.sessionId, token },
        lastIndex: session.lastIndex,
        limits: limitsOf(session),
        serverTime: clock.now(),
      },
    };
  };

  const resumeSession = async (request: ResumeRequest): Promise<Outcome<Resumed>> => {
    if (!versionsFit(SERVER_VERSION, request.version)) return { ok: false, error: versionRefusal(request.version) };
    const known = await authenticate(request.session);
    if (!known) return unknownSession();
    const rule = resume(clock.now(), startedAt, request.page, request.writerEpoch);
    const done = await applyRule(parts, known.sessionId, rule);
    if (!done.ok) return done;
    const { session } = done.value;
    return { ok: true, value: { lastIndex: session.lastIndex, limits: limitsOf(session), serverTime: clock.now() } };
  };

  const handle = async (scope: VisitorScope, request: SessionRequest): Promise<Outcome<unknown>> => {
    const { sessionId, writerEpoch } = scope;
    const apply = async (rule: Parameters<typeof applyRule>[2]): Promise<Outcome<unknown>> => {
      const done = await applyRule(parts, sessionId, rule);
      return done.ok ? NOTHING : done;
    };
    switch (request.type) {
      case 'append': {
        const { id, contentType, text } = request;
        const rule = appendByVisitor({ id, contentType, text, at: clock.now() }, writerEpoch);
        const done = await applyRule(parts, sessionId, rule, id);
        return done.ok ? { ok: true, value: { index: indexOf(done.value) } satisfies Appended } : done;
      }
      case 'typing':
        parts.hub.publish({ kind: 'visitorTyping', sessionId, isTyping: request.isTyping, text: request.text });
        return NOTHING;
      case 'getTranscript':
        return { ok: true, value: await pageAfter(sessionId, Math.max(0, request.fromIndex - 1)) };
      case 'setUserData':
        return apply(setUserData(request.userData, writerEpoch));
      case 'deleteUserData':
        return apply(deleteUserData(request.keys, writerEpoch));
      case 'getUserData': {
        const session = await store.find(sessionId);
        return session ? { ok: true, value: { userData: pick(session.userData, request.keys) } } : unknownSession();
      }
      case 'leave':
        return apply(leave(writerEpoch, clock.now()));
      case 'farewell':
        presence.departed(sessionId);
        return NOTHING;
      case 'ping':
        return apply(signOfLife(clock.now(), writerEpoch));
    }
  };

  return {
    open,
    resume: resumeSession,
    authenticate,
    handle,
    pageAfter,
    sawAlive: async ({ sessionId, writerEpoch }) => {
      await applyRule(parts, sessionId, signOfLife(clock.now(), writerEpoch));
    },
  };
}
