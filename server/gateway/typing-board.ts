// What those who poll are to hear besides the log: the newest word on an agent's typing, which may come while no poll is
// held, and their read marks. Each typing fact is given out once and only while it is fresh; nothing here matters if it is
// lost.

import type { Party } from '../../protocol/session.ts';
import type { Hub } from '../fanout/hub.ts';
import type { Clock, Dispose } from '../ports.ts';
import { createToldMarks, type ToldMarks } from './told-marks.ts';

export type TypingFact = { party: Party; isTyping: boolean };

export interface TypingBoard {
  take(sessionId: string): TypingFact | null;
  readonly marks: ToldMarks;
  close: Dispose;
}

/** Older news about typing is no news. */
const FRESH_MS = 5_000;

export function createTypingBoard(hub: Hub, clock: Clock): TypingBoard {
  const facts = new Map<string, { fact: TypingFact; at: number }>();

  const close = hub.subscribeToAll((signal) => {
    if (signal.kind !== 'agentTyping') return;
    const now = clock.now();
    // In the order of writing, so the old ones stand in front.
    for (const [sessionId, { at }] of facts) {
      if (now - at <= FRESH_MS) break;
      facts.delete(sessionId);
    }
    facts.delete(signal.sessionId);
    facts.set(signal.sessionId, { fact: { party: signal.party, isTyping: signal.isTyping }, at: now });
  });

  return {
    take(sessionId) {
      const noted = facts.get(sessionId);
      facts.delete(sessionId);
      return noted && clock.now() - noted.at <= FRESH_MS ? noted.fact : null;
    },
    marks: createToldMarks(),
    close,
  };
}
