// Open requests of a channel: each is answered once, by the server, by its time limit or by the channel's loss.

import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { ServerResult } from '../../protocol/server.ts';
import type { Clock, Dispose } from '../ports.ts';
import { type Answer, REQUEST_LIMIT_MS } from './transport.ts';

export type OpenRequests = {
  /** The answer to the request with this id; `onLate` runs when its time is over. */
  wait(id: string, onLate?: () => void, limitMs?: number): Promise<Answer<unknown>>;
  settle(id: string, answer: Answer<unknown>): void;
  failAll(): void;
};

export function createOpenRequests(clock: Clock): OpenRequests {
  const open = new Map<string, { resolve: (answer: Answer<unknown>) => void; cancel: Dispose }>();
  const settle = (id: string, answer: Answer<unknown>): void => {
    const request = open.get(id);
    open.delete(id);
    request?.cancel();
    request?.resolve(answer);
  };
  return {
    wait: (id, onLate, limitMs = REQUEST_LIMIT_MS) =>
      new Promise((resolve) => {
        settle(id, failed(SERVER_UNAVAILABLE));
        const cancel = clock.after(limitMs, () => {
          settle(id, failed(SERVER_UNAVAILABLE));
          onLate?.();
        });
        open.set(id, { resolve, cancel });
      }),
    settle,
    failAll() {
      for (const id of [...open.keys()]) settle(id, failed(SERVER_UNAVAILABLE));
    },
  };
}

/** A server's result as an answer. */
export const answerOf = ({ result }: ServerResult): Answer<unknown> => {
  if (result.ok) return result;
  const { error, retryAfterMs } = result;
  return { ok: false, error, ...(retryAfterMs !== undefined && { retryAfterMs }) };
};
