// The conversation as it stands on the screen: the part of the transcript that is in view and some around it. The log is
// itself the live region, so each line is one element that stays the same element from the outbox into the transcript.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ScrollPlace } from './scroll-place.ts';
import { JumpButton } from './talk/jump-button.tsx';
import { type Jump, onLogKey } from './talk/keys.ts';
import type { Look } from './talk/look.ts';
import { OneLine } from './talk/one-line.tsx';
import { headOf, type Range, slid } from './talk/range.ts';
import type { Tools } from './talk/tools.ts';
import { unreadOf } from './talk/unread.ts';
import { useDrawn } from './talk/use-drawn.ts';
import type { Talk } from './talk.ts';
import { useScroll } from './use-scroll.ts';
import { useSeen } from './use-seen.ts';
import { hadAgent } from './view.ts';

type ConversationLogProps = { life: Talk; tools: Tools; place: ScrollPlace };

export function ConversationLog({ life, tools, place }: ConversationLogProps) {
  const { strings, now, onWish } = tools;
  const { lastIndex } = life.transcript;
  /** A part that was asked for by moving; null: what there was goes on. */
  const [chosen, choose] = useState<Range | null>(null);
  const seen = useSeen(life, place, onWish);
  const { range, lines, isQuiet } = useDrawn(life, { place, chosen, isWatched: seen.isWatched() }, strings, now);

  const report = () => {
    const fromEnd = place.at === null ? null : lastIndex + 1 - place.at;
    if ('scroll' in life && life.scroll !== fromEnd) onWish({ type: 'scrolled', fromEnd });
  };
  const onLook = ({ inView }: Look) => {
    choose(place.at === null ? null : slid(range, inView, life.transcript));
    report();
    seen.check();
  };
  const hasEnd = range.until === null;
  const scroll = useScroll({ place, lines, hasEnd, onLook });
  useEffect(report, [lastIndex]);
  // Who waits at the very beginning of what was loaded has no way to move further up.
  useLayoutEffect(scroll.lookAgain, [life.transcript.firstIndex, lastIndex]);
  useFocusKept(scroll.scroller);
  useBeginningAtNew(place, scroll);

  const jump = (to: Jump) => {
    scroll.moveTo(to === 'end' ? null : life.transcript.firstIndex);
    choose(to === 'end' ? null : headOf(life.transcript));
    scroll.settle();
    report();
    seen.check();
  };
  useLayoutEffect(() => {
    // With what stands above the first entry in view too.
    if (chosen?.from !== life.transcript.firstIndex || place.at !== chosen.from || !scroll.scroller.current) return;
    scroll.scroller.current.scrollTop = 0;
    scroll.takePlace();
  }, [chosen]);
  const isAway = place.at !== null;
  return (
    <div class="talk">
      <div
        class="log"
        role="log"
        aria-label={strings.conversation}
        aria-live={isQuiet ? 'off' : 'polite'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={scroll.scroller}
        onScroll={scroll.onScroll}
        onKeyDown={(event) => onLogKey(event, event.currentTarget, jump)}
      >
        <div class="lines" ref={scroll.content}>
          {useMemo(() => lines.map((line) => <OneLine key={line.key} line={line} tools={tools} />), [lines, tools])}
          {hasEnd && life.phase !== 'ended' && life.agent === null && (
            <p class="waiting soft" key="waiting">
              <span class="spinner" aria-hidden="true" />
              {hadAgent(life) ? strings.waitingAgain : strings.waiting}
            </p>
          )}
        </div>
      </div>
      <div class="log-edge" ref={seen.edge} />
      <JumpButton
        strings={strings}
        isShown={isAway}
        unread={isAway ? unreadOf(life).count : 0}
        isTold={!hasEnd}
        onJump={() => {
          jump('end');
          // The button goes away under the focus.
          scroll.scroller.current?.focus();
        }}
      />
    </div>
  );
}

/** What is folded away may have had the focus: then the conversation has it. */
function useFocusKept(scroller: { current: HTMLElement | null }): void {
  const hadFocus = useRef(false);
  const box = scroller.current;
  hadFocus.current = box !== null && box !== document.activeElement && box.contains(document.activeElement);
  useLayoutEffect(() => {
    if (hadFocus.current && !scroller.current?.contains(document.activeElement)) {
      scroller.current?.focus({ preventScroll: true });
    }
    hadFocus.current = false;
  });
}

/** Who comes back to more than a view of news begins to read at the first. */
function useBeginningAtNew(place: ScrollPlace, scroll: ReturnType<typeof useScroll>): void {
  useLayoutEffect(() => {
    const [box, line] = [scroll.scroller.current, scroll.content.current?.querySelector('.new')];
    if (!box || !line || place.newFrom === null) return;
    const isAbove = line.getBoundingClientRect().top < box.getBoundingClientRect().top;
    // Not where an earlier page had another place.
    if (!isAbove || (place.at ?? place.newFrom) !== place.newFrom) return;
    scroll.moveTo(place.newFrom);
    scroll.settle();
    // With the line itself in view.
    box.scrollTop -= line.clientHeight;
    scroll.takePlace();
  }, []);
}
