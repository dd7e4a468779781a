// What the host page is told of a conversation: everything once, in the order of the log, from its beginning.

import { type Failure, STORAGE_REFUSED } from '../../../protocol/errors.ts';
import { apiEventOf } from '../api-events.ts';
import { missingFrom } from '../conversation-selectors.ts';
import type { Effect } from '../effects.ts';
import type { Conversation, Ended } from '../state.ts';

/** Tells the page, in order, what it has not heard yet; asks for what is missing before that. */
export function tellUntold<Life extends Conversation | Ended>(
  life: Life,
  sessionId: string,
): { life: Life; effects: Effect[] } {
  const { entries, firstIndex, lastIndex } = life.transcript;
  if (missingFrom(life) !== null || life.toldIndex >= lastIndex) return { life, effects: [] };
  const events = entries
    .slice(life.toldIndex + 1 - firstIndex)
    .map((entry) => apiEventOf(entry, entry.index <= life.restoredIndex));
  return { life: { ...life, toldIndex: lastIndex }, effects: [{ kind: 'tellHost', sessionId, events }] };
}

/** The beginning, for the screen, and for the page as far as it has not heard it. */
export const fetchMissing = ({ transcript: { firstIndex } }: Conversation | Ended): Effect[] =>
  firstIndex === 1 ? [] : [{ kind: 'fetchTranscript', fromIndex: 1, untilIndex: firstIndex - 1 }];

/** The chat goes on. */
export const errorTold = (sessionId: string, error: Failure): Effect => ({
  kind: 'tellHost',
  sessionId,
  events: [{ name: 'error', event: { error, restored: false } }],
});

export const storageWarning = (sessionId: string): Effect => errorTold(sessionId, STORAGE_REFUSED);
