// Visitors whom nobody has accepted: who, about what, from which page, and for how long already.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import { visitorName } from '../console-selectors.ts';
import type { Chat } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { formatDuration } from './format.ts';
import { useKey } from './keys.ts';
import { useNow } from './use-now.ts';
import { PageLink, UserDataTable } from './visitor-facts.tsx';

export type WaitingListProps = {
  chats: readonly Chat[];
  accepting: readonly string[];
  /** Whether the server has said, on this line, who waits. */
  isKnown: boolean;
  /** Accepting needs the server. */
  canAccept: boolean;
  serverAheadMs: number;
  onWish(wish: Wish): void;
};

/** From here on the waiting time is shown as a warning. */
const LONG_WAIT_MS = 2 * 60_000;

export const WaitingList = ({ chats, accepting, isKnown, canAccept, serverAheadMs, onWish }: WaitingListProps) => (
  <section class="group group-waiting">
    <h2 class="group-title">
      Waiting <span class="count">{chats.length}</span>
    </h2>
    <ul class="waiting" aria-label="Waiting">
      {chats.map((chat, at) => (
        <WaitingItem
          key={chat.summary.sessionId}
          chat={chat}
          isFirst={at === 0}
          serverAheadMs={serverAheadMs}
          isDisabled={!canAccept || accepting.includes(chat.summary.sessionId)}
          onAccept={() => onWish({ type: 'acceptRequested', sessionId: chat.summary.sessionId })}
        />
      ))}
    </ul>
    {chats.length === 0 && isKnown && <p class="empty">Nobody is waiting.</p>}
  </section>
);

type WaitingItemProps = { chat: Chat; isFirst: boolean; serverAheadMs: number; isDisabled: boolean; onAccept(): void };

const WaitingItem = ({ chat, isFirst, serverAheadMs, isDisabled, onAccept }: WaitingItemProps) => {
  const { summary } = chat;
  const waitedMs = useNow() + serverAheadMs - summary.openedAt;
  const nameId = `waiting-${summary.sessionId}`;
  return (
    <li class="card">
      <div class="card-head">
        <Avatar name={visitorName(chat)} presence={summary.presence} />
        <div class="grow">
          <strong id={nameId} class="card-name clip">
            <bdi>{visitorName(chat)}</bdi>
          </strong>
          <span class={waitedMs > LONG_WAIT_MS ? 'timer timer-long' : 'timer'} title="Waiting time">
            {formatDuration(waitedMs)}
          </span>
          {summary.presence === 'away' && <span class="tag">away</span>}
        </div>
        <button
          type="button"
          class="button primary"
          disabled={isDisabled}
          aria-describedby={nameId}
          {...useKey('a', isFirst)}
          onClick={onAccept}
        >
          Accept
        </button>
      </div>
      {summary.subject && (
        <p class="card-subject" dir="auto">
          {fitToShow(summary.subject)}
        </p>
      )}
      {summary.lastMessage?.from === 'visitor' && (
        <p class="card-message" dir="auto">
          {fitToShow(summary.lastMessage.text)}
        </p>
      )}
      <UserDataTable userData={summary.userData} isShort />
      <PageLink page={summary.page} />
    </li>
  );
};
