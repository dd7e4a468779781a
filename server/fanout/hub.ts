// Wake-ups between the parts of one process, later between processes. A signal says that something changed, never
// what: whoever is woken reads the store. The one exception is typing, which is stored nowhere and may get lost.

import type { Party } from '../../protocol/session.ts';
import type { Dispose } from '../ports.ts';

export type Signal =
  | { kind: 'changed'; sessionId: string }
  /** A read mark of theirs has moved. */
  | { kind: 'visitorSeen' | 'agentSeen'; sessionId: string }
  | { kind: 'notes'; sessionId: string }
  | { kind: 'visitorTyping'; sessionId: string; isTyping: boolean; text: string | null }
  | { kind: 'agentTyping'; sessionId: string; party: Party; isTyping: boolean };

export type SignalListener = (signal: Signal) => void;

export interface Hub {
  publish(signal: Signal): void;
  /** Signals of one session. */
  subscribeTo(sessionId: string, listener: SignalListener): Dispose;
  subscribeToAll(listener: SignalListener): Dispose;
}
