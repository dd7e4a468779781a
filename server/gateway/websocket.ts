// A visitor's WebSocket: first `open` or `resume`, then requests one after the other, with the log pushed in between.
// The subscription stands before the log is read, so nothing falls into the gap between the two.

import type { WebSocket } from 'ws';
import { COMMAND_FAILED, explained, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { ClientMessage, type OpenRequest, type ResumeRequest, type SessionRequest } from '../../protocol/server.ts';
import type { Outcome } from '../chats/parts.ts';
import type { VisitorChats, VisitorScope } from '../chats/visitor-chats.ts';
import { tooMany } from '../limits/server-limits.ts';
import { type Dispose, disposeAll } from '../ports.ts';
import { type Connection, serveConnection } from './connection.ts';
import { createEntryCursor } from './entry-cursor.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { readRequest } from './reading.ts';

/** A channel that never says what it wants is closed. */
const HELLO_LIMIT_MS = 15_000;
/** A pong refreshes `last seen` at most so often; each time costs a write. */
const ALIVE_PAUSE_MS = 10_000;

type Hello = OpenRequest | ResumeRequest;
type Channel = { scope: VisitorScope; close: Dispose };

const afterIndexOf = (request: Hello): number => (request.type === 'open' ? 0 : request.afterIndex);

async function sayHello(visitors: VisitorChats, request: Hello) {
  if (request.type === 'resume') return { outcome: await visitors.resume(request), key: request.session };
  const outcome = await visitors.open(request);
  return { outcome, key: outcome.ok ? outcome.value.session : null };
}

/** Pushes the log above an index, and typing, until disposed of. */
function startPushing(parts: GatewayParts, connection: Connection, scope: VisitorScope, afterIndex: number): Dispose {
  const { hub, chats } = parts;
  const cursor = createEntryCursor({
    afterIndex,
    read: (after) => chats.visitors.pageAfter(scope.sessionId, after),
    send: (entries) => connection.send({ type: 'entries', entries }),
    onFailed: () => connection.close(1011, 'the log could not be read'),
  });
  const unsubscribe = hub.subscribeTo(scope.sessionId, (signal) => {
    if (signal.kind === 'changed') cursor.wake();
    if (signal.kind === 'agentTyping') {
      connection.sendLossy({ type: 'agentTyping', party: signal.party, isTyping: signal.isTyping });
    }
  });
  cursor.wake();
  return disposeAll(chats.presence.attach(scope.sessionId), unsubscribe, cursor.stop);
}

export function serveVisitorSocket(parts: GatewayParts, socket: WebSocket, address: string): void {
  const { chats, limits, clock } = parts;
  let channel: Channel | null = null;
  let isClosed = false;
  let aliveAt = clock.now();
  const cancelHello = clock.after(HELLO_LIMIT_MS, () => socket.close(1008, 'expected open or resume within 15 s'));

  parts.heartbeat.watch(socket, () => {
    if (!channel || clock.now() - aliveAt < ALIVE_PAUSE_MS) return;
    aliveAt = clock.now();
    void chats.visitors.sawAlive(channel.scope).catch(() => {});
  });

  serveConnection(socket, limits.maxRequestBytes, (connection) => {
    const answer = (id: string, result: Outcome<unknown>) => connection.send({ type: 'result', id, result });

    const greet = async (request: Hello) => {
      const waitMs = limits.hellos.take(address);
      if (waitMs > 0) return answer(request.id, tooMany('connections from this address', waitMs));
      const { outcome, key } = await sayHello(chats.visitors, request);
      if (isClosed || !outcome.ok || !key) return answer(request.id, outcome);
      const scope = { sessionId: key.sessionId, writerEpoch: request.writerEpoch };
      cancelHello();
      // Queued before the first push, so it is received before it.
      const answered = answer(request.id, outcome);
      channel = { scope, close: startPushing(parts, connection, scope, afterIndexOf(request)) };
      return answered;
    };

    const serve = async ({ scope }: Channel, request: SessionRequest) => {
      const isMessage = request.type === 'append';
      const waitMs = (isMessage ? limits.messages : limits.requests).take(scope.sessionId);
      if (request.type === 'typing') {
        if (waitMs === 0) await chats.visitors.handle(scope, request);
        return;
      }
      await answer(
        request.id,
        waitMs > 0 ? tooMany(isMessage ? 'messages' : 'requests', waitMs) : await chats.visitors.handle(scope, request),
      );
    };

    return {
      async onMessage(message) {
        const reading = readRequest(ClientMessage, message);
        if (!reading.ok) return answer(reading.id, { ok: false, error: reading.error });
        const { request } = reading;
        const isHello = request.type === 'open' || request.type === 'resume';
        if (isHello && !channel) return greet(request);
        if (!isHello && channel) return serve(channel, request);
        const expected = channel ? 'a request of the open session' : 'open or resume first';
        const why = `type: expected ${expected}, received ${request.type}`;
        return answer(request.id, { ok: false, error: explained(COMMAND_FAILED, why) });
      },
      async onTooLarge(message, sizeBytes) {
        const reading = readRequest(ClientMessage, message);
        const why = `request: expected at most ${limits.maxRequestBytes} bytes, received ${sizeBytes}`;
        const id = reading.ok ? reading.request.id : reading.id;
        await answer(id, { ok: false, error: explained(PARAMETER_WRONG, why) });
      },
      onClosed() {
        isClosed = true;
        cancelHello();
        channel?.close();
      },
    };
  });
}
