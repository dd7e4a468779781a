// An agent's way to the server that comes back by itself until it is closed or refused for good. Knows sockets'
// comings and goings; knows nothing of chats.

import type { AgentPush, Welcome } from '../../protocol/agent.ts';
import { explained, type Failure, LOGIN_FAILED, SERVER_UNAVAILABLE, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { MINIMUM_UPTIME_MS, nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import { CLOSE_PROTOCOL_ERROR } from '../../protocol/server.ts';
import {
  type AgentChannel,
  type Answer,
  type ChannelPorts,
  openAgentChannel,
  type RequestBody,
} from './agent-channel.ts';
import type { Dispose } from './ports.ts';

export type LinkEvents = {
  /** After each connection, before any push. */
  onUp(welcome: Welcome): void;
  onPush(push: AgentPush): void;
  /** After each loss and each failed attempt; attempts go on. */
  onDown(): void;
  /** Refused for good: no attempts go on. */
  onStopped(error: Failure): void;
  onOddity(description: string): void;
};

export interface AgentLink {
  /** SERVER_UNAVAILABLE at once while down. */
  request(body: RequestBody): Promise<Answer<unknown>>;
  /** A hint to try now instead of waiting. */
  wake(): void;
  close: Dispose;
}

/** Refusals that no further attempt will change. */
const FINAL_CODES: readonly number[] = [VERSIONS_DIFFER.code, LOGIN_FAILED.code];

const NOT_UNDERSTOOD = explained(VERSIONS_DIFFER, 'The chat server did not understand this agent client.');

const finalFailure = (code: number, refusal: Failure | null): Failure | null => {
  if (refusal && FINAL_CODES.includes(refusal.code)) return refusal;
  return code === CLOSE_PROTOCOL_ERROR ? NOT_UNDERSTOOD : null;
};

export function createAgentLink(ports: ChannelPorts, name: string | null, events: LinkEvents): AgentLink {
  const { clock, random } = ports;
  let channel: AgentChannel | null = null;
  let isUp = false;
  let isClosed = false;
  let attempt = 0;
  let stopRetry: Dispose | null = null;
  let stopUptime: Dispose = () => {};

  const connect = () => {
    stopRetry = null;
    channel = openAgentChannel(ports, name, {
      onWelcome(welcome) {
        isUp = true;
        stopUptime = clock.after(MINIMUM_UPTIME_MS, () => {
          attempt = 0;
        });
        events.onUp(welcome);
      },
      onPush: (push) => isUp && events.onPush(push),
      onOddity: events.onOddity,
      onLost: ({ code, refusal }) => lost(finalFailure(code, refusal)),
    });
  };

  const lost = (final: Failure | null) => {
    stopUptime();
    isUp = false;
    channel = null;
    if (final) {
      isClosed = true;
      return events.onStopped(final);
    }
    stopRetry = clock.after(nextDelayMs(attempt, RECONNECT_BACKOFF, random.fraction()), connect);
    attempt += 1;
    return events.onDown();
  };

  connect();
  return {
    request: (body) => (channel && isUp ? channel.request(body) : Promise.resolve(failed(SERVER_UNAVAILABLE))),
    wake() {
      if (!stopRetry) return;
      stopRetry();
      connect();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      stopRetry?.();
      stopUptime();
      channel?.close();
      channel = null;
      isUp = false;
    },
  };
}
