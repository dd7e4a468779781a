// Where the agent writes. Enter sends, Shift+Enter makes a new line, and neither while an input method is composing.

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_MESSAGE_CHARS } from '../../../protocol/session.ts';

export type ComposerProps = { draft: string; onDraft(text: string): void; onSubmit(): void };

/** What input methods report for keys that they have swallowed, in browsers without `isComposing`. */
const KEY_SWALLOWED = 229;

const isPlainEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== KEY_SWALLOWED;

export const Composer = ({ draft, onDraft, onSubmit }: ComposerProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // On a phone this would raise the keyboard over the conversation.
    if (matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);
  // The height follows the text.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [draft]);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        field.current?.focus();
      }}
    >
      <textarea
        ref={field}
        class="composer-field"
        aria-label="Reply"
        placeholder="Write an answer"
        dir="auto"
        rows={1}
        maxLength={MAX_MESSAGE_CHARS}
        value={draft}
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          onSubmit();
        }}
      />
      <button type="submit" class="button primary" disabled={draft.trim() === ''}>
        Send
      </button>
    </form>
  );
};
