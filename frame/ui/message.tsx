// One message: who, what, when, and, if it is the visitor's own, how far it got.

import { useRef } from 'preact/hooks';
import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { FilePart } from '../../protocol/message-parts.ts';
import type { Strings } from '../locale/strings.ts';
import { DeliveredIcon, SentIcon } from './conversation-icons.tsx';
import { formatsFor } from './formats.ts';
import { Avatar } from './talk/avatar.tsx';
import { isForGood } from './talk/file-trouble.ts';
import { createLazy, useLazy } from './talk/lazy.ts';
import type { Delivery, MessageLine, Reached } from './talk/lines.ts';
import { Text } from './talk/text.tsx';
import type { Tools } from './talk/tools.ts';
import { TroubleWords } from './talk/trouble-words.tsx';

export const lazyParts = createLazy(() => import('./talk/parts.tsx'));

type MessageProps = { line: MessageLine; tools: Tools };

const DELIVERY = {
  waiting: 'deliveryWaiting',
  sending: 'deliverySending',
  failed: 'deliveryFailed',
  lost: 'deliveryFailed',
} as const satisfies Record<Exclude<Delivery, 'sent'>, keyof Strings>;
const REACHED = {
  sent: 'deliverySent',
  delivered: 'deliveryDelivered',
  read: 'deliveryRead',
} as const satisfies Record<Reached, keyof Strings>;

const isTrouble = (delivery: Delivery) => delivery === 'failed' || delivery === 'lost';
const isFile = ({ kind }: { kind: string }): boolean => kind === 'file';

export function Message({ line, tools }: MessageProps) {
  const { strings } = tools;
  const { from, first, last, delivery, marked, upload } = line;
  const author = fitToShow(from === 'visitor' ? strings.you : line.author || strings.agent);
  const file = upload ?? (line.parts?.find(isFile) as FilePart | undefined);
  const parts = useLazy(lazyParts, line.parts !== undefined || upload !== undefined);
  const wasPlain = useRef(parts === null);
  // Of a run the last has the time; the newest mark stands for all before it.
  const isShown = last || marked || delivery !== 'sent';
  return (
    <div class={`message ${from}${last ? ' last' : ''}${first ? ' first' : ''}`}>
      {first && from === 'agent' && <Avatar name={author} path={line.avatar} serverOrigin={tools.serverOrigin} />}
      <p class={first && from === 'agent' ? 'author' : 'unseen'} dir="auto">
        {author}
      </p>
      {file && parts ? (
        <parts.FileBox file={file} line={line} tools={tools} isRead={wasPlain.current} />
      ) : (
        <Text text={line.text} isTyped={from === 'visitor'} />
      )}
      {parts && !file && <parts.Parts line={line} tools={tools} />}
      {/* The newest state is for looking up, not for reading out each time; trouble is. */}
      <p class={isShown ? 'meta' : 'unseen'} aria-live={isTrouble(delivery) ? 'polite' : 'off'}>
        {isolated(formatsFor(strings.language).time(line.at))}
        {from === 'visitor' && <DeliveryMark line={line} strings={strings} />}
        <TroubleWords line={line} strings={strings} />
      </p>
      {delivery === 'failed' && (
        <p class="mend">
          {!isForGood(line.trouble) && (
            <MendButton
              text={strings.tryAgain}
              onClick={() => tools.onWish({ type: 'retryRequested', messageId: line.key })}
            />
          )}
          <MendButton
            text={strings.discard}
            onClick={() => tools.onWish({ type: 'discardRequested', messageId: line.key })}
          />
        </p>
      )}
    </div>
  );
}

/** Cut off from the direction of what stands beside it. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** Goes away when it has been used: the focus stays in the conversation. */
const MendButton = ({ text, onClick }: { text: string; onClick: () => void }) => (
  <button
    type="button"
    onClick={(event) => {
      event.currentTarget.closest<HTMLElement>('[role=log]')?.focus();
      onClick();
    }}
  >
    {text}
  </button>
);

/** Everyone who listens can look it up at each message; who looks sees it where it is news. */
function DeliveryMark({ line: { delivery, reached, marked }, strings }: { line: MessageLine; strings: Strings }) {
  if (delivery !== 'sent') {
    return <span class={isTrouble(delivery) ? 'error' : ''}> {strings[DELIVERY[delivery]]}</span>;
  }
  return (
    <span class={marked ? reached : 'unseen'}>
      {marked && (reached === 'sent' ? <SentIcon /> : <DeliveredIcon />)} {strings[REACHED[reached]]}
    </span>
  );
}
