// What the site's session object can order. Each answers within seconds with a value. Knows nothing of the link.

import * as v from 'valibot';
import type { ApiTranscriptItem } from '../../protocol/api-events.ts';
import type * as rpc from '../../protocol/commands.ts';
import {
  COMMAND_FAILED,
  COMMAND_STOPPED,
  explained,
  FILE_GONE,
  MESSAGE_TOO_LONG,
  SERVER_UNAVAILABLE,
  SESSION_UNKNOWN,
  TOO_MANY_CALLS,
} from '../../protocol/errors.ts';
import { HANDSHAKE_LIMIT_MS } from '../../protocol/limits.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import { type SessionRequest, UserDataAnswer } from '../../protocol/server.ts';
import type { UserData } from '../../protocol/session.ts';
import type { Clock, Dispose, Random } from '../ports.ts';
import type { Answer, Transport } from '../transport/transport.ts';
import { within } from '../transport/within.ts';
import { apiItemOf } from './api-events.ts';
import { canSend } from './conversation-selectors.ts';
import type { Dispatch } from './engine-parts.ts';
import { fetchEntries } from './fetch-entries.ts';
import { factsOf } from './file-facts.ts';
import { fileFault } from './file-limits.ts';
import type { FileSender } from './file-sender.ts';
import { isLive, type Live } from './selectors.ts';
import type { SessionState } from './state.ts';

type Parts = {
  clock: Clock;
  random: Random;
  transport: Pick<Transport, 'request'>;
  takeFiles: FileSender['take'];
  state: () => SessionState;
  subscribe: (run: () => void) => Dispose;
  dispatch: Dispatch;
};

/** The page waits no longer than that for its frame, and would take this one for silent where the server is. */
const COMMAND_LIMIT_MS = HANDSHAKE_LIMIT_MS - 1_000;
/** More than a site can mean to say while the way is down. */
const MAX_OUTBOX = 200;

type Command<Schema extends v.GenericSchema, Value> = (command: v.InferOutput<Schema>) => Promise<RpcResult<Value>>;

/** The commands once their input has been checked. */
export type CheckedCommands = {
  sendMessage: Command<typeof rpc.SendMessageCommand, null>;
  sendFile: Command<typeof rpc.SendFileCommand, null>;
  sendTyping: Command<typeof rpc.SendTypingCommand, null>;
  getTranscript: Command<typeof rpc.GetTranscriptCommand, { transcript: ApiTranscriptItem[] }>;
  setUserData: Command<typeof rpc.SetUserDataCommand, null>;
  getUserData: Command<typeof rpc.GetUserDataCommand, { userData: UserData }>;
  deleteUserData: Command<typeof rpc.DeleteUserDataCommand, null>;
  leave: Command<typeof rpc.LeaveCommand, null>;
};

export function createSessionCommands({
  clock,
  random,
  transport,
  takeFiles,
  state,
  subscribe,
  dispatch,
}: Parts): CheckedCommands {
  const liveSession = (sessionId: string): Live | null => {
    const { life } = state();
    return isLive(life) && life.session.sessionId === sessionId ? life : null;
  };
  const inTime = <Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>> =>
    within(clock, COMMAND_LIMIT_MS, answer, failed(SERVER_UNAVAILABLE));
  const ask = async (sessionId: string, request: SessionRequest): Promise<RpcResult<unknown>> => {
    if (!liveSession(sessionId)) return failed(SESSION_UNKNOWN);
    const answer = await inTime(transport.request(request));
    return answer.ok ? answer : failed(answer.error);
  };
  const order = async (sessionId: string, request: SessionRequest): Promise<RpcResult<null>> => {
    const answer = await ask(sessionId, request);
    return answer.ok ? ok(null) : answer;
  };

  return {
    async sendMessage({ sessionId, text, contentType }) {
      const life = liveSession(sessionId);
      if (!life) return failed(SESSION_UNKNOWN);
      if (!canSend(life)) return failed(COMMAND_STOPPED);
      const { maxMessageChars } = life.limits;
      if (text.length > maxMessageChars) {
        const words = `text: expected at most ${maxMessageChars} characters, received ${text.length}`;
        return failed(explained(MESSAGE_TOO_LONG, words));
      }
      if (life.outbox.length >= MAX_OUTBOX) return failed(TOO_MANY_CALLS);
      dispatch({ type: 'messageSubmitted', id: random.id(), text, contentType });
      return ok(null);
    },
    async sendFile({ sessionId, file: bytes }) {
      const life = liveSession(sessionId);
      if (!life) return failed(SESSION_UNKNOWN);
      if (!canSend(life)) return failed(COMMAND_STOPPED);
      const chosen = { name: 'name' in bytes ? String(bytes.name) : '', mediaType: bytes.type, bytes };
      const fault = fileFault(factsOf(chosen, random.id(), life.limits), life.limits);
      if (fault) return failed(fault);
      if (life.outbox.length >= MAX_OUTBOX) return failed(TOO_MANY_CALLS);
      // Both at once: what is said next comes after the file.
      const [ids, isThere] = await Promise.all([takeFiles([chosen]), canBeRead(bytes)]);
      if (isThere) return ok(null);
      for (const messageId of ids) dispatch({ type: 'discardRequested', messageId });
      return failed(FILE_GONE);
    },
    sendTyping: ({ sessionId, isTyping, typedText }) =>
      order(sessionId, { type: 'typing', id: random.id(), isTyping, text: typedText }),
    async getTranscript({ sessionId, fromIndex }) {
      const life = liveSession(sessionId);
      if (!life) return failed(SESSION_UNKNOWN);
      const { entries, firstIndex } = life.transcript;
      const from = Math.max(1, fromIndex);
      const kept = firstIndex <= from && life.phase === 'active' && life.transport.status === 'up';
      const fetched = () => inTime(fetchEntries({ transport, random }, from, Number.MAX_SAFE_INTEGER));
      const answer = kept ? ok(entries) : await fetched();
      if (!answer.ok) return failed(answer.error);
      const wanted = answer.value.filter(({ index }) => index >= from);
      return ok({ transcript: wanted.map((entry) => apiItemOf(entry, entry.index <= life.restoredIndex)) });
    },
    setUserData: ({ sessionId, userData }) => order(sessionId, { type: 'setUserData', id: random.id(), userData }),
    async getUserData({ sessionId, keys }) {
      const answer = await ask(sessionId, { type: 'getUserData', id: random.id(), keys });
      if (!answer.ok) return answer;
      const checked = v.safeParse(UserDataAnswer, answer.value);
      return checked.success ? ok(checked.output) : failed(COMMAND_FAILED);
    },
    deleteUserData: ({ sessionId, keys }) => order(sessionId, { type: 'deleteUserData', id: random.id(), keys }),
    async leave({ sessionId }) {
      if (!liveSession(sessionId)) return failed(SESSION_UNKNOWN);
      const over = new Promise<boolean>((resolve) => {
        const answer = (isOver: boolean): void => {
          stop();
          cancel();
          resolve(isOver);
        };
        const cancel = clock.after(COMMAND_LIMIT_MS, () => answer(false));
        const stop = subscribe(() => {
          if (!liveSession(sessionId)) answer(true);
        });
      });
      dispatch({ type: 'endConfirmed' });
      return (await over) ? ok(null) : failed(SERVER_UNAVAILABLE);
    },
  };
}

/** One that was changed, moved or deleted since it was chosen gives nothing any more, nor does a folder. */
const canBeRead = (bytes: Blob): Promise<boolean> =>
  bytes
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
