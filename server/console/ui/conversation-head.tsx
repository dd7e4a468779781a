// Over a conversation: with whom, how it stands, and what can be done with the chat as a whole.

import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { Wish } from '../console-events.ts';
import { isMine, visitorName } from '../console-selectors.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { Avatar } from './avatar.tsx';
import { BackIcon, DetailsIcon, HandOverIcon } from './icons.tsx';
import { useKey } from './keys.ts';

export type ConversationHeadProps = {
  state: ConsoleState;
  chat: Chat;
  showsDetails: boolean;
  onDetails(): void;
  onTransfer(): void;
  onWish(wish: Wish): void;
};

export const ConversationHead = ({ state, chat, showsDetails, ...on }: ConversationHeadProps) => {
  const { sessionId } = chat.summary;
  const canWrite = isMine(state, chat);
  const [detailsKey, transferKey, endKey] = [useKey('d'), useKey('t'), useKey('e')];
  return (
    <header class="conversation-head">
      <button type="button" class="button quiet back only-narrow" onClick={() => on.onWish({ type: 'chatLeft' })}>
        <BackIcon />
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
        class="button quiet sign"
        aria-label="Details"
        aria-expanded={showsDetails}
        {...detailsKey}
        onClick={on.onDetails}
      >
        <DetailsIcon />
      </button>
      {canWrite && (
        <>
          <button type="button" class="button quiet" aria-label="Hand over" {...transferKey} onClick={on.onTransfer}>
            <span class="wide-word">Hand over</span>
            <span class="narrow-sign">
              <HandOverIcon />
            </span>
          </button>
          <button
            type="button"
            class={state.endingId === sessionId ? 'button danger concealed' : 'button danger'}
            {...endKey}
            onClick={() => on.onWish({ type: 'endRequested', sessionId })}
          >
            End chat
          </button>
        </>
      )}
    </header>
  );
};

const Standing = ({ chat }: { chat: Chat }) => {
  if (chat.summary.status === 'ended') return <>Chat over</>;
  if (chat.summary.presence === 'away') return <span class="away">Away from the page</span>;
  return chat.summary.subject ? <bdi>{fitToShow(chat.summary.subject)}</bdi> : <>On the page now</>;
};
