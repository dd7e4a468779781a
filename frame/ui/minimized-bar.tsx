// The chat made small: a bar that is one large button to the pointer, and says how much is unread.

import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import { countingFor } from './counting.ts';
import { RestoreIcon } from './icons.tsx';

type MinimizedBarProps = { strings: BeginningStrings; agent: string | null; unread: number; onRestore: () => void };

/** More digits than two say nothing more. */
const MOST_SHOWN = 99;

export function MinimizedBar({ strings, agent, unread, onRestore }: MinimizedBarProps) {
  const inWords = unread > 0 ? countingFor(strings.language).count(strings.unread, unread) : '';
  return (
    <div class="bar">
      <h1>
        <bdi>{fitToShow(agent ?? strings.title)}</bdi>
      </h1>
      <span role="status" id="unread">
        {unread > 0 && (
          <>
            <span class="badge" aria-hidden="true">
              {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
            </span>
            <span class="unseen">{inWords}</span>
          </>
        )}
      </span>
      <button
        type="button"
        class="round"
        data-landing
        aria-label={strings.restore}
        aria-describedby="unread"
        onClick={onRestore}
      >
        <RestoreIcon />
      </button>
    </div>
  );
}
