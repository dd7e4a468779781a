// One post to the chat server with its time limit, answered in the words of the protocol. Knows nothing of what is asked.

import * as v from 'valibot';
import type { Loss } from './transport.ts';
import type { ChannelParts } from './websocket.ts';

/** An answer of the protocol, or how there came to be none. */
export type Posted<T> = { answer: T } | { answer: null; how: Loss };

export const createPosting =
  (base: string, { network, clock, log }: Pick<ChannelParts, 'network' | 'clock' | 'log'>) =>
  async <Schema extends v.GenericSchema>(
    path: string,
    body: unknown,
    schema: Schema,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<Posted<v.InferOutput<Schema>>> => {
    const limit = new AbortController();
    let how: Loss = 'closed';
    const giveUp = (): void => limit.abort();
    const cancel = clock.after(limitMs, () => {
      how = 'silent';
      giveUp();
    });
    signal.addEventListener('abort', giveUp);
    try {
      // What is said arrives though the page is left. A poll must not: the server would hold its visitor to be there.
      const answer = await network.post(base + path, body, limit.signal, path === '/call');
      const checked = v.safeParse(schema, answer.body);
      if (checked.success) return { answer: checked.output };
      log('warn', 'the chat server answered what is not of the protocol', answer.status);
    } catch {
      // No answer: the caller treats it as a lost channel.
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
    return { answer: null, how };
  };
