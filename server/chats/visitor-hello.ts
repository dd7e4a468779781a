// How a visitor's session begins and continues: who may open one, whose token fits, and what the client is told.

import { explained, FRAME_UNREACHABLE, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import type { Opened, OpenRequest, Resumed, ResumeRequest, ServerLimits } from '../../protocol/server.ts';
import { MAX_MESSAGE_CHARS, type SessionKey } from '../../protocol/session.ts';
import { SERVER_VERSION, versionsFit } from '../../protocol/version.ts';
import { hashOf, matchesHash, tokenFrom } from '../secrets.ts';
import type { StoredSession } from '../store/stored-session.ts';
import { end, type Returning, resume } from './lifecycle-rules.ts';
import { applyRule, type ChatParts, type Outcome, type Policy, unknownSession } from './parts.ts';

export interface VisitorHello {
  open(request: OpenRequest): Promise<Outcome<Opened>>;
  resume(request: ResumeRequest): Promise<Outcome<Resumed>>;
  /** The session of this key, or null if there is none or the token is wrong. */
  authenticate(key: SessionKey): Promise<StoredSession | null>;
}

const versionRefusal = (theirs: number) =>
  explained(
    VERSIONS_DIFFER,
    `version: expected ${SERVER_VERSION}, or one more or less, received ${theirs}. Reload the page.`,
  );

const limitsOf = (session: StoredSession, { files, rating = false }: Policy): ServerLimits => ({
  maxMessageChars: MAX_MESSAGE_CHARS,
  maxOfflineSeconds: session.maxOfflineSeconds,
  ...(files ? { files } : {}),
  rating,
});

/** SQLite would end a text there, PostgreSQL would refuse it. */
const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** Who did not claim it goes on with what they had: an epoch that another gained is not theirs. */
const epochFor = ({ claim, writerEpoch }: Returning, session: StoredSession): number =>
  claim ? session.writerEpoch : writerEpoch;

/** Only hashes of the secrets reach the store. */
const toDraft = (request: OpenRequest, token: string, { random, clock, policy }: ChatParts) => {
  const { deployment, openId, userData, page, siteOrigin, writerEpoch, claim } = request;
  return {
    ...{ deployment, userData, page, siteOrigin, writerEpoch: claim ? 1 : writerEpoch },
    username: withoutNul(request.username),
    subject: withoutNul(request.subject),
    sessionId: random.id(),
    openIdHash: hashOf(openId),
    tokenHash: hashOf(token),
    maxOfflineSeconds: Math.min(request.maxOfflineSeconds, policy.maxOfflineSeconds),
    openedAt: clock.now(),
  };
};

export function createVisitorHello(parts: ChatParts): VisitorHello {
  const { store, clock, policy, watch } = parts;

  const authenticate = async (key: SessionKey) => {
    const session = await store.find(key.sessionId);
    return session && matchesHash(key.token, session.tokenHash) ? session : null;
  };

  const callOff = async (openId: string): Promise<Outcome<never>> => {
    const session = await store.findByOpenId(hashOf(openId));
    const left = session && (await applyRule(parts, session.sessionId, end('leaveRequest', clock.now())));
    return left && !left.ok ? left : unknownSession();
  };

  const open = async (request: OpenRequest): Promise<Outcome<Opened>> => {
    const { siteOrigin } = request;
    if (!versionsFit(SERVER_VERSION, request.version)) return { ok: false, error: versionRefusal(request.version) };
    if (!policy.isAllowedSite(siteOrigin)) {
      const why = `siteOrigin: expected a site that the operator allows, received ${siteOrigin}`;
      return { ok: false, error: explained(FRAME_UNREACHABLE, why) };
    }
    if (request.calledOff) return callOff(request.openId);
    const token = tokenFrom(request.openId);
    const { session, created } = await store.open(toDraft(request, token, parts));
    const { sessionId, lastIndex } = session;
    const limits = limitsOf(session, policy);
    const known = { session: { sessionId, token }, lastIndex, limits, serverTime: clock.now() };
    if (created) {
      parts.hub.publish({ kind: 'changed', sessionId });
      return { ok: true, value: { ...known, writerEpoch: session.writerEpoch } };
    }
    const again = await applyRule(parts, sessionId, resume(clock.now(), watch.since(), request));
    return again.ok ? { ok: true, value: { ...known, writerEpoch: epochFor(request, again.value.session) } } : again;
  };

  const resumeSession = async (request: ResumeRequest): Promise<Outcome<Resumed>> => {
    if (!versionsFit(SERVER_VERSION, request.version)) return { ok: false, error: versionRefusal(request.version) };
    const known = await authenticate(request.session);
    if (!known) return unknownSession();
    const rule = resume(clock.now(), watch.since(), request);
    const done = await applyRule(parts, known.sessionId, rule);
    if (!done.ok) return done;
    const { session } = done.value;
    const { lastIndex } = session;
    const writerEpoch = epochFor(request, session);
    return { ok: true, value: { lastIndex, limits: limitsOf(session, policy), serverTime: clock.now(), writerEpoch } };
  };

  return { open, resume: resumeSession, authenticate };
}
