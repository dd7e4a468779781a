// Where the visitor writes. Reports each change as a draft and the finished text as a message. The text is its own
// while it is on the screen: a draft that comes back late must not overwrite what was typed meanwhile.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';
import { SendIcon } from './conversation-icons.tsx';
import { formatsFor } from './formats.ts';

type ComposerProps = {
  strings: Strings;
  draft: string;
  maxChars: number;
  /** After the end, what was not sent stays to be copied. */
  ended: boolean;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
};

/** Told early enough to finish the sentence. */
const TELL_BELOW_CHARS = 200;

export function Composer({ strings, draft, maxChars, ended, onDraft, onSend }: ComposerProps) {
  const [text, setText] = useState(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const left = maxChars - text.trim().length;
  const canSend = !ended && text.trim() !== '' && left >= 0;

  useLayoutEffect(() => fitHeight(field.current), [text]);

  const send = (event: Event) => {
    event.preventDefault();
    if (!canSend) return;
    onSend(text.trim());
    setText('');
    onDraft('');
    field.current?.focus();
  };
  if (ended && text === '') return null;
  return (
    <form class="composer" onSubmit={send}>
      <textarea
        ref={field}
        rows={1}
        // Empty, its hint follows the interface.
        {...(text !== '' && { dir: 'auto' })}
        {...(!ended && { 'data-landing': true })}
        aria-label={strings.message}
        aria-describedby="room"
        aria-invalid={left < 0}
        placeholder={strings.messageHint}
        enterkeyhint="send"
        readOnly={ended}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          onDraft(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) send(event);
        }}
      />
      {!ended && (
        <button type="submit" class="round send" aria-label={strings.send} disabled={!canSend}>
          <SendIcon />
        </button>
      )}
      <p id="room" role="status" class={left < 0 ? 'error' : 'soft'}>
        {!ended && left <= Math.min(TELL_BELOW_CHARS, maxChars / 2) && roomInWords(strings, left)}
      </p>
    </form>
  );
}

/** Safari ends the composition before the key event: only the old key code still tells. */
const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

function roomInWords(strings: Strings, left: number): string {
  const forms = left < 0 ? strings.charsTooMany : strings.charsLeft;
  return formatsFor(strings.language).count(forms, Math.abs(left));
}

/** Grows with the text; the style sheet sets the most. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}
