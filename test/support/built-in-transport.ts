// The frame's own transport in the shape of the public contract, so that the kit can be run on it. What the session does
// with it in the frame, this does for the page: it keeps the key and the last index.

import { createReconnecting } from '../../frame/transport/reconnecting.ts';
import type { Transport as Inner, OpenChannel } from '../../frame/transport/transport.ts';
import { SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import type { TranscriptPage } from '../../protocol/server.ts';
import type { Party, SessionKey, TranscriptEntry } from '../../protocol/session.ts';
import type { RawEvent, RawParty, RawStoredEvent, Transport } from '../../transport-kit/index.ts';
import { systemClock, systemRandom } from './frame-node.ts';

const TYPE = { visitor: 'Client', agent: 'Agent', system: 'External' } as const;
const REASON = { leaveRequest: 1, agent: 2, error: 3 } as const;
const partyOf = ({ id, name, kind }: Party): RawParty => ({ id, name, type: TYPE[kind] });

function rawOf(entry: TranscriptEntry): RawStoredEvent {
  const stored = { index: entry.index, timestamp: entry.at };
  if (entry.kind === 'sessionEnded') return { ...stored, type: 'SessionEnded', reason: { id: REASON[entry.reason] } };
  const party = partyOf(entry.party);
  if (entry.kind === 'message') {
    const content = { text: entry.text, type: entry.contentType };
    return { ...stored, type: 'MessageReceived', party, content, id: entry.id };
  }
  return { ...stored, type: entry.kind === 'agentConnected' ? 'AgentConnected' : 'AgentDisconnected', party };
}

const page = { url: 'http://shop.localhost/', title: 'Shop' };

/** `keys`: of all sessions, because the public contract knows a session by its id alone. */
export function createPublicTransport(open: OpenChannel, keys: Map<string, SessionKey>): Transport {
  const callbacks: Record<string, ((event?: RawEvent) => void) | undefined> = {};
  let inner: Inner | null = null;
  let key: SessionKey | null = null;
  let lastIndex = 0;
  let isDown = false;
  let settle: (error: { code: number; description: string } | null) => void = () => {};

  const wayChanged = (down: boolean): void => {
    if (isDown !== down) callbacks[down ? 'Interrupted' : 'Continued']?.();
    isDown = down;
  };
  const tell = (entry: TranscriptEntry): void => {
    if (entry.index <= lastIndex) return;
    lastIndex = entry.index;
    const event = rawOf(entry);
    callbacks[event.type]?.(event);
  };
  const create = (): Inner =>
    createReconnecting(
      { open, clock: systemClock, random: systemRandom },
      {
        onOpened({ session }) {
          key = session;
          keys.set(session.sessionId, session);
          settle(null);
        },
        onResumed({ lastIndex: known }) {
          // A page that takes part for the first time asks for what was before.
          if (!isDown) lastIndex = known;
          wayChanged(false);
          settle(null);
        },
        onPush(push) {
          if (push.type === 'entries') push.entries.forEach(tell);
          else if (push.type === 'agentTyping') {
            callbacks.AgentTyping?.({ type: 'AgentTyping', party: partyOf(push.party), isTyping: push.isTyping });
          }
        },
        onDown: () => wayChanged(true),
        onError: () => {},
        onRefused: (error) => settle(error),
      },
    );
  const cursor = () => ({
    session: key ?? { sessionId: 'no-such-session', token: 'a-token-of-no-value-at-all' },
    ...{ afterIndex: lastIndex, writerEpoch: 0, page },
  });
  const begin = (run: (way: Inner) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      settle = (error) => (error ? reject({ error }) : resolve());
      inner?.close();
      inner = create();
      run(inner);
    });

  type Asked = Parameters<Inner['request']>[0];
  async function ask<T>(request: Asked): Promise<T> {
    const answer = await (inner?.request(request) ?? Promise.reject({ error: SERVER_UNAVAILABLE }));
    if (!answer.ok) throw { error: answer.error };
    return answer.value as T;
  }
  const id = systemRandom.id;
  const on = (type: string) => (callback: unknown) => {
    callbacks[type] = callback as (event?: RawEvent) => void;
  };

  return {
    init: () => {},
    async startSession({ username, userData, subject }) {
      [key, lastIndex] = [null, 0];
      const who = { username, userData, subject, page, siteOrigin: 'http://shop.localhost' };
      const plain = { version: 1, deployment: 'default', maxOfflineSeconds: 1_800, writerEpoch: 0, identity: null };
      await begin((way) => way.start({ type: 'open', openId: id(), ...who, ...plain }, cursor));
      return { sessionId: cursor().session.sessionId };
    },
    async sendMessage({ message, type, id: messageId }) {
      await ask({ type: 'append', id: messageId, contentType: type, text: message });
    },
    async getTranscript({ sessionId, fromIndex }) {
      if (key?.sessionId !== sessionId) {
        key = keys.get(sessionId) ?? null;
        if (!key) throw { error: SESSION_UNKNOWN };
        await begin((way) => way.resume(cursor));
      }
      const { entries } = await ask<TranscriptPage>({ type: 'getTranscript', id: id(), fromIndex });
      return { transcript: entries.map(rawOf) };
    },
    async sendTyping({ isTyping, typedText = null }) {
      await ask({ type: 'typing', id: id(), isTyping, text: typedText });
    },
    async leaveSession() {
      await ask({ type: 'leave', id: id() });
      return undefined;
    },
    setUserData: ({ userData }) => ask({ type: 'setUserData', id: id(), userData }),
    getUserData: ({ keys: wanted }) => ask({ type: 'getUserData', id: id(), keys: wanted }),
    deleteUserData: ({ keys: gone }) => ask({ type: 'deleteUserData', id: id(), keys: gone }),
    onAgentConnected: on('AgentConnected'),
    onAgentDisconnected: on('AgentDisconnected'),
    onAgentTyping: on('AgentTyping'),
    onMessageReceived: on('MessageReceived'),
    onSessionEnded: on('SessionEnded'),
    onError: on('Error'),
    onInterrupted: on('Interrupted'),
    onContinued: on('Continued'),
    close: () => inner?.close(),
  };
}
