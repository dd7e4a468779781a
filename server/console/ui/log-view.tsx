// The scrolling part of a conversation. It stands at its end and stays there while new lines come, unless the agent
// has scrolled up to read: then a button says that there is more below.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import { NewestIcon } from './icons.tsx';
import { Transcript } from './transcript.tsx';

/** Within this distance of the end one is still at the end. */
const NEAR_END_PX = 40;

export const LogView = ({ chat, onWish }: { chat: Chat; onWish(wish: Wish): void }) => {
  const { sessionId, lastIndex } = chat.summary;
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  useSeen(chat, isAtEnd, () => onWish({ type: 'chatSeen', sessionId }));
  // The scroller's direction is reversed by its style: its end is position 0, and it keeps that by itself.
  const toEnd = () => {
    scroller.current?.scrollTo({ top: 0 });
    scroller.current?.focus();
  };
  return (
    <div class="log-frame">
      <div
        ref={scroller}
        class="log"
        role="log"
        aria-label="Conversation"
        // What was said before is read by whoever goes there, not read out when a chat is opened.
        aria-busy={chat.entries.length < lastIndex}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => setAtEnd(Math.abs(event.currentTarget.scrollTop) < NEAR_END_PX)}
      >
        <div class="log-lines">
          <Transcript chat={chat} onWish={onWish} />
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" class="button to-end" onClick={toEnd}>
          Newest <NewestIcon />
        </button>
      )}
    </div>
  );
};

/** Entries count as seen only when the page is looked at and stands at its end. */
function useSeen({ entries, seenIndex }: Chat, isAtEnd: boolean, onSeen: () => void): void {
  const lastIndex = entries.at(-1)?.index ?? 0;
  // A new callback is no reason to look again.
  useEffect(() => {
    if (lastIndex <= seenIndex || !isAtEnd) return undefined;
    const look = () => document.visibilityState === 'visible' && onSeen();
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [lastIndex, seenIndex, isAtEnd]);
}
