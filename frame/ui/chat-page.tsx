// A conversation in the open window: header, connection, log, composer; after the end, the way out.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';
import { isReconnecting } from '../session/conversation-selectors.ts';
import type { FileAddresses } from '../session/file-addresses.ts';
import type { Wish } from '../session/wishes.ts';
import { AfterChat } from './after/after-chat.tsx';
import { SaveMenu } from './after/save-menu.tsx';
import { filesInHandOf } from './composer/files-in-hand.ts';
import { Composer } from './composer.tsx';
import { ConversationLog } from './conversation-log.tsx';
import { EndDialog } from './end-dialog.tsx';
import { Sentence } from './rich-text.tsx';
import type { ScrollPlace } from './scroll-place.ts';
import { SoundButton, type SoundSwitch } from './sound-button.tsx';
import type { Talk } from './talk.ts';
import { isLeaving } from './view.ts';
import { WindowHeader } from './window-header.tsx';

export type ChatPageProps = {
  life: Talk;
  strings: Strings;
  now: () => number;
  place: ScrollPlace;
  onWish: (wish: Wish) => void;
  /** Where a file can be had, for a picture or a link. */
  files: FileAddresses;
  /** Of the chat server; absent: as the document's. */
  serverOrigin?: string;
  /** From where pictures on cards may come, besides; absent: from nowhere. */
  imageOrigins?: () => Promise<readonly string[]>;
  /** Absent where nobody would make a sound. */
  sound?: SoundSwitch | null;
};

const fromNowhere = async () => [];

export function ChatPage({ life, strings, now, place, onWish, sound, ...places }: ChatPageProps) {
  const [isAsking, setAsking] = useState(false);
  const endButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  const hasEnded = life.phase === 'ended';
  const { sessionId } = life.phase === 'ended' ? life : life.session;
  const isOver = hasEnded || isLeaving(life);
  const asks = isAsking && !isOver;

  useEffect(() => {
    if (wasAsking.current && !asks) endButton.current?.focus();
    wasAsking.current = asks;
  }, [asks]);

  const end = () => {
    setAsking(false);
    onWish({ type: 'endConfirmed' });
  };
  const send = (text: string) => {
    place.at = null;
    onWish({ type: 'messageSubmitted', text });
  };
  // The same one as long as nothing in it is another: each line of the conversation depends on it.
  const { files, serverOrigin = new URL(document.baseURI).origin, imageOrigins = fromNowhere } = places;
  const tools = useMemo(
    () => ({ strings, now, onWish, files, serverOrigin, imageOrigins, onSay: isOver ? null : send }),
    [strings, onWish, files, serverOrigin, imageOrigins, isOver, place],
  );
  return (
    <>
      {/* Modal dialogs make the rest inert by themselves, but not every reader of the accessibility tree knows. */}
      <div class="window" inert={asks} {...(asks && { 'aria-hidden': 'true' as const })}>
        <WindowHeader
          strings={strings}
          agent={life.agent?.name ?? null}
          onMinimize={() => onWish({ type: 'minimizeRequested' })}
          {...(!isOver && { onEnd: () => setAsking(true) })}
          endRef={endButton}
          more={
            !hasEnded && (
              <>
                {sound?.isOffered() && <SoundButton strings={strings} sound={sound} />}
                <SaveMenu life={life} strings={strings} now={now} />
              </>
            )
          }
        />
        <div role="status">
          <Strip life={life} strings={strings} />
        </div>
        <ConversationLog life={life} tools={tools} place={place} />
        {life.phase === 'active' && (
          <p class={life.typing ? 'typing shown' : 'typing'}>
            {life.typing && <Sentence text={strings.agentTyping} name={life.typing.name || strings.agent} />}
          </p>
        )}
        <Composer
          strings={strings}
          draft={life.draft}
          maxChars={hasEnded ? Number.POSITIVE_INFINITY : life.limits.maxMessageChars}
          ended={isOver}
          onDraft={(text) => onWish({ type: 'draftEdited', text })}
          onSend={send}
          {...(!isOver && { files: 'limits' in life ? life.limits.files : undefined })}
          inHand={filesInHandOf(place)}
          onFiles={(chosen) => {
            place.at = null;
            onWish({ type: 'filesChosen', sessionId, files: chosen });
          }}
        />
        {hasEnded && <AfterChat life={life} strings={strings} now={now} onWish={onWish} />}
      </div>
      {asks && <EndDialog strings={strings} onEnd={end} onKeep={() => setAsking(false)} />}
    </>
  );
}

function Strip({ life, strings }: { life: Talk; strings: Strings }) {
  if (isLeaving(life)) return <p class="strip">{strings.leaving}</p>;
  if (!isReconnecting(life)) return null;
  return (
    <p class="strip late">
      <strong>{strings.reconnecting}</strong> {strings.reconnectingHint}
    </p>
  );
}
