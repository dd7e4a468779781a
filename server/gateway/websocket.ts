// A visitor's WebSocket: first `open` or `resume`, then requests one after the other, each answered by its id.

import type { WebSocket } from 'ws';
import { COMMAND_FAILED, explained } from '../../protocol/errors.ts';
import { ClientMessage, type OpenRequest, type ResumeRequest, type SessionRequest } from '../../protocol/server.ts';
import type { Outcome } from '../chats/parts.ts';
import type { VisitorChats, VisitorScope } from '../chats/visitor-chats.ts';
import { tooMany } from '../limits/server-limits.ts';
import type { Clock, Dispose } from '../ports.ts';
import { type Connection, type ConnectionHandler, serveConnection } from './connection.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { limitHello } from './hello-limit.ts';
import { readRequest, tooLarge } from './reading.ts';
import { createStrays } from './strays.ts';
import { startVisitorFeed } from './visitor-feed.ts';

/** A pong refreshes `last seen` at most so often; each time costs a write. */
const ALIVE_PAUSE_MS = 10_000;

type Hello = OpenRequest | ResumeRequest;

async function sayHello(visitors: VisitorChats, request: Hello) {
  if (request.type === 'resume') {
    return { outcome: await visitors.resume(request), key: request.session, afterIndex: request.afterIndex };
  }
  const outcome = await visitors.open(request);
  return { outcome, key: outcome.ok ? outcome.value.session : null, afterIndex: 0 };
}

/** Runs `run`, but not again before the pause is over. */
function atMostEvery(clock: Clock, pauseMs: number, run: () => void): () => void {
  let lastAt = clock.now();
  return () => {
    if (clock.now() - lastAt < pauseMs) return;
    lastAt = clock.now();
    run();
  };
}

/** What has become of a channel: nothing yet, a session, or closed. */
type Stage = { name: 'new' } | { name: 'open'; scope: VisitorScope; stopFeed: Dispose } | { name: 'closed' };

export function serveVisitorSocket(parts: GatewayParts, socket: WebSocket, address: string): void {
  const { chats, clock } = parts;
  let stage: Stage = { name: 'new' };
  const sawAlive = () => {
    if (stage.name === 'open') void chats.visitors.sawAlive(stage.scope).catch(() => {});
  };
  parts.heartbeat.watch(socket, atMostEvery(clock, ALIVE_PAUSE_MS, sawAlive));
  const cancelHello = limitHello(socket, clock, 'open or resume');

  serveConnection(socket, { maxRequestBytes: parts.limits.maxRequestBytes, clock }, (connection) =>
    createHandler(parts, connection, address, {
      get: () => stage,
      set: (next) => {
        cancelHello();
        if (stage.name === 'open') stage.stopFeed();
        stage = next;
      },
    }),
  );
}

type StageHolder = { get(): Stage; set(stage: Stage): void };

function createHandler(
  parts: GatewayParts,
  connection: Connection,
  address: string,
  stage: StageHolder,
): ConnectionHandler {
  const { chats, hub, limits } = parts;
  const answer = (id: string, result: Outcome<unknown>) => connection.send({ type: 'result', id, result });
  const answerStray = createStrays(limits.requests, connection, parts.random.id());

  const greet = async (request: Hello) => {
    const waitMs = limits.hellos.take(address);
    if (waitMs > 0) return answer(request.id, tooMany('connections from this address', waitMs));
    const { outcome, key, afterIndex } = await sayHello(chats.visitors, request);
    if (!outcome.ok || !key || stage.get().name === 'closed') return answer(request.id, outcome);
    const { sessionId } = key;
    // Queued before the first push, so it is received before it.
    const answered = answer(request.id, outcome);
    const stopFeed = startVisitorFeed({ chats, hub, connection }, sessionId, afterIndex);
    const { writerEpoch = request.writerEpoch } = outcome.value;
    stage.set({ name: 'open', scope: { sessionId, writerEpoch }, stopFeed });
    return answered;
  };

  const serve = async (scope: VisitorScope, request: SessionRequest) => {
    const isMessage = request.type === 'append';
    const waitMs = (isMessage ? limits.messages : limits.requests).take(scope.sessionId);
    const refusal = waitMs > 0 ? tooMany(isMessage ? 'messages' : 'requests', waitMs) : null;
    const outcome = refusal ?? (await chats.visitors.handle(scope, request));
    // Typing is not answered: it may get lost.
    if (request.type !== 'typing') await answer(request.id, outcome);
  };

  return {
    async onMessage(message) {
      const reading = readRequest(ClientMessage, message);
      if (!reading.ok) return answerStray(reading);
      const { request } = reading;
      const now = stage.get();
      const isHello = request.type === 'open' || request.type === 'resume';
      if (isHello && now.name === 'new') return greet(request);
      if (!isHello && now.name === 'open') return serve(now.scope, request);
      const expected = now.name === 'open' ? 'a request of the open session' : 'open or resume first';
      const why = `type: expected ${expected}, received ${request.type}`;
      return answerStray({ id: request.id, error: explained(COMMAND_FAILED, why) });
    },
    onTooLarge: (message, sizeBytes) => answerStray(tooLarge(message, limits.maxRequestBytes, sizeBytes)),
    onClosed: () => stage.set({ name: 'closed' }),
  };
}
