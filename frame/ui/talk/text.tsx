// A message's words: the visitor's as typed, anybody else's as Markdown as soon as that part has come.

import { useMemo, useRef } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { RichText } from '../rich-text.tsx';
import { couldBeMarkdown } from './could-be-markdown.ts';
import { createLazy, useLazy } from './lazy.ts';

export const lazyMarkdown = createLazy(() => import('./markdown.tsx'));

/** With what joins and colours them. */
const FEW_EMOJI =
  /^(?=.*\p{Extended_Pictographic})(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\s]|\u200d|\ufe0f){1,24}$/u;

export function Text({ text, isTyped }: { text: string; isTyped: boolean }) {
  const isWanted = useMemo(() => !isTyped && couldBeMarkdown(text), [text, isTyped]);
  const part = useLazy(lazyMarkdown, isWanted);
  const wasPlain = useRef(part === null);
  const drawn = useMemo(() => part?.drawMarkdown(fitToShow(text)) ?? null, [part, text]);
  // It has been read out as it was: the same in other elements is no news.
  const isRead = drawn !== null && wasPlain.current;
  const look = drawn ? 'text marked' : FEW_EMOJI.test(text) ? 'text big' : 'text';
  return (
    <div class={look} dir="auto" {...(isRead && { 'aria-live': 'off' as const })}>
      {drawn ?? <RichText text={text} />}
    </div>
  );
}
