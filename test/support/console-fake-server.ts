// A chat server as an agent's client sees it, written from the protocol: a real WebSocket, everything else in memory.
// Tests play the visitors through it, and its faults.

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type AgentPresence,
  type AgentPush,
  AgentRequest,
  type CannedReply,
  type Note,
  type SessionSummary,
} from '../../protocol/agent.ts';
import { COMMAND_STOPPED, type Failure, SESSION_UNKNOWN, TOO_MANY_CALLS } from '../../protocol/errors.ts';
import type { FileFacts, MessagePart } from '../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import { createFakeFiles, FAKE_LIMITS } from './console-fake-files.ts';
import { hasAllWords } from './console-fake-search.ts';

type Bare<T> = T extends { index: number; at: number } ? Omit<T, 'index' | 'at'> : never;
type Session = { summary: SessionSummary; log: TranscriptEntry[]; notes: Note[]; visitorRead: number };
type Client = { socket: WebSocket; agent: { id: string; name: string }; follows: Map<string, number> };
type Served = Exclude<AgentRequest, { type: 'hello' | 'ping' | 'availability' | 'search' }>;
type Result = { ok: true; value: unknown } | { ok: false; error: Failure; retryAfterMs?: number };

const PAGE = 200;
const FOUND = 20;
const done: Result = { ok: true, value: {} };
const no = (error: Failure): Result => ({ ok: false, error });
const visitor = (name: string) => ({ id: 1, name, kind: 'visitor' }) as const;

export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

export async function startFakeServer(pages: RequestListener = (_request, response) => response.writeHead(404).end()) {
  const sessions = new Map<string, Session>();
  const clients = new Set<Client>();
  const faults = { refuseNext: [] as Result[], swallowNextAnswers: 0, dropEntriesOnce: false };
  const appends: { id: string; text: string }[] = [];
  const files = createFakeFiles();
  /** Agents who were here, and who of them is away. */
  const known = new Map<string, { id: string; name: string }>();
  const away = new Set<string>();
  const seen: { sessionId: string; deliveredIndex: number; readIndex: number }[] = [];
  const cannedReplies: CannedReply[] = [];
  const lookers = new Set<() => void>();
  const hidden = new Set<string>();
  const isListed = ({ sessionId }: SessionSummary) => !hidden.has(sessionId);
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
  const agents = (): AgentPresence[] =>
    [...known.values()].map(({ id, name }) => {
      const isHere = [...clients].some(({ agent }) => agent.id === id);
      const status = !isHere ? 'offline' : away.has(id) ? 'away' : 'available';
      const isTheirs = ({ summary }: Session) => summary.status === 'active' && summary.agent?.id === id;
      return { id, name, status, chats: [...sessions.values()].filter(isTheirs).length };
    });
  const pushAgents = () => push({ type: 'agents', agents: agents() });
  const pushFollowed = (message: Extract<AgentPush, { sessionId: string }>) => {
    for (const client of clients) if (client.follows.has(message.sessionId)) send(client, message);
  };
  const search = ({ query, before }: Extract<AgentRequest, { type: 'search' }>): Result => {
    const hits = [...sessions.values()]
      .filter(({ summary, log }) => summary.status === 'ended' && hasAllWords(summary, log, query))
      .map(({ summary }) => summary)
      .filter(({ endedAt }) => before === null || (endedAt ?? 0) < before)
      .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
    return { ok: true, value: { sessions: hits.slice(0, FOUND), more: hits.length > FOUND } };
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
        queueMicrotask(() => {
          feed(client, sessionId);
          if (session.notes.length > 0) send(client, { type: 'notes', sessionId, notes: session.notes });
          if (session.visitorRead > 0) {
            send(client, { type: 'visitorSeen', sessionId, readIndex: session.visitorRead });
          }
        });
        return done;
      case 'unfollow':
        client.follows.delete(sessionId);
        return done;
      case 'accept':
        if (isMine) return done;
        if (session.summary.status !== 'waiting') return no(COMMAND_STOPPED);
        add(sessionId, { kind: 'agentConnected', party }, { status: 'active', agent: client.agent });
        pushAgents();
        return done;
      case 'append': {
        const known = session.log.find((entry) => entry.kind === 'message' && entry.id === request.id);
        if (known) return { ok: true, value: { index: known.index } };
        if (!isMine) return no(COMMAND_STOPPED);
        const file = request.fileId === undefined ? null : files.facts(request.fileId);
        if (request.fileId !== undefined && !file) return no(COMMAND_STOPPED);
        appends.push({ id: request.id, text: request.text });
        const parts: MessagePart[] = file ? [{ kind: 'file', ...file }] : (request.parts ?? []);
        const text = file?.name ?? request.text;
        const bare = { kind: 'message', id: request.id, party, contentType: 'text', text } as const;
        const message = parts.length > 0 ? { ...bare, parts } : bare;
        return { ok: true, value: { index: add(sessionId, message) } };
      }
      case 'end':
        if (!isMine) return no(COMMAND_STOPPED);
        end(sessionId, 'agent');
        pushAgents();
        return done;
      case 'typing':
        return isMine ? done : no(COMMAND_STOPPED);
      case 'seen': {
        const { deliveredIndex, readIndex } = request;
        seen.push({ sessionId, deliveredIndex, readIndex });
        return isMine ? done : no(COMMAND_STOPPED);
      }
      case 'transfer': {
        const to = known.get(request.toAgentId);
        if (!isMine || !to) return no(COMMAND_STOPPED);
        add(sessionId, { kind: 'agentDisconnected', party });
        add(sessionId, { kind: 'agentConnected', party: { ...party, id: 4, name: to.name } }, { agent: to });
        pushAgents();
        return done;
      }
      case 'note': {
        if (session.notes.some(({ id }) => id === request.id)) return done;
        const { id, text } = request;
        session.notes = [...session.notes, { id, text, at: Date.now(), agentName: client.agent.name }];
        pushFollowed({ type: 'notes', sessionId, notes: session.notes });
        return done;
      }
      case 'getFile':
        return files.facts(request.fileId) ? { ok: true, value: files.addressOf(request.fileId) } : no(COMMAND_STOPPED);
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
      known.set(client.agent.id, client.agent);
      const list = [...sessions.values()].map(({ summary }) => summary).filter(isListed);
      const welcome = {
        ...{ agent: client.agent, sessions: list, serverTime: Date.now() },
        ...{ isAvailable: !away.has(client.agent.id), agents: agents(), cannedReplies, files: FAKE_LIMITS },
      };
      answer({ ok: true, value: welcome });
      return pushAgents();
    }
    if (request.type === 'search') return answer(search(request));
    if (request.type === 'availability') {
      if (request.isAvailable) away.delete(client.agent.id);
      else away.add(client.agent.id);
      answer(done);
      return pushAgents();
    }
    const refusal = request.type === 'append' ? faults.refuseNext.shift() : undefined;
    const result = refusal ?? serve(client, request);
    for (const look of [...lookers]) look();
    if (request.type === 'append' && faults.swallowNextAnswers > 0) {
      faults.swallowNextAnswers -= 1;
      return client.socket.terminate();
    }
    return answer(result);
  };

  const http = createServer((request, response) =>
    files.isOurs(request.url ?? '') ? files.listener(request, response) : pages(request, response),
  );
  const server = new WebSocketServer({ server: http, path: '/agent/v1/socket' });
  server.on('connection', (socket) => {
    const client: Client = { socket, agent: { id: '', name: '' }, follows: new Map() };
    socket.on('message', (data) => receive(client, data.toString()));
    socket.on('close', () => {
      if (clients.delete(client)) pushAgents();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    port,
    url: `ws://127.0.0.1:${port}/agent/v1/socket`,
    origin: `http://127.0.0.1:${port}`,
    faults,
    files,
    /** Reports of how far agents have come, in the order of arrival. */
    seen,
    cannedReplies,
    /** Resolves when a request has made it so. */
    heard: (isSo: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (!isSo()) return;
          lookers.delete(look);
          resolve();
        };
        lookers.add(look);
        look();
      }),
    /** Not in anybody's lists: to be found by a search. */
    hide: (sessionId: string) => void hidden.add(sessionId),
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
      sessions.set(sessionId, { summary, log: [], notes: [], visitorRead: 0 });
      push({ type: 'session', session: summary });
      return sessionId;
    },
    /** Puts a whole log in place before anybody looks. */
    write(sessionId: string, log: TranscriptEntry[], changes: Partial<SessionSummary> = {}) {
      sessions.get(sessionId)!.log = log;
      change(sessionId, changes);
    },
    say(sessionId: string, text: string, parts?: MessagePart[]) {
      const party = visitor(sessions.get(sessionId)!.summary.username);
      made += 1;
      const message = { kind: 'message', id: `message-${made}`, party, contentType: 'text', text } as const;
      return add(sessionId, parts ? { ...message, parts } : message);
    },
    /** The visitor sends a file that the server has in whole. */
    sayFile(sessionId: string, facts: FileFacts, bytes: Buffer) {
      files.put(facts, bytes);
      return this.say(sessionId, facts.name, [{ kind: 'file', ...facts }]);
    },
    read(sessionId: string, readIndex: number) {
      sessions.get(sessionId)!.visitorRead = readIndex;
      pushFollowed({ type: 'visitorSeen', sessionId, readIndex });
    },
    note(sessionId: string, text: string, agentName = 'Bob') {
      const session = sessions.get(sessionId)!;
      made += 1;
      session.notes = [...session.notes, { id: `note-${made}-made`, text, at: Date.now(), agentName }];
      pushFollowed({ type: 'notes', sessionId, notes: session.notes });
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
