// What can be done once a chat has ended: rate it, keep it, begin another, close. Stands below the conversation, which
// stays to be read.

import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import type { Ended } from '../../session/state.ts';
import type { Wish } from '../../session/wishes.ts';
import type { RatingProps } from './rating.tsx';
import { SaveMenu } from './save-menu.tsx';

type AfterChatProps = { life: Ended; strings: Strings; now: () => number; onWish: (wish: Wish) => void };

export function AfterChat({ life, strings, now, onWish }: AfterChatProps) {
  const { rating, opinion } = life;
  const [Rating, setRating] = useState<ComponentType<RatingProps> | null>(null);
  const root = useRef<HTMLElement>(null);
  const thanks = useRef<HTMLDivElement>(null);
  const isAsked = rating === 'asked' || rating === 'sending' || rating === 'refused';

  useEffect(() => {
    if (!isAsked || Rating) return;
    // Without a network there is nobody to tell.
    import('./rating.tsx').then(
      (part) => setRating(() => part.Rating),
      () => {},
    );
  }, [isAsked]);

  const before = useRef(rating);
  useEffect(() => {
    const isLost = document.activeElement === document.body && document.hasFocus();
    // The button that was pressed is gone: who used it hears what became of it.
    if (rating === 'sent' && before.current !== 'sent' && isLost) thanks.current?.focus();
    before.current = rating;
  }, [rating]);

  return (
    <footer ref={root} class="after">
      {isAsked && Rating && (
        <Rating
          strings={strings}
          opinion={opinion}
          isSending={rating === 'sending'}
          isRefused={rating === 'refused'}
          onEdit={(score, comment) => onWish({ type: 'ratingEdited', score, comment })}
          onRate={(score, comment) => onWish({ type: 'rated', score, comment })}
        />
      )}
      <div role="status" ref={thanks} tabIndex={-1} class="thanks">
        {rating === 'sent' && <p>{strings.rateThanks}</p>}
      </div>
      <p>{strings.ended}</p>
      <div class="actions">
        <SaveMenu atEnd {...{ life, strings, now }} />
        <button type="button" class="button" onClick={() => onWish({ type: 'newChatRequested' })}>
          {strings.newChat}
        </button>
        <button
          type="button"
          // One thing is wanted first, as long as the rating is asked for.
          class={isAsked ? 'button' : 'button main'}
          data-landing
          onClick={() => onWish({ type: 'closeRequested' })}
        >
          {strings.close}
        </button>
      </div>
    </footer>
  );
}
