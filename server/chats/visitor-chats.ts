// The visitor's side: everything that may be asked of an open session. The same for a socket and for a call over
// HTTP; nothing here remembers an earlier request.

import { COMMAND_STOPPED } from '../../protocol/errors.ts';
import { type Appended, MAX_ENTRIES_A_PAGE, type SessionRequest, type TranscriptPage } from '../../protocol/server.ts';
import type { UserData } from '../../protocol/session.ts';
import { leave, signOfLife } from './lifecycle-rules.ts';
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
}

const NOTHING: Outcome<unknown> = { ok: true, value: {} };

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
      case 'seen':
      case 'rate':
      case 'getFile':
        return { ok: false, error: COMMAND_STOPPED };
      case 'ping':
        return apply(signOfLife(clock.now(), writerEpoch));
    }
  };

  return {
    ...createVisitorHello(parts),
    handle,
    pageAfter,
    sawAlive: async ({ sessionId, writerEpoch }) => {
      await applyRule(parts, sessionId, signOfLife(clock.now(), writerEpoch));
    },
  };
}
