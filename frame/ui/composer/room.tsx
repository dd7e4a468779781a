// How much more may be written: for the eye with each letter, for the ear only at milestones.

import type { Strings } from '../../locale/strings.ts';
import { formatsFor } from '../formats.ts';

/** Told early enough to finish the sentence. */
const TELL_BELOW_CHARS = 200;
/** A voice that counts each letter cannot be listened to. */
const SPOKEN_LEFT = [0, 5, 10, 20, 50, 100, 200];
const SPOKEN_OVER = [1_000, 500, 200, 100, 50, 20, 10, 1];

/** The milestone that was passed last; negative: so many too many. */
export const milestone = (left: number): number | undefined =>
  left < 0 ? -(SPOKEN_OVER.find((step) => step <= -left) ?? 1) : SPOKEN_LEFT.find((step) => step >= left);

type RoomProps = { strings: Strings; left: number; maxChars: number };

export function Room({ strings, left, maxChars }: RoomProps) {
  const { count } = formatsFor(strings.language);
  const inWords = (chars: number) => count(chars < 0 ? strings.charsTooMany : strings.charsLeft, Math.abs(chars));
  const isTold = left <= Math.min(TELL_BELOW_CHARS, maxChars / 2);
  const spoken = isTold ? milestone(left) : undefined;
  return (
    <>
      <p id="room" class={left < 0 ? 'error' : 'soft'}>
        {isTold && inWords(left)}
      </p>
      <p role="status" class="unseen">
        {spoken !== undefined && inWords(spoken)}
      </p>
    </>
  );
}
