// The ways to keep a conversation, behind one button: during the chat in the header, afterwards beside the way out.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import { draw } from '../icons.tsx';
import type { Talk } from '../talk.ts';
import type { Way } from './keeping.ts';

type SaveMenuProps = {
  life: Talk;
  strings: Strings;
  now: () => number;
  /** With words on it, and opening upwards. */
  atEnd?: boolean;
};

const SaveIcon = draw('M12 4v11M7 10.5l5 5 5-5M5 20h14');

const WAYS = [
  ['text', 'saveAsText'],
  ['page', 'saveAsPage'],
  ['data', 'saveAsData'],
  ['print', 'print'],
] as const satisfies readonly (readonly [Way, keyof Strings])[];

export function SaveMenu({ life, strings, now, atEnd = false }: SaveMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const pressed = ({ target }: Event): void => {
      if (target instanceof Node && !root.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [isOpen]);

  const choose = async (way: Way): Promise<void> => {
    setOpen(false);
    button.current?.focus();
    setFailed(false);
    const { keep } = await import('./keeping.ts');
    await keep(way, life, strings, now());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the buttons in it
    <div
      ref={root}
      class={atEnd ? 'save up' : 'save'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !root.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class={atEnd ? 'button' : 'round'}
        aria-expanded={isOpen}
        {...(!atEnd && { 'aria-label': strings.saveConversation, title: strings.saveConversation })}
        onClick={() => setOpen(!isOpen)}
      >
        {atEnd ? strings.saveConversation : <SaveIcon />}
      </button>
      {isOpen && (
        <ul class="ways">
          {WAYS.map(([way, text]) => (
            <li key={way}>
              <button type="button" onClick={() => void choose(way).catch(() => setFailed(true))}>
                {strings[text]}
              </button>
            </li>
          ))}
        </ul>
      )}
      <span role="status" class={hasFailed ? 'ways error' : 'unseen'}>
        {hasFailed && strings.saveFailed}
      </span>
    </div>
  );
}
