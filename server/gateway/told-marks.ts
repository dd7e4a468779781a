// What those were last told of their read marks whose polls do not say it, as those of earlier builds. Only saves words:
// whoever is not known here is told once more.

import type { Marks } from '../chats/visitor-chats.ts';

export interface ToldMarks {
  /** Whether these are others than the last ones; they count as told from now on. */
  isNews(sessionId: string, marks: Marks): boolean;
  /** The next poll is told in any case. */
  forget(sessionId: string): void;
}

/** Of more sessions at once the oldest are told again. */
const MOST = 10_000;

export function createToldMarks(): ToldMarks {
  const told = new Map<string, string>();
  return {
    isNews(sessionId, { deliveredIndex, readIndex }) {
      const words = `${deliveredIndex} ${readIndex}`;
      if (told.get(sessionId) === words) return false;
      told.delete(sessionId);
      told.set(sessionId, words);
      const oldest = told.size > MOST ? told.keys().next().value : undefined;
      if (oldest !== undefined) told.delete(oldest);
      return true;
    },
    forget: (sessionId) => void told.delete(sessionId),
  };
}
