// A list of chats to switch between. Items are links, so that they open, go back and are announced as places.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import { unansweredSince, unreadCount, visitorName } from '../console-selectors.ts';
import type { Chat } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { formatDuration, formatTime } from './format.ts';
import { useNow } from './use-now.ts';

export type ChatListProps = {
  label: string;
  chats: readonly Chat[];
  openId: string | null;
  serverAheadMs: number;
  onWish(wish: Wish): void;
};

export const ChatList = ({ label, chats, openId, serverAheadMs, onWish }: ChatListProps) => (
  <ul class="chats" aria-label={label}>
    {chats.map((chat) => (
      <ChatItem
        key={chat.summary.sessionId}
        chat={chat}
        serverAheadMs={serverAheadMs}
        isOpen={chat.summary.sessionId === openId}
        onOpen={() => onWish({ type: 'chatOpened', sessionId: chat.summary.sessionId })}
      />
    ))}
  </ul>
);

/** Where a chat stands in this page's address. */
export const addressOf = (sessionId: string): string => `#chat-${sessionId}`;

/** Others open a window of their own, which is the browser's to do. */
export const isPlainClick = (event: MouseEvent): boolean => !event.metaKey && !event.ctrlKey && !event.shiftKey;

type ChatItemProps = { chat: Chat; isOpen: boolean; serverAheadMs: number; onOpen(): void };

const ChatItem = ({ chat, isOpen, serverAheadMs, onOpen }: ChatItemProps) => {
  const { summary } = chat;
  const since = unansweredSince(chat);
  const isActive = summary.status === 'active';
  const unread = isActive ? unreadCount(chat) : 0;
  return (
    <li>
      <a
        class={unread > 0 ? 'chat chat-unread' : 'chat'}
        href={addressOf(summary.sessionId)}
        aria-current={isOpen ? 'page' : undefined}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <Avatar name={visitorName(chat)} presence={isActive ? summary.presence : null} />
        <span class="chat-text">
          <span class="chat-line">
            <bdi class="chat-name clip">{visitorName(chat)}</bdi>
            {isActive && summary.presence === 'away' && <span class="tag">away</span>}
            {since === null ? (
              <time class="chat-time">{formatTime(summary.lastMessage?.at ?? summary.openedAt)}</time>
            ) : (
              <Unanswered since={since - serverAheadMs} />
            )}
          </span>
          <span class="chat-line">
            <LastLine chat={chat} />
            {unread > 0 && (
              <span class="badge">
                {unread}
                <span class="unseen"> unread</span>
              </span>
            )}
          </span>
        </span>
      </a>
    </li>
  );
};

/** From here on a visitor has been left alone. */
const LONG_SILENCE_MS = 2 * 60_000;

const Unanswered = ({ since }: { since: number }) => {
  const waitedMs = useNow() - since;
  return (
    <span
      class={waitedMs > LONG_SILENCE_MS ? 'chat-time timer timer-long' : 'chat-time timer'}
      title="Without an answer"
    >
      <span class="unseen">without an answer for </span>
      {formatDuration(waitedMs)}
    </span>
  );
};

const LastLine = ({ chat }: { chat: Chat }) => {
  const { lastMessage, subject, agent } = chat.summary;
  if (chat.typing) return <em class="chat-last clip">is typing…</em>;
  if (chat.draft.trim()) {
    return (
      <span class="chat-last clip">
        <span class="chat-draft">Draft: </span>
        <bdi>{chat.draft}</bdi>
      </span>
    );
  }
  return (
    <span class="chat-last clip">
      {lastMessage?.from === 'agent' && `${fitToShow(agent?.name ?? 'Agent')}: `}
      <bdi>{fitToShow(lastMessage?.text ?? subject)}</bdi>
    </span>
  );
};
