// What a phase's function gives back, and the steps that several phases share.

import { CANCELLED, type Failure } from '../../../protocol/errors.ts';
import type { OpenRequest } from '../../../protocol/server.ts';
import { SERVER_VERSION } from '../../../protocol/version.ts';
import type { registrationResult } from '../default-form.ts';
import type { Effect } from '../effects.ts';
import type { OpenContext } from '../events.ts';
import type { Connecting, PageOptions, Phase, TransportState } from '../state.ts';

export type Step = { life: Phase; effects: readonly Effect[] };

export const IDLE: Phase = { phase: 'idle' };
export const step = (life: Phase, ...effects: readonly Effect[]): Step => ({ life, effects });

export const down = (since: number): TransportState => ({ status: 'down', since });

/** How long the transport may be down before a chat is given up. */
export const isOverdue = (transport: TransportState, limitSeconds: number, at: number): boolean =>
  transport.status === 'down' && at - transport.since > limitSeconds * 1_000;

export const settleFailed = (tickets: readonly string[], error: Failure): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'failed', error } }));

export const settleNoSession = (tickets: readonly string[]): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'noSession' } }));

export const settleSession = (tickets: readonly string[], sessionId: string, restored: boolean): Effect[] =>
  tickets.map((requestId) => ({ kind: 'settle', settlement: { requestId, outcome: 'session', sessionId, restored } }));

/** Nothing came of it: the tickets say why, and no later page finds anything. */
export const abandon = (tickets: readonly string[], error: Failure = CANCELLED): Step =>
  step(IDLE, { kind: 'closeTransport' }, { kind: 'forgetSession' }, ...settleFailed(tickets, error));

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

export const connecting = (life: Omit<Connecting, 'phase' | 'transport'>, at: number): Step =>
  step({ ...life, phase: 'connecting', transport: down(at) }, { kind: 'startTransport', request: life.request });
