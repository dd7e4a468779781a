// The visitor's side: everything that may be asked of an open session. The same for a socket and for a call over
// HTTP; nothing here remembers an earlier request.

import { COMMAND_STOPPED, explained } from '../../protocol/errors.ts';
import { type Appended, MAX_ENTRIES_A_PAGE, type SessionRequest, type TranscriptPage } from '../../protocol/server.ts';
import type { UserData } from '../../protocol/session.ts';
import { OWNED_BY_VISITOR } from '../store/stored-file.ts';
import { readFile } from './file-reading.ts';
import { leave, signOfLife } from './lifecycle-rules.ts';
import { rate, seenByVisitor } from './mark-rules.ts';
import { applyRule, type ChatParts, cutPage, indexOf, type Outcome, unknownSession } from './parts.ts';
import type { Presence } from './presence.ts';
import { appendByVisitor, type Rule } from './rules.ts';
import { deleteUserData, setUserData } from './user-data-rules.ts';
import { createVisitorHello, type VisitorHello } from './visitor-hello.ts';

/** Which session a request belongs to, after its token was checked. */
export type VisitorScope = { sessionId: string; writerEpoch: number };

export interface VisitorChats extends VisitorHello {
  handle(scope: VisitorScope, request: SessionRequest): Promise<Outcome<unknown>>;
  /** A page of the log above an index. `more`: there was more at the time of reading. */
  pageAfter(sessionId: string, afterIndex: number): Promise<TranscriptPage>;
  sawAlive(scope: VisitorScope): Promise<void>;
  /** How far the visitor's messages have come; null before there is anything to tell. */
  marks(sessionId: string): Promise<Marks | null>;
}

export type Marks = { deliveredIndex: number; readIndex: number };

const NOTHING: Outcome<unknown> = { ok: true, value: {} };
const NOT_RATED: Outcome<unknown> = {
  ok: false,
  error: explained(COMMAND_STOPPED, 'The command was stopped: this server takes no ratings.'),
};

const pick = (data: UserData, keys: readonly string[]): UserData =>
  Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));

export function createVisitorChats(parts: ChatParts, presence: Presence): VisitorChats {
  const { store, clock } = parts;

  const pageAfter = async (sessionId: string, afterIndex: number): Promise<TranscriptPage> => {
    const read = await store.entriesAfter(sessionId, afterIndex, MAX_ENTRIES_A_PAGE + 1);
    const entries = cutPage(read.slice(0, MAX_ENTRIES_A_PAGE));
    return { entries, more: entries.length < read.length };
  };

  const handle = async (scope: VisitorScope, request: SessionRequest): Promise<Outcome<unknown>> => {
    const { sessionId, writerEpoch } = scope;
    const apply = async (rule: Rule): Promise<Outcome<unknown>> => {
      const done = await applyRule(parts, sessionId, rule);
      return done.ok ? NOTHING : done;
    };
    switch (request.type) {
      case 'append': {
        const { id, contentType, text, fileId } = request;
        const message = { id, contentType, text, at: clock.now() };
        const rule = appendByVisitor(message, writerEpoch, fileId !== undefined);
        const done = await applyRule(parts, sessionId, rule, { id, fileId });
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
      case 'seen':
        return apply(seenByVisitor(request.readIndex));
      case 'rate': {
        const { score, comment } = request;
        return parts.policy.rating ? apply(rate({ score, comment }, clock.now())) : NOT_RATED;
      }
      case 'getFile':
        return readFile(parts, sessionId, request.fileId, OWNED_BY_VISITOR);
      case 'ping':
        return apply(signOfLife(clock.now(), writerEpoch));
    }
  };

  return {
    ...createVisitorHello(parts),
    handle,
    pageAfter,
    marks: async (sessionId) => {
      const session = await store.find(sessionId);
      if (!session || session.agentDeliveredIndex === 0) return null;
      return { deliveredIndex: session.agentDeliveredIndex, readIndex: session.agentReadIndex };
    },
    sawAlive: async ({ sessionId, writerEpoch }) => {
      await applyRule(parts, sessionId, signOfLife(clock.now(), writerEpoch));
    },
  };
}
