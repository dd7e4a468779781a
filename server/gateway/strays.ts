// What comes over a socket and is not of the protocol is answered in words, but no more often than requests may be
// made: beyond that the socket is closed.

import type { Failure } from '../../protocol/errors.ts';
import { CLOSE_TOO_MANY } from '../../protocol/server.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Connection } from './connection.ts';

export type AnswerStray = (stray: { id: string; error: Failure }) => Promise<void>;

export const createStrays =
  (requests: Limiter, connection: Connection, connectionKey: string): AnswerStray =>
  async ({ id, error }) => {
    if (requests.take(connectionKey) === 0) {
      return connection.send({ type: 'result', id, result: { ok: false, error } });
    }
    return connection.close(CLOSE_TOO_MANY, 'too much that is not of this protocol');
  };
