// A chat server as an agent's client sees it, written from the protocol: a real WebSocket, everything else in memory.
// Tests play the visitors through it, and its faults.

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AgentPush, AgentRequest, type SessionSummary } from '../../protocol/agent.ts';
import { COMMAND_STOPPED, type Failure, SESSION_UNKNOWN, TOO_MANY_CALLS } from '../../protocol/errors.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';

type Bare<T> = T extends { index: number; at: number } ? Omit<T, 'index' | 'at'> : never;
type Session = { summary: SessionSummary; log: TranscriptEntry[] };
type Client = { socket: WebSocket; agent: { id: string; name: string }; follows: Map<string, number> };
type Served = Extract<AgentRequest, { type: 'accept' | 'follow' | 'unfollow' | 'append' | 'typing' | 'end' }>;
type Result = { ok: true; value: unknown } | { ok: false; error: Failure; retryAfterMs?: number };

const PAGE = 200;
const done: Result = { ok: true, value: {} };
const no = (error: Failure): Result => ({ ok: false, error });
const visitor = (name: string) => ({ id: 1, name, kind: 'visitor' }) as const;

export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

export async function startFakeServer(pages: RequestListener = (_request, response) => response.writeHead(404).end()) {
  const sessions = new Map<string, Session>();
  const clients = new Set<Client>();
  const faults = { refuseNext: [] as Result[], swallowNextAnswers: 0, dropEntriesOnce: false };
  const appends: { id: string; text: string }[] = [];
  let made = 0;

  const send = (client: Client, message: object) => client.socket.send(JSON.stringify(message));
  const push = (message: AgentPush) => {
    for (const client of clients) send(client, message);
  };
  const feed = (client: Client, sessionId: string) => {
    const { log } = sessions.get(sessionId)!;
    for (let from = client.follows.get(sessionId)!; from < log.length; from += PAGE) {
      send(client, { type: 'entries', sessionId, entries: log.slice(from, from + PAGE) });
    }
    client.follows.set(sessionId, log.length);
  };
  const change = (sessionId: string, changes: Partial<SessionSummary>) => {
    const session = sessions.get(sessionId)!;
    const { revision } = session.summary;
    session.summary = { ...session.summary, lastIndex: session.log.length, ...changes, revision: revision + 1 };
    push({ type: 'session', session: session.summary });
  };
  const add = (sessionId: string, entry: Bare<TranscriptEntry>, changes: Partial<SessionSummary> = {}) => {
    const session = sessions.get(sessionId)!;
    const whole = { ...entry, index: session.log.length + 1, at: Date.now() } as TranscriptEntry;
    session.log.push(whole);
    for (const client of clients) {
      if (!client.follows.has(sessionId)) continue;
      if (faults.dropEntriesOnce) client.follows.set(sessionId, session.log.length);
      else feed(client, sessionId);
    }
    faults.dropEntriesOnce = false;
    const lastMessage =
      whole.kind === 'message'
        ? { text: whole.text, from: whole.party.kind, at: whole.at }
        : session.summary.lastMessage;
    change(sessionId, { lastMessage, ...changes });
    return whole.index;
  };
  const end = (sessionId: string, reason: 'agent' | 'leaveRequest') =>
    add(sessionId, { kind: 'sessionEnded', reason }, { status: 'ended', endedAt: Date.now(), endReason: reason });

  const serve = (client: Client, request: Served): Result => {
    const { sessionId } = request;
    const session = sessions.get(sessionId);
    if (!session) return no(SESSION_UNKNOWN);
    const party = { id: 3, name: client.agent.name, kind: 'agent' } as const;
    const isMine = session.summary.status === 'active' && session.summary.agent?.id === client.agent.id;
    switch (request.type) {
      case 'follow':
        client.follows.set(sessionId, request.afterIndex);
        queueMicrotask(() => feed(client, sessionId));
        return done;
      case 'unfollow':
        client.follows.delete(sessionId);
        return done;
      case 'accept':
        if (isMine) return done;
        if (session.summary.status !== 'waiting') return no(COMMAND_STOPPED);
        add(sessionId, { kind: 'agentConnected', party }, { status: 'active', agent: client.agent });
        return done;
      case 'append': {
        const known = session.log.find((entry) => entry.kind === 'message' && entry.id === request.id);
        if (known) return { ok: true, value: { index: known.index } };
        if (!isMine) return no(COMMAND_STOPPED);
        appends.push({ id: request.id, text: request.text });
        const message = { kind: 'message', id: request.id, party, contentType: 'text', text: request.text } as const;
        return { ok: true, value: { index: add(sessionId, message) } };
      }
      case 'end':
        if (!isMine) return no(COMMAND_STOPPED);
        end(sessionId, 'agent');
        return done;
      case 'typing':
        return isMine ? done : no(COMMAND_STOPPED);
    }
  };

  const receive = (client: Client, text: string) => {
    const request = v.parse(AgentRequest, JSON.parse(text));
    const answer = (result: Result) => send(client, { type: 'result', id: request.id, result });
    if (request.type === 'ping') return answer(done);
    if (request.type === 'hello') {
      const name = request.name ?? 'Agent';
      client.agent = { id: `agent-${name}`, name };
      clients.add(client);
      const list = [...sessions.values()].map(({ summary }) => summary);
      return answer({ ok: true, value: { agent: client.agent, sessions: list, serverTime: Date.now() } });
    }
    const refusal = request.type === 'append' ? faults.refuseNext.shift() : undefined;
    const result = refusal ?? serve(client, request as Served);
    if (request.type === 'append' && faults.swallowNextAnswers > 0) {
      faults.swallowNextAnswers -= 1;
      return client.socket.terminate();
    }
    return answer(result);
  };

  const http = createServer(pages);
  const server = new WebSocketServer({ server: http, path: '/agent/v1/socket' });
  server.on('connection', (socket) => {
    const client: Client = { socket, agent: { id: '', name: '' }, follows: new Map() };
    socket.on('message', (data) => receive(client, data.toString()));
    socket.on('close', () => clients.delete(client));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    port,
    url: `ws://127.0.0.1:${port}/agent/v1/socket`,
    origin: `http://127.0.0.1:${port}`,
    faults,
    /** Appends that were stored, in the order of arrival. */
    appends,
    tooMany: (retryAfterMs: number): Result => ({ ok: false, error: TOO_MANY_CALLS, retryAfterMs }),
    log: (sessionId: string) => sessions.get(sessionId)!.log,
    openSession(details: Partial<SessionSummary> & { username: string }): string {
      made += 1;
      const sessionId = `session-${String(made).padStart(4, '0')}`;
      const now = Date.now();
      const summary: SessionSummary = {
        sessionId,
        status: 'waiting',
        openedAt: now,
        endedAt: null,
        endReason: null,
        revision: 1,
        subject: '',
        userData: {},
        page: { url: 'http://localhost/', title: 'Shop' },
        siteOrigin: 'http://localhost',
        agent: null,
        presence: 'here',
        lastSeenAt: now,
        lastIndex: 0,
        lastMessage: null,
        ...details,
      };
      sessions.set(sessionId, { summary, log: [] });
      push({ type: 'session', session: summary });
      return sessionId;
    },
    /** Puts a whole log in place before anybody looks. */
    write(sessionId: string, log: TranscriptEntry[], changes: Partial<SessionSummary> = {}) {
      sessions.get(sessionId)!.log = log;
      change(sessionId, changes);
    },
    say(sessionId: string, text: string) {
      const party = visitor(sessions.get(sessionId)!.summary.username);
      made += 1;
      return add(sessionId, { kind: 'message', id: `message-${made}`, party, contentType: 'text', text });
    },
    typing: (sessionId: string, isTyping: boolean, text: string | null = null) =>
      push({ type: 'visitorTyping', sessionId, isTyping, text }),
    leave: (sessionId: string) => end(sessionId, 'leaveRequest'),
    change,
    dropConnections: () => {
      for (const client of clients) client.socket.terminate();
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
