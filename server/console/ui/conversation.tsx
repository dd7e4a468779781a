// The centre pane: one open chat, with what can be done in it at this moment.

import { useEffect, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { isMine, visitorName } from '../console-selectors.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { ConnectionNotice } from './connection.tsx';
import { EndNotice } from './end-notice.tsx';
import { LogView } from './log-view.tsx';
import { VisitorDetails } from './visitor-details.tsx';

export type ConversationProps = { state: ConsoleState; chat: Chat; onWish(wish: Wish): void };

export const Conversation = ({ state, chat, onWish }: ConversationProps) => {
  const { sessionId } = chat.summary;
  const canWrite = isMine(state, chat);
  const isEnding = state.endingId === sessionId;
  const [showsDetails, setShowsDetails] = useState(false);
  useSeen(chat, () => onWish({ type: 'chatSeen', sessionId }));
  return (
    <>
      <main class="conversation">
        <header class="conversation-head">
          <button type="button" class="button quiet back only-narrow" onClick={() => onWish({ type: 'chatLeft' })}>
            <span aria-hidden="true">‹</span>
            <span class="unseen">Chats</span>
          </button>
          <Avatar name={visitorName(chat)} presence={chat.summary.status === 'ended' ? null : chat.summary.presence} />
          <div class="grow clip-box">
            <h2 class="clip">
              <bdi>{visitorName(chat)}</bdi>
            </h2>
            <p class="under clip">
              <Standing chat={chat} />
            </p>
          </div>
          <button
            type="button"
            class="button quiet only-medium"
            aria-label="Details"
            aria-expanded={showsDetails}
            onClick={() => setShowsDetails(!showsDetails)}
          >
            <span class="wide-word">Details</span>
            <span class="narrow-sign" aria-hidden="true">
              ⓘ
            </span>
          </button>
          {canWrite && (
            <button
              type="button"
              class={isEnding ? 'button danger concealed' : 'button danger'}
              onClick={() => onWish({ type: 'endRequested', sessionId })}
            >
              End chat
            </button>
          )}
        </header>
        <ConnectionNotice connection={state.connection} />
        {isEnding && <EndNotice name={visitorName(chat)} onWish={onWish} />}
        <LogView key={sessionId} chat={chat} onWish={onWish} />
        {canWrite ? (
          <Composer
            key={`composer-${sessionId}`}
            draft={chat.draft}
            onDraft={(text) => onWish({ type: 'draftEdited', sessionId, text })}
            onSubmit={() => onWish({ type: 'replySubmitted', sessionId })}
          />
        ) : (
          <p class="closed-note">{closedNote(chat)}</p>
        )}
      </main>
      <VisitorDetails chat={chat} isShown={showsDetails} />
    </>
  );
};

const Standing = ({ chat }: { chat: Chat }) => {
  if (chat.summary.status === 'ended') return <>Chat over</>;
  if (chat.summary.presence === 'away') return <span class="away">Away from the page</span>;
  return chat.summary.subject ? <bdi>{chat.summary.subject}</bdi> : <>On the page now</>;
};

function closedNote({ summary }: Chat): string {
  if (summary.status === 'ended') return 'This chat is over. It can still be read.';
  if (summary.status === 'waiting') return 'This visitor is waiting for an agent.';
  return `${summary.agent?.name ?? 'Another agent'} is talking with this visitor.`;
}

/** Entries count as seen only when the page is looked at. */
function useSeen({ entries, seenIndex, summary }: Chat, onSeen: () => void): void {
  const lastIndex = entries.at(-1)?.index ?? 0;
  // A new callback is no reason to look again.
  useEffect(() => {
    if (lastIndex <= seenIndex) return;
    const look = () => document.visibilityState === 'visible' && onSeen();
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [summary.sessionId, lastIndex, seenIndex]);
}
