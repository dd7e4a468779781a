// A chat server within the test, as far as a channel can see one: a log per session, pushes to whoever listens.

import type { Channel, ChannelEvents, OpenChannel } from '../../frame/transport/transport.ts';
import { SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import { failed, ok } from '../../protocol/result.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { SessionKey, TranscriptEntry, UserData } from '../../protocol/session.ts';

type Session = { key: SessionKey; log: TranscriptEntry[]; userData: UserData; listeners: Set<ChannelEvents> };

const LIMITS = { maxMessageChars: 5_000, maxOfflineSeconds: 1_800 };
const VISITOR = { id: 1, name: 'Vera', kind: 'visitor' } as const;

export function createFakeChannels(): { open: OpenChannel; cut(): void } {
  const sessions = new Map<string, Session>();
  const losses = new Set<() => void>();
  let reachable = true;

  const add = (session: Session, entry: TranscriptEntry): number => {
    session.log.push(entry);
    for (const { onPush } of session.listeners) onPush({ type: 'entries', entries: [entry] });
    return entry.index;
  };
  const answer = (session: Session, request: SessionRequest): unknown => {
    const { log } = session;
    const next = { index: log.length + 1, at: 1 };
    switch (request.type) {
      case 'append': {
        const known = log.find((entry) => entry.kind === 'message' && entry.id === request.id)?.index;
        const { id, text, contentType } = request;
        return { index: known ?? add(session, { ...next, kind: 'message', party: VISITOR, id, text, contentType }) };
      }
      case 'leave':
        return { index: add(session, { ...next, kind: 'sessionEnded', reason: 'leaveRequest' }) };
      case 'getTranscript':
        return { entries: log.filter(({ index }) => index >= request.fromIndex), more: false };
      case 'getUserData':
        return { userData: session.userData };
      default:
        return {};
    }
  };

  const open: OpenChannel = async (hello, events, signal) => {
    await Promise.resolve();
    if (!reachable || signal.aborted) return { outcome: 'unreachable' };
    const id = hello.type === 'open' ? `session-${hello.openId}` : hello.session.sessionId;
    const fresh = (): Session => ({
      ...{ key: { sessionId: id, token: `token-of-${id}` }, log: [], listeners: new Set() },
      userData: hello.type === 'open' ? hello.userData : {},
    });
    const session = sessions.get(id) ?? (hello.type === 'open' ? fresh() : null);
    if (!session) return { outcome: 'refused', error: SESSION_UNKNOWN };
    sessions.set(id, session);

    let isOpen = true;
    const close = (): void => {
      isOpen = false;
      session.listeners.delete(events);
      losses.delete(lose);
    };
    const lose = (): void => {
      close();
      events.onLost();
    };
    losses.add(lose);
    const channel: Channel = {
      request: async (request) => (isOpen ? ok(answer(session, request)) : failed(SERVER_UNAVAILABLE)),
      check: () => {},
      close,
    };
    queueMicrotask(() => {
      if (!isOpen) return;
      session.listeners.add(events);
      const missed = session.log.slice(hello.type === 'open' ? 0 : hello.afterIndex);
      if (missed.length > 0) events.onPush({ type: 'entries', entries: missed });
    });
    const value = { session: session.key, lastIndex: session.log.length, limits: LIMITS, serverTime: 1 };
    return { outcome: 'opened', channel, value };
  };
  return {
    open,
    cut() {
      reachable = false;
      for (const lose of [...losses]) lose();
    },
  };
}
