// The conversation as it stands on the screen: a window over the newest part of the transcript, more on demand. It is
// the live region, so each line is one element that stays the same element from the outbox into the transcript.

import { useMemo, useRef, useState } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';
import type { Wish } from '../session/wishes.ts';
import { formatsFor } from './formats.ts';
import { Message } from './message.tsx';
import { Sentence } from './rich-text.tsx';
import type { ScrollPlace } from './scroll-place.ts';
import type { Talk } from './talk.ts';
import { useScroll } from './use-scroll.ts';
import { useSeen } from './use-seen.ts';
import { hadAgent, type Line, linesOf, pendingOf } from './view.ts';

type ConversationLogProps = {
  life: Talk;
  strings: Strings;
  now: () => number;
  place: ScrollPlace;
  onWish: (wish: Wish) => void;
};

/** Entries shown at once: more than almost any chat has. What is above costs nothing until it is asked for. */
export const WINDOW_ENTRIES = 500;

export function ConversationLog({ life, strings, now, place, onWish }: ConversationLogProps) {
  const onMoved = useSeen(life, place, onWish);
  const { scroller, onScroll, holdPlace } = useScroll(place, onMoved, (fromEnd) => {
    if ('scroll' in life && life.scroll !== fromEnd) onWish({ type: 'scrolled', fromEnd });
  });
  const { entries, lastIndex } = life.transcript;
  /** While the visitor reads further up, the window does not slide away under the eyes. */
  const from = useRef(0);
  if (place.atEnd || from.current === 0) from.current = Math.max(1, lastIndex - WINDOW_ENTRIES + 1);
  /** Entry until which additions are older ones, asked for: they are not read out. */
  const [quiet, setQuiet] = useState({ until: 0 });
  const firstLoaded = entries[0]?.index ?? 1;
  const firstBefore = useRef(firstLoaded);
  if (firstLoaded < firstBefore.current) {
    // History that is fetched after a restore: it is not news, and does not push away what is in view.
    if (!place.atEnd) holdPlace();
    quiet.until = lastIndex;
  }
  firstBefore.current = firstLoaded;

  // The same elements again where nothing of theirs changed: a keystroke must not cost a look at each message.
  const lines = useMemo(
    () =>
      linesOf(life, from.current, now()).map((line) => (
        <OneLine key={line.key} line={line} strings={strings} onWish={onWish} />
      )),
    [life.transcript, pendingOf(life), life.phase, from.current, strings, onWish],
  );
  const showEarlier = () => {
    holdPlace();
    from.current = Math.max(firstLoaded, from.current - WINDOW_ENTRIES);
    // A fresh object each time: asking again must draw again.
    setQuiet({ until: lastIndex });
    // The button may go away under the focus.
    scroller.current?.focus();
  };
  return (
    <div
      class="log"
      role="log"
      aria-label={strings.conversation}
      aria-live={quiet.until === lastIndex && lastIndex > 0 ? 'off' : 'polite'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      ref={scroller}
      onScroll={onScroll}
    >
      {firstLoaded < from.current && (
        <button type="button" class="button earlier" onClick={showEarlier}>
          {strings.showEarlier}
        </button>
      )}
      {lines}
      {life.phase !== 'ended' && life.agent === null && (
        <p class="waiting soft" key="waiting">
          <span class="spinner" aria-hidden="true" />
          {hadAgent(life) ? strings.waitingAgain : strings.waiting}
        </p>
      )}
    </div>
  );
}

type OneLineProps = { line: Line; strings: Strings; onWish: (wish: Wish) => void };

function OneLine({ line, strings, onWish }: OneLineProps) {
  switch (line.kind) {
    case 'message':
      return <Message line={line} strings={strings} onWish={onWish} />;
    case 'notice':
      return (
        <p class="notice">
          <Sentence text={strings[line.notice]} name={line.name || strings.agent} />
        </p>
      );
    case 'day':
      return <p class="notice day">{formatsFor(strings.language).day(line.at)}</p>;
  }
}
