// The agent of the runs: the console's own client, straight at the server, with nothing spoilt in between. Keeps what an
// agent would see.

import { WebSocket } from 'ws';
import type { SessionSummary } from '../../../protocol/agent.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { createAgentClient } from '../../../server/console/agent-client.ts';
import type { Outgoing } from '../../../server/console/outbox-item.ts';
import type { OpenSocket } from '../../../server/console/ports.ts';
import { systemClock, systemRandom } from '../../../server/ports.ts';
import type { Screen, ScreenLine } from '../history-checker.ts';

export type Desk = {
  /** Waits for the visitor of this name, takes the chat and gives its session's id. */
  meet(name: string): Promise<string>;
  /** Of all chats that anybody of this name has begun. */
  sessionsOf(name: string): string[];
  say(sessionId: string, text: string): void;
  screen(sessionId: string): Screen;
  close(): void;
};

/** As the console would open it: `host` is the name that the server knows itself by. */
const socketTo =
  (address: string, host: string): OpenSocket =>
  (events) => {
    const socket = new WebSocket(`ws://${address}/agent/v1/socket`, { headers: { host, origin: `http://${host}` } });
    socket.on('open', () => events.onOpen());
    socket.on('message', (data) => events.onText(String(data)));
    socket.on('close', (code) => events.onClosed(code));
    // Every error is followed by `close`.
    socket.on('error', () => {});
    return { send: (text) => socket.send(text), close: () => socket.close() };
  };

const lineOf = (entry: TranscriptEntry): ScreenLine[] =>
  entry.kind === 'message' ? [{ text: entry.text, from: entry.party.kind, delivery: 'sent' }] : [];

const pendingLine = ({ text, status }: Outgoing): ScreenLine => ({ text, from: 'agent', delivery: status });

export function openDesk(address: string, host: string): Desk {
  const sessions = new Map<string, SessionSummary>();
  const awaited = new Map<string, (sessionId: string) => void>();
  const transcripts = new Map<string, TranscriptEntry[]>();
  const values = new Map<string, string>();

  const nameOf = ({ username }: SessionSummary): string => username.split(' ')[0] ?? '';
  const sessionsOf = (name: string): string[] =>
    [...sessions.values()].filter((session) => nameOf(session) === name).map(({ sessionId }) => sessionId);
  const note = (session: SessionSummary): void => {
    sessions.set(session.sessionId, session);
    awaited.get(nameOf(session))?.(session.sessionId);
  };
  const client = createAgentClient(
    {
      openSocket: socketTo(address, host),
      clock: systemClock,
      random: { fraction: Math.random, id: systemRandom.id },
      storage: {
        get: (key) => values.get(key) ?? null,
        set: (key, value) => void values.set(key, value),
        remove: (key) => void values.delete(key),
      },
      storageKey: 'outbox',
      name: 'Bob',
    },
    {
      onUp: ({ sessions }) => sessions.forEach(note),
      onSession: note,
      onEntries: (sessionId, entries) => void transcripts.get(sessionId)?.push(...entries),
      ...{ onDown() {}, onStopped() {}, onVisitorTyping() {}, onOutbox() {}, onOddity() {} },
    },
  );

  return {
    async meet(name) {
      const sessionId = await new Promise<string>((resolve) => {
        awaited.set(name, resolve);
        const [known] = sessionsOf(name);
        if (known) resolve(known);
      });
      awaited.delete(name);
      transcripts.set(sessionId, []);
      const answer = await client.accept(sessionId);
      if (!answer.ok) throw new Error(`The agent could not take the chat: ${answer.error.description}`);
      client.follow(sessionId);
      return sessionId;
    },
    sessionsOf,
    say: client.send,
    screen: (sessionId) => ({
      name: 'agent',
      lines: [
        ...(transcripts.get(sessionId) ?? []).flatMap(lineOf),
        ...client.outbox(sessionId).map((item) => pendingLine(item)),
      ],
    }),
    close: client.close,
  };
}
