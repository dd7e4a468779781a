// One socket of an agent: says hello, carries requests and their answers, hands on pushes, and notices when the
// other side has gone silent. It is lost once and knows nothing of trying again.

import * as v from 'valibot';
import { type AgentPush, type AgentRequest, AgentServerMessage, Welcome } from '../../protocol/agent.ts';
import type { Loss } from '../../protocol/coming-back.ts';
import { describeIssue } from '../../protocol/describe.ts';
import { explained, type Failure, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { failed, type RpcResult } from '../../protocol/result.ts';
import { PING_INTERVAL_MS, SILENCE_LIMIT_MS } from '../../protocol/server.ts';
import { AGENT_VERSION } from '../../protocol/version.ts';
import type { AgentSocket, Clock, Dispose, OpenSocket, Random } from './ports.ts';

/** Refusals carry how long to wait where waiting helps. */
export type Answer<T> = RpcResult<T> & { retryAfterMs?: number };

type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : never;
/** A request; its id is made here unless it is a message's own. */
export type RequestBody = WithoutId<AgentRequest> & { id?: string };

export type ChannelPorts = { openSocket: OpenSocket; clock: Clock; random: Random };

export type ChannelEvents = {
  onWelcome(welcome: Welcome): void;
  onPush(push: AgentPush): void;
  /** Something came that is not of this protocol; it was ignored. */
  onOddity(description: string): void;
  /** At most once, and not after `close()`. `refusal`: what the server answered to `hello`. */
  onLost(loss: { code: number; how: Loss; refusal: Failure | null }): void;
};

export interface AgentChannel {
  /** Answers within REQUEST_LIMIT_MS; a lost channel answers SERVER_UNAVAILABLE. */
  request(body: RequestBody): Promise<Answer<unknown>>;
  close: Dispose;
}

/** Longer than a slow network needs, shorter than an agent's patience. Also the limit for opening. */
const REQUEST_LIMIT_MS = 10_000;
/** What a browser reports for a connection that broke without a word. */
const ABNORMAL_CLOSE = 1006;

const unavailable = failed(SERVER_UNAVAILABLE);

export function openAgentChannel(ports: ChannelPorts, name: string | null, events: ChannelEvents): AgentChannel {
  const { clock, random } = ports;
  const pending = new Map<string, (answer: Answer<unknown>) => void>();
  const timers = { silence: () => {}, ping: () => {}, opening: () => {} };
  let socket: AgentSocket | null = null;
  let isOver = false;
  /** Asked for a sign of life, and none came yet. */
  let isDoubted = false;

  const finish = () => {
    isOver = true;
    for (const stop of Object.values(timers)) stop();
    for (const settle of [...pending.values()]) settle(unavailable);
    socket?.close();
  };
  const lose = (code: number, how: Loss, refusal: Failure | null = null) => {
    if (isOver) return;
    finish();
    events.onLost({ code, how, refusal });
  };

  const request = (body: RequestBody) =>
    new Promise<Answer<unknown>>((resolve) => {
      if (isOver || !socket) return resolve(unavailable);
      const id = body.id ?? random.id();
      const noAnswer = failed(explained(SERVER_UNAVAILABLE, `No answer within ${REQUEST_LIMIT_MS / 1_000} s.`));
      const stopTimer = clock.after(REQUEST_LIMIT_MS, () => pending.get(id)?.(noAnswer));
      pending.set(id, (answer) => {
        stopTimer();
        pending.delete(id);
        resolve(answer);
      });
      socket.send(JSON.stringify({ ...body, id }));
    });

  const heard = () => {
    timers.silence();
    isDoubted = false;
  };
  /** Doubt begins with a question, not with a silence: timers of hidden pages run late, answers do not. */
  const ping = () => {
    void request({ type: 'ping' });
    if (!isDoubted)
      timers.silence = clock.after(SILENCE_LIMIT_MS - PING_INTERVAL_MS, () => lose(ABNORMAL_CLOSE, 'silent'));
    isDoubted = true;
    timers.ping = clock.after(PING_INTERVAL_MS, ping);
  };

  const sayHello = async () => {
    const answer = await request({ type: 'hello', version: AGENT_VERSION, name });
    timers.opening();
    if (!answer.ok)
      return lose(ABNORMAL_CLOSE, 'silent', answer.error.code === SERVER_UNAVAILABLE.code ? null : answer.error);
    const checked = v.safeParse(Welcome, answer.value);
    if (checked.success) return events.onWelcome(checked.output);
    events.onOddity(`answer to hello: ${describeIssue(checked.issues[0])}`);
    return lose(ABNORMAL_CLOSE, 'silent');
  };

  const receive = (text: string) => {
    if (isOver) return;
    heard();
    const checked = v.safeParse(AgentServerMessage, parseJson(text));
    if (!checked.success) return events.onOddity(`server message: ${describeIssue(checked.issues[0])}`);
    const message = checked.output;
    if (message.type !== 'result') return events.onPush(message);
    const { result } = message;
    if (result.ok) return pending.get(message.id)?.({ ok: true, value: result.value });
    const wait = result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs };
    return pending.get(message.id)?.({ ...failed(result.error), ...wait });
  };

  const opened = () => {
    if (isOver) return;
    timers.ping = clock.after(PING_INTERVAL_MS, ping);
    void sayHello();
  };
  timers.opening = clock.after(REQUEST_LIMIT_MS, () => lose(ABNORMAL_CLOSE, 'silent'));
  try {
    socket = ports.openSocket({ onOpen: opened, onText: receive, onClosed: (code) => lose(code, 'closed') });
  } catch (cause) {
    events.onOddity(`socket: ${String(cause)}`);
    timers.opening();
    timers.opening = clock.after(0, () => lose(ABNORMAL_CLOSE, 'closed'));
  }
  return { request, close: () => void (isOver || finish()) };
}

/** What is no JSON fails the schema, like everything else that is not of the protocol. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
