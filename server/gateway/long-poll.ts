// The same conversation over HTTP, stateless between requests: any process that reaches the store can answer.

import { explained, PARAMETER_MISSING } from '../../protocol/errors.ts';
import { Call, Poll, type PollAnswer } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { type Outcome, unknownSession } from '../chats/parts.ts';
import { tooMany } from '../limits/server-limits.ts';
import { disposeAll } from '../ports.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { holdPoll, type PollParts } from './held-poll.ts';
import { readRequest } from './reading.ts';
import type { TypingBoard } from './typing-board.ts';

/** `malformed`: what came was not of this protocol. */
export type HttpAnswer = { malformed: boolean; body: unknown };

const resultOf = (id: string, result: Outcome<unknown>, malformed = false): HttpAnswer => ({
  malformed,
  body: { type: 'result', id, result },
});

const tooManyStrays = (waitMs: number) => tooMany('requests that are not of this protocol', waitMs);

async function refuseStranger({ chats, limits }: GatewayParts, address: string, key: SessionKey) {
  if (await chats.visitors.authenticate(key)) return null;
  const waitMs = limits.strays.take(address);
  return waitMs > 0 ? tooMany('requests for unknown sessions', waitMs) : unknownSession();
}

/** `typing`: where polls are held too. */
type CallParts = GatewayParts & { typing?: TypingBoard };

export async function answerCall(parts: CallParts, address: string, body: unknown): Promise<HttpAnswer> {
  const { chats, limits, typing } = parts;
  const reading = readRequest(Call, body);
  if (!reading.ok) {
    const waitMs = limits.strays.take(address);
    return resultOf(reading.id, waitMs > 0 ? tooManyStrays(waitMs) : { ok: false, error: reading.error }, true);
  }
  const { request, session: key, writerEpoch } = reading.request;
  const { id } = request;
  if (request.type === 'open' || request.type === 'resume') {
    const waitMs = limits.hellos.take(address);
    if (waitMs > 0) return resultOf(id, tooMany('connections from this address', waitMs));
    if (request.type === 'open') return resultOf(id, await chats.visitors.open(request));
    // Whoever begins anew knows nothing of what was told before.
    typing?.marks.forget(request.session.sessionId);
    return resultOf(id, await chats.visitors.resume(request));
  }
  if (!key) {
    const why = `session: expected the session's id and token, received null`;
    return resultOf(id, { ok: false, error: explained(PARAMETER_MISSING, why) }, true);
  }
  // The session's own limits come after its token: a stranger cannot use them up.
  const refusal = await refuseStranger(parts, address, key);
  if (refusal) return resultOf(id, refusal);
  const isMessage = request.type === 'append';
  const waitMs = (isMessage ? limits.messages : limits.requests).take(key.sessionId);
  if (waitMs > 0) return resultOf(id, tooMany(isMessage ? 'messages' : 'requests', waitMs));
  return resultOf(id, await chats.visitors.handle({ sessionId: key.sessionId, writerEpoch }, request));
}

export async function answerPoll(
  parts: PollParts,
  address: string,
  body: unknown,
  gone: AbortSignal,
): Promise<HttpAnswer> {
  const { limits } = parts;
  const reading = readRequest(Poll, body);
  if (!reading.ok) {
    const waitMs = limits.strays.take(address);
    const refusal: PollAnswer = waitMs > 0 ? tooManyStrays(waitMs) : { ok: false, error: reading.error };
    return { malformed: true, body: refusal };
  }
  const { session: key } = reading.request;
  const refuse = (refusal: Exclude<Outcome<never>, { ok: true }>) => ({ malformed: false, body: refusal });

  const refusal = await refuseStranger(parts, address, key);
  if (refusal) return refuse(refusal);
  const waitMs = limits.requests.take(key.sessionId);
  if (waitMs > 0) return refuse(tooMany('polls', waitMs));
  const leaveAddress = limits.connections.enter(address);
  const leaveSession = limits.polls.enter(key.sessionId);
  const leave = disposeAll(leaveAddress ?? (() => {}), leaveSession ?? (() => {}));
  try {
    if (!leaveAddress || !leaveSession) return refuse(tooMany('polls held at once', 1_000));
    return { malformed: false, body: { ok: true, pushes: await holdPoll(parts, reading.request, gone) } };
  } finally {
    leave();
  }
}
