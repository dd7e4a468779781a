// Steps of the phases in which the server is asked or has answered.

import type { OpenRequest } from '../../../protocol/server.ts';
import { SERVER_VERSION } from '../../../protocol/version.ts';
import type { Effect } from '../effects.ts';
import type { OpenContext } from '../events.ts';
import type { registrationResult } from '../registration-result.ts';
import type { Live } from '../selectors.ts';
import type { Connecting, PageOptions, TransportState } from '../state.ts';
import { type Step, step } from './step.ts';

export const down = (since: number): TransportState => ({ status: 'down', since });

/** How long the transport may be down before a chat is given up. */
export const isOverdue = (transport: TransportState, limitSeconds: number, uptime: number): boolean =>
  transport.status === 'down' && uptime - transport.since > limitSeconds * 1_000;

/** Of a conversation, which its server keeps no longer than it says. */
export const isGivenUp = ({ transport, limits }: Live, { maxOfflineSeconds }: PageOptions, uptime: number): boolean =>
  isOverdue(transport, Math.min(maxOfflineSeconds, limits.maxOfflineSeconds), uptime);

export const settleSession = (tickets: readonly string[], sessionId: string, restored: boolean): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'session', sessionId, restored } }));

export function openRequest(
  open: OpenContext,
  words: ReturnType<typeof registrationResult>,
  { maxOfflineSeconds }: PageOptions,
): OpenRequest {
  return {
    ...{ type: 'open', id: open.openId, version: SERVER_VERSION, writerEpoch: 0, identity: null },
    ...{ ...open, ...words, maxOfflineSeconds },
  };
}

export const connecting = (life: Omit<Connecting, 'phase' | 'transport'>, uptime: number): Step =>
  step({ ...life, phase: 'connecting', transport: down(uptime) }, { kind: 'startTransport', request: life.request });
