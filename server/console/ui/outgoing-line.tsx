// A message of the agent that the log does not show yet, with where it stands and, if refused, what can be done.

import type { Wish } from '../console-events.ts';
import type { Outgoing } from '../outbox-item.ts';

const WORDS = { waiting: 'Waiting to go out', sending: 'On its way…', stored: 'Sent' } as const;

export type OutgoingLineProps = { item: Outgoing; startsGroup: boolean; onWish(wish: Wish): void };

export const OutgoingLine = ({ item, startsGroup, onWish }: OutgoingLineProps) => (
  <div class={`message message-agent message-outgoing${startsGroup ? ' starts-group' : ''}`}>
    <p class="bubble" dir="auto">
      {item.text}
    </p>
    {item.status === 'failed' ? (
      <p class="delivery delivery-failed">
        <span>Not sent: {item.error.description}</span>
        <button
          type="button"
          class="link-button"
          onClick={() => onWish({ type: 'retryRequested', sessionId: item.sessionId })}
        >
          Try again
        </button>
        <button
          type="button"
          class="link-button"
          onClick={() => onWish({ type: 'discardRequested', sessionId: item.sessionId, messageId: item.id })}
        >
          Discard
        </button>
      </p>
    ) : (
      <p class="delivery">{WORDS[item.status]}</p>
    )}
  </div>
);
