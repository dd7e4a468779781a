// The same messages over plain HTTP as a channel: requests are posts, pushes come as answers to a post that the
// server holds open. Knows nothing of trying again.

import * as v from 'valibot';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { CallAnswer, type ClientMessage, POLL_HOLD_MS, PollAnswer, type ServerPush } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { openingOf } from './hello.ts';
import { answerOf } from './requests.ts';
import { type Answer, type Channel, type Hello, type OpenChannel, REQUEST_LIMIT_MS } from './transport.ts';
import type { ChannelParts } from './websocket.ts';

/** After a refusal that will pass and does not say when. */
const PAUSE_MS = 1_000;

export function createLongPollOpener(base: string, { network, clock, random, log }: ChannelParts): OpenChannel {
  /** null: no answer of the protocol in time. */
  async function post<Schema extends v.GenericSchema>(
    path: string,
    body: unknown,
    schema: Schema,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<v.InferOutput<Schema> | null> {
    const limit = new AbortController();
    const giveUp = (): void => limit.abort();
    const cancel = clock.after(limitMs, giveUp);
    signal.addEventListener('abort', giveUp);
    try {
      const answer = await network.post(base + path, body, limit.signal);
      const checked = v.safeParse(schema, answer.body);
      if (checked.success) return checked.output;
      log('warn', 'the chat server answered what is not of the protocol', answer.status);
    } catch {
      // No answer: the caller treats it as a lost channel.
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
    return null;
  }

  return async (hello, events, signal) => {
    const ended = new AbortController();
    let session: SessionKey | null = null;
    let { writerEpoch } = hello;

    const call = async (request: ClientMessage): Promise<Answer<unknown> | null> => {
      const body = { session, writerEpoch, request };
      // A farewell outlives the channel that says it.
      const signal = request.type === 'farewell' ? new AbortController().signal : ended.signal;
      const result = await post('/call', body, CallAnswer, REQUEST_LIMIT_MS, signal);
      return result && answerOf(result);
    };
    const close = (): void => ended.abort();
    const lose = (): void => {
      if (ended.signal.aborted) return;
      close();
      events.onLost();
    };
    const channel: Channel = {
      async request(request) {
        const answer = ended.signal.aborted ? null : await call(request);
        if (answer) return answer;
        lose();
        return failed(SERVER_UNAVAILABLE);
      },
      check: () => {},
      close,
    };
    const poll = async (afterIndex: number): Promise<void> => {
      let index = afterIndex;
      while (!ended.signal.aborted) {
        const body = { session, afterIndex: index, writerEpoch, waitMs: POLL_HOLD_MS };
        const answer = await post('/poll', body, PollAnswer, POLL_HOLD_MS + REQUEST_LIMIT_MS, ended.signal);
        if (ended.signal.aborted) return;
        if (!answer || (!answer.ok && answer.retryAfterMs === undefined)) return lose();
        if (answer.ok) for (const push of answer.pushes) deliver(push);
        else await new Promise<void>((resolve) => clock.after(answer.retryAfterMs ?? PAUSE_MS, resolve));
      }
      function deliver(push: ServerPush): void {
        if (push.type === 'entries') index = Math.max(index, ...push.entries.map((entry) => entry.index));
        if (!ended.signal.aborted) events.onPush(push);
      }
    };

    signal.addEventListener('abort', close);
    const answer = await call({ ...hello, id: random.id() });
    signal.removeEventListener('abort', close);
    if (!answer || ended.signal.aborted) return { outcome: 'unreachable' };
    const opening = openingOf(hello, answer, channel);
    if (opening.outcome === 'opened') {
      session = 'session' in opening.value ? opening.value.session : sessionOf(hello);
      writerEpoch = opening.value.writerEpoch ?? writerEpoch;
      void poll(hello.type === 'resume' ? hello.afterIndex : 0);
    }
    return opening;
  };
}

const sessionOf = (hello: Hello): SessionKey | null => (hello.type === 'resume' ? hello.session : null);
