// The top of the open window: who one talks to, and the way to make it small or to end it.

import type { ComponentChildren, Ref } from 'preact';
import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import { MinimizeIcon } from './icons.tsx';

type WindowHeaderProps = {
  strings: BeginningStrings;
  /** Name of the agent; null while there is none. */
  agent: string | null;
  onMinimize: () => void;
  /** Absent where there is nothing to end. */
  onEnd?: () => void;
  endRef?: Ref<HTMLButtonElement>;
  /** What else can be done here; before the way to end it. */
  more?: ComponentChildren;
};

export function WindowHeader({ strings, agent, onMinimize, onEnd, endRef, more }: WindowHeaderProps) {
  const name = fitToShow(agent ?? strings.title);
  return (
    <header>
      {agent !== null && (
        <span class="avatar" aria-hidden="true">
          {[...name.trim()][0]}
        </span>
      )}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {more}
      {onEnd && (
        <button type="button" class="end" {...(endRef && { ref: endRef })} onClick={onEnd}>
          {strings.endChat}
        </button>
      )}
      <button type="button" class="round" aria-label={strings.minimize} onClick={onMinimize}>
        <MinimizeIcon />
      </button>
    </header>
  );
}
