// All limits of the gateways in one place, made from the operator's figures.

import { explained, type Failure, TOO_MANY_CALLS } from '../../protocol/errors.ts';
import type { Limits } from '../config-schema.ts';
import type { Clock } from '../ports.ts';
import { type Counter, createCounter } from './counter.ts';
import { createLimiter, type Limiter } from './limiter.ts';

export type GatewayLimits = {
  maxRequestBytes: number;
  /** By address: opens and resumes. */
  hellos: Limiter;
  /** By address: attempts to log in. */
  logins: Limiter;
  /** By session: messages of the visitor; by session and agent: messages of the agent. */
  messages: Limiter;
  /** By session and sender: pieces of files. */
  pieces: Limiter;
  /** By address: pieces of visitors' files. */
  visitorsPieces: Limiter;
  /** By session or connection: everything else. */
  requests: Limiter;
  /** By address: what comes over HTTP and is not of the protocol, or names no session with its token. */
  strays: Limiter;
  /** By address: sockets and held polls. */
  connections: Counter;
  /** By session: held polls. */
  polls: Counter;
};

export const createGatewayLimits = (limits: Limits, clock: Clock): GatewayLimits => ({
  maxRequestBytes: limits.maxRequestBytes,
  hellos: createLimiter(limits.hellosPerAddress, clock),
  logins: createLimiter(limits.loginsPerAddress, clock),
  messages: createLimiter(limits.messagesPerSession, clock),
  pieces: createLimiter(limits.piecesPerSession, clock),
  visitorsPieces: createLimiter(limits.piecesPerAddress, clock),
  requests: createLimiter(limits.requestsPerConnection, clock),
  strays: createLimiter(limits.hellosPerAddress, clock),
  connections: createCounter(limits.connectionsPerAddress),
  polls: createCounter(limits.pollsPerSession),
});

/** A refusal that will pass: nothing was done, the same request may be sent again after the wait. */
export const tooMany = (what: string, waitMs: number): { ok: false; error: Failure; retryAfterMs: number } => ({
  ok: false,
  error: explained(TOO_MANY_CALLS, `Too many ${what} in a short time: try again after ${waitMs} ms.`),
  retryAfterMs: waitMs,
});
