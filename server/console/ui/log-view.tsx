// The scrolling part of a conversation. It stands at its end and stays there while new lines come, unless the agent
// has scrolled up to read: then a button says that there is more below.

import { useRef, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { visitorName } from '../console-selectors.ts';
import type { Chat } from '../console-state.ts';
import { Transcript } from './transcript.tsx';

/** Within this distance of the end one is still at the end. */
const NEAR_END_PX = 40;

export const LogView = ({ chat, onWish }: { chat: Chat; onWish(wish: Wish): void }) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  // The scroller's direction is reversed by its style: its end is position 0, and it keeps that by itself.
  const toEnd = () => scroller.current?.scrollTo({ top: 0 });
  return (
    <div class="log-frame">
      <div
        ref={scroller}
        class="log"
        role="log"
        aria-label="Conversation"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => setAtEnd(Math.abs(event.currentTarget.scrollTop) < NEAR_END_PX)}
      >
        <div class="log-lines">
          <Transcript chat={chat} onWish={onWish} />
          {chat.typing && <Typing name={visitorName(chat)} text={chat.typing.text} />}
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" class="button to-end" onClick={toEnd}>
          Newest <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
};

const Typing = ({ name, text }: { name: string; text: string | null }) => (
  <p class="typing">
    <span class="dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
    <span>
      <bdi>{name}</bdi> is typing{text ? ': ' : '…'}
      {text && <bdi class="typing-text">{text}</bdi>}
    </span>
  </p>
);
