// The way back to the end for who reads further up, with the number of messages that have come there meanwhile.

import type { Strings } from '../../locale/strings.ts';
import { DownIcon } from '../conversation-icons.tsx';
import { formatsFor } from '../formats.ts';

type JumpButtonProps = {
  strings: Strings;
  isShown: boolean;
  unread: number;
  /** The messages themselves are not drawn, so nothing else tells of them. */
  isTold: boolean;
  onJump: () => void;
};

export function JumpButton({ strings, isShown, unread, isTold, onJump }: JumpButtonProps) {
  const words = unread > 0 ? formatsFor(strings.language).count(strings.newBelow, unread) : '';
  return (
    <>
      <p class="unseen" role="status">
        {isShown && isTold ? words : ''}
      </p>
      {isShown && (
        <button
          type="button"
          class={words ? 'jump counted' : 'jump'}
          onClick={onJump}
          aria-label={words || strings.jumpToEnd}
        >
          {words && <span aria-hidden="true">{words}</span>}
          <DownIcon />
        </button>
      )}
    </>
  );
}
