// A conversation in the open window: header, connection, log, composer; after the end, the way out.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';
import type { Wish } from '../session/wishes.ts';
import { Composer } from './composer.tsx';
import { ConversationLog } from './conversation-log.tsx';
import { EndDialog } from './end-dialog.tsx';
import { Sentence } from './rich-text.tsx';
import type { ScrollPlace } from './use-scroll.ts';
import { isDown, type Talk } from './view.ts';
import { WindowHeader } from './window-header.tsx';

type ChatPageProps = {
  life: Talk;
  strings: Strings;
  now: () => number;
  place: ScrollPlace;
  onWish: (wish: Wish) => void;
};

export function ChatPage({ life, strings, now, place, onWish }: ChatPageProps) {
  const [isAsking, setAsking] = useState(false);
  const endButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const hasEnded = life.phase === 'ended';
  const asks = isAsking && !hasEnded;

  useEffect(() => {
    if (wasAsking.current && !asks) endButton.current?.focus();
    wasAsking.current = asks;
  }, [asks]);

  const end = () => {
    setAsking(false);
    onWish({ type: 'endConfirmed' });
  };
  const send = (text: string) => {
    place.atEnd = true;
    onWish({ type: 'messageSubmitted', text });
  };
  return (
    <>
      {/* Modal dialogs make the rest inert by themselves, but not every reader of the accessibility tree knows. */}
      <div class="window" inert={asks} {...(asks && { 'aria-hidden': 'true' as const })}>
        <WindowHeader
          strings={strings}
          agent={life.agent?.name ?? null}
          onMinimize={() => onWish({ type: 'minimizeRequested' })}
          {...(!hasEnded && { onEnd: () => setAsking(true) })}
          endRef={endButton}
        />
        <div role="status">
          {!hasEnded && isDown(life) && <ReconnectingStrip strings={strings} phase={life.phase} />}
        </div>
        <ConversationLog life={life} strings={strings} now={now} place={place} onWish={onWish} />
        {life.phase === 'active' && (
          <p class={life.typing ? 'typing shown' : 'typing'}>
            {life.typing && <Sentence text={strings.agentTyping} name={life.typing.name || strings.agent} />}
          </p>
        )}
        <Composer
          strings={strings}
          draft={hasEnded ? '' : life.draft}
          maxChars={hasEnded ? Number.POSITIVE_INFINITY : life.limits.maxMessageChars}
          ended={hasEnded}
          onDraft={(text) => onWish({ type: 'draftEdited', text })}
          onSend={send}
        />
        {hasEnded && <EndedFooter strings={strings} onClose={() => onWish({ type: 'closeRequested' })} />}
      </div>
      {asks && <EndDialog strings={strings} onEnd={end} onKeep={() => setAsking(false)} />}
    </>
  );
}

/** On a fresh page it comes late (by style sheet): most connections are there before it would be read. */
const ReconnectingStrip = ({ strings, phase }: { strings: Strings; phase: string }) => (
  <p class={`strip ${phase}`}>
    <strong>{strings.reconnecting}</strong> {strings.reconnectingHint}
  </p>
);

const EndedFooter = ({ strings, onClose }: { strings: Strings; onClose: () => void }) => (
  <footer>
    <p>{strings.ended}</p>
    <button type="button" class="button main" data-landing onClick={onClose}>
      {strings.close}
    </button>
  </footer>
);
