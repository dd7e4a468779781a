// The same messages over plain HTTP as a channel: requests are posts, pushes come as answers to a post that the
// server holds open. Knows nothing of trying again.

import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { CallAnswer, type ClientMessage, PollAnswer } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import { openingOf } from './hello.ts';
import { createPollLoop } from './poll-loop.ts';
import { createPosting } from './posting.ts';
import { answerOf } from './requests.ts';
import { type Answer, type Channel, type Hello, type Loss, type OpenChannel, REQUEST_LIMIT_MS } from './transport.ts';
import type { ChannelParts } from './websocket.ts';

export function createLongPollOpener(base: string, parts: ChannelParts): OpenChannel {
  const { clock, random } = parts;
  const post = createPosting(base, parts);

  return async (hello, events, signal) => {
    const ended = new AbortController();
    const lost = new AbortController();
    let session: SessionKey | null = null;
    let { writerEpoch } = hello;

    async function call(request: ClientMessage): Promise<Answer<unknown> | Loss> {
      const body = { session, writerEpoch, request };
      // What is said last, a message or a farewell, outlives a channel that is closed, not one that is lost.
      const posted = await post('/call', body, CallAnswer, REQUEST_LIMIT_MS, lost.signal);
      return posted.answer ? answerOf(posted.answer) : posted.how;
    }
    const close = (): void => ended.abort();
    const lose = (how?: Loss): void => {
      if (ended.signal.aborted) return;
      close();
      lost.abort();
      events.onLost(how);
    };
    const loop = createPollLoop(
      {
        ...{ clock, random },
        ask: (poll, limitMs, signal) => post('/poll', { ...poll, session, writerEpoch }, PollAnswer, limitMs, signal),
      },
      { onPush: events.onPush, onLost: lose },
      ended.signal,
    );
    const channel: Channel = {
      async request(request) {
        const answer = ended.signal.aborted ? 'closed' : await call(request);
        if (typeof answer === 'object') return answer;
        lose(answer);
        return failed(SERVER_UNAVAILABLE);
      },
      check: loop.check,
      close,
    };

    const callOff = (): void => {
      close();
      lost.abort();
    };
    signal.addEventListener('abort', callOff);
    const answer = await call({ ...hello, id: random.id() });
    signal.removeEventListener('abort', callOff);
    if (typeof answer === 'string' || ended.signal.aborted) return { outcome: 'unreachable' };
    const opening = openingOf(hello, answer, channel);
    if (opening.outcome === 'opened') {
      session = 'session' in opening.value ? opening.value.session : sessionOf(hello);
      writerEpoch = opening.value.writerEpoch ?? writerEpoch;
      void loop.run(hello.type === 'resume' ? hello.afterIndex : 0);
    }
    return opening;
  };
}

const sessionOf = (hello: Hello): SessionKey | null => (hello.type === 'resume' ? hello.session : null);
