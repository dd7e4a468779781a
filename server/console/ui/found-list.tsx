// Past chats that a search has found: who, when, about what, how it was rated.

import type { SessionSummary } from '../../../protocol/agent.ts';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import { visitorName } from '../console-selectors.ts';
import type { Search } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { addressOf, isPlainClick } from './chat-list.tsx';
import { formatDate } from './format.ts';

export type FoundListProps = { search: Search; openId: string | null; onWish(wish: Wish): void };

const WORDS = {
  asking: 'Searching…',
  failed: 'The search did not work. Try again in a moment.',
} as const;

const said = ({ status, results, more }: Search): string => {
  if (status !== 'answered') return WORDS[status];
  if (results.length === 0) return 'No past chat has all these words.';
  return `${results.length}${more ? ' or more' : ''} past ${results.length === 1 ? 'chat' : 'chats'}`;
};

export const FoundList = ({ search, openId, onWish }: FoundListProps) => (
  <section class="group">
    <div class="group-row">
      <h2 class="group-title">Found</h2>
      <button type="button" class="link-button" onClick={() => onWish({ type: 'searchClosed' })}>
        Close search
      </button>
    </div>
    <p class="empty" role="status">
      {said(search)}
    </p>
    <ul class="chats" aria-label="Found">
      {search.results.map((summary) => (
        <FoundItem
          key={summary.sessionId}
          summary={summary}
          isOpen={summary.sessionId === openId}
          onOpen={() => onWish({ type: 'foundOpened', sessionId: summary.sessionId })}
        />
      ))}
    </ul>
    {search.more && search.status === 'answered' && (
      <button type="button" class="button quiet wide" onClick={() => onWish({ type: 'moreWanted' })}>
        Older ones
      </button>
    )}
  </section>
);

const FoundItem = ({ summary, isOpen, onOpen }: { summary: SessionSummary; isOpen: boolean; onOpen(): void }) => (
  <li>
    <a
      class="chat"
      href={addressOf(summary.sessionId)}
      aria-current={isOpen ? 'page' : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <Avatar name={visitorName({ summary })} presence={null} />
      <span class="chat-text">
        <span class="chat-line">
          <bdi class="chat-name clip">{visitorName({ summary })}</bdi>
          <time class="chat-time">{formatDate(summary.endedAt ?? summary.openedAt)}</time>
        </span>
        <span class="chat-line">
          <bdi class="chat-last clip">{fitToShow(summary.subject || (summary.lastMessage?.text ?? ''))}</bdi>
          {summary.rating && <span class="tag">rated {summary.rating.score}</span>}
        </span>
      </span>
    </a>
  </li>
);
