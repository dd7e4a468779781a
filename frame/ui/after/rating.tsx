// What the visitor thought of the chat: one of five, in words too, and a comment once there is one. Fetched after the end.
// Reports each change: the window may be made small before it is sent.

import { useLayoutEffect, useState } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import type { Rating as Opinion } from '../../session/state.ts';
import { draw } from '../icons.tsx';
import styles from '../styles/rating.css?inline';
import { wear } from '../wear.ts';

export type RatingProps = {
  strings: Strings;
  /** As it was filled in before; its own while it is on the screen. */
  opinion: Opinion | null;
  isSending: boolean;
  /** The server did not take it. */
  isRefused: boolean;
  onEdit: (score: number, comment: string) => void;
  onRate: (score: number, comment: string) => void;
};

const MAX_COMMENT_CHARS = 2_000;
const WORDS = [
  'rateVeryBad',
  'rateBad',
  'rateFair',
  'rateGood',
  'rateVeryGood',
] as const satisfies readonly (keyof Strings)[];

const StarIcon = draw('M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z');

export function Rating({ strings, opinion, isSending, isRefused, onEdit, onRate }: RatingProps) {
  const [{ score, comment }, setOpinion] = useState<Opinion>(opinion ?? { score: 0, comment: '' });
  const edit = (over: Partial<Opinion>): void => {
    const edited = { score, comment, ...over };
    setOpinion(edited);
    onEdit(edited.score, edited.comment);
  };
  useLayoutEffect(() => wear(styles), []);
  const word = WORDS[score - 1];
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isSending && score) onRate(score, comment.trim());
  };
  return (
    <form class="rating" onSubmit={submit}>
      <fieldset>
        <legend>{strings.rateQuestion}</legend>
        {WORDS.map((name, position) => (
          <label key={name} class={position < score ? 'star lit' : 'star'} title={strings[name]}>
            <input
              type="radio"
              name="score"
              value={position + 1}
              checked={score === position + 1}
              onChange={() => edit({ score: position + 1 })}
            />
            <StarIcon />
            <span class="unseen">{strings[name]}</span>
          </label>
        ))}
        <span class="soft" aria-hidden="true">
          {word && strings[word]}
        </span>
      </fieldset>
      {score > 0 && (
        <>
          <label for="rating-comment">{strings.rateComment}</label>
          <textarea
            id="rating-comment"
            rows={2}
            maxLength={MAX_COMMENT_CHARS}
            {...(comment && { dir: 'auto' })}
            value={comment}
            onInput={({ currentTarget }) => edit({ comment: currentTarget.value })}
          />
          {isRefused && (
            <p role="alert" class="error">
              {strings.rateFailed}
            </p>
          )}
          <button type="submit" class="button main" aria-disabled={isSending}>
            {isSending ? strings.rateSubmitting : strings.rateSubmit}
          </button>
        </>
      )}
    </form>
  );
}
