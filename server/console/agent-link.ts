// An agent's way to the server that comes back by itself until it is closed or refused for good. Knows sockets'
// comings and goings; knows nothing of chats.

import type { AgentPush, Welcome } from '../../protocol/agent.ts';
import {
  afterHint,
  afterLoss,
  delayMs,
  FRESH,
  failedOnce,
  type Loss,
  type Patience,
} from '../../protocol/coming-back.ts';
import { explained, type Failure, LOGIN_FAILED, SERVER_UNAVAILABLE, VERSIONS_DIFFER } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
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
  let upSince = 0;
  let patience: Patience = FRESH;
  let stopRetry: Dispose | null = null;

  const connect = () => {
    stopRetry = null;
    channel = openAgentChannel(ports, name, {
      onWelcome(welcome) {
        isUp = true;
        upSince = clock.now();
        events.onUp(welcome);
      },
      onPush: (push) => isUp && events.onPush(push),
      onOddity: events.onOddity,
      onLost: ({ code, how, refusal }) => lost(how, finalFailure(code, refusal)),
    });
  };

  const lost = (how: Loss, final: Failure | null) => {
    if (isUp) patience = afterLoss(patience, how, clock.now() - upSince);
    isUp = false;
    channel = null;
    if (final) {
      isClosed = true;
      return events.onStopped(final);
    }
    stopRetry = clock.after(delayMs(patience, random.fraction()), connect);
    patience = failedOnce(patience);
    return events.onDown();
  };

  connect();
  return {
    request: (body) => (channel && isUp ? channel.request(body) : Promise.resolve(failed(SERVER_UNAVAILABLE))),
    wake() {
      if (!stopRetry) return;
      stopRetry();
      patience = afterHint(patience);
      connect();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      stopRetry?.();
      channel?.close();
      channel = null;
      isUp = false;
    },
  };
}
