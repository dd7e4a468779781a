// One message: who, what, when, and, if it is the visitor's own, how far it got.

import type { Strings } from '../locale/strings.ts';
import type { Wish } from '../session/wishes.ts';
import { SentIcon } from './conversation-icons.tsx';
import { fitToShow } from './fit-to-show.ts';
import { formatsFor } from './formats.ts';
import { RichText } from './rich-text.tsx';
import type { Delivery, MessageLine } from './view.ts';

type MessageProps = { line: MessageLine; strings: Strings; onWish: (wish: Wish) => void };

const DELIVERY = {
  waiting: 'deliveryWaiting',
  sending: 'deliverySending',
  sent: 'deliverySent',
  failed: 'deliveryFailed',
  lost: 'deliveryFailed',
} as const satisfies Record<Delivery, keyof Strings>;

const isTrouble = (delivery: Delivery) => delivery === 'failed' || delivery === 'lost';

export function Message({ line, strings, onWish }: MessageProps) {
  const { from, first, last, delivery } = line;
  const author = from === 'visitor' ? strings.you : line.author || strings.agent;
  const isQuiet = !last && delivery === 'sent';
  return (
    <div class={`message ${from}${last ? ' last' : ''}${first ? ' first' : ''}`}>
      <p class={first && from === 'agent' ? 'author' : 'unseen'}>
        <bdi>{fitToShow(author)}</bdi>
      </p>
      <p class="text" dir="auto">
        <RichText text={line.text} />
      </p>
      {/* The newest state is for looking up, not for reading out each time; trouble is. */}
      <p class={isQuiet ? 'unseen' : 'meta'} aria-live={isTrouble(delivery) ? 'polite' : 'off'}>
        <bdi>{formatsFor(strings.language).time(line.at)}</bdi>
        {from === 'visitor' && <DeliveryMark delivery={delivery} strings={strings} />}
      </p>
      {delivery === 'failed' && (
        <p class="mend">
          <MendButton text={strings.tryAgain} onClick={() => onWish({ type: 'retryRequested', messageId: line.key })} />
          <MendButton
            text={strings.discard}
            onClick={() => onWish({ type: 'discardRequested', messageId: line.key })}
          />
        </p>
      )}
    </div>
  );
}

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

const DeliveryMark = ({ delivery, strings }: { delivery: Delivery; strings: Strings }) => (
  <span class={isTrouble(delivery) ? 'error' : ''}>
    {delivery === 'sent' && <SentIcon />} {strings[DELIVERY[delivery]]}
  </span>
);
