// What a transport of the site's own is told before anything is asked of it: `init`, and whom to call. Knows no session.

import type { RpcResult } from '../../../protocol/result.ts';
import type { Hearing } from './hearing.ts';
import type { SiteCalls } from './site-calls.ts';

export type Listener = {
  hear: Hearing['hear'];
  onInterrupted(): void;
  onContinued(): void;
  /** Nothing is heard any more. */
  isOver(): boolean;
};

const STORED = ['AgentConnected', 'AgentDisconnected', 'AgentTyping', 'MessageReceived'] as const;

export async function prepare(calls: SiteCalls, listener: Listener): Promise<RpcResult<unknown>> {
  const answer = await calls.ask('init');
  if (!answer.ok || listener.isOver()) return answer;
  const hear = (type: Parameters<Hearing['hear']>[1]) => (event: unknown) =>
    listener.isOver() ? null : listener.hear(event, type);
  for (const type of STORED) calls.tell(`on${type}`, hear(type));
  calls.tell('onSessionEnded', hear('SessionEnded'));
  calls.tell('onError', hear('Error'));
  calls.tell('onInterrupted', () => void (listener.isOver() || listener.onInterrupted()));
  calls.tell('onContinued', () => void (listener.isOver() || listener.onContinued()));
  return answer;
}
