// Where a note for agents is written: unlike a reply to the eye and to the ear, so that nothing of it goes astray.

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import { isComposing } from './is-composing.ts';
import { focusLog } from './landing.ts';
import { isPlainEnter } from './plain-enter.ts';
import { useGrowing } from './use-growing.ts';

const MAX_NOTE_CHARS = 5_000;

export const NoteForm = ({ chat, onWish }: { chat: Chat; onWish(wish: Wish): void }) => {
  const { sessionId } = chat.summary;
  const field = useRef<HTMLTextAreaElement>(null);
  // Before the next key: whoever types on at once types into it.
  useLayoutEffect(() => field.current?.focus(), []);
  useGrowing(field, chat.noteDraft);
  const submit = () => {
    onWish({ type: 'noteSubmitted', sessionId });
    field.current?.focus();
  };
  return (
    <form
      class="composer composer-note"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        ref={field}
        class="composer-field"
        aria-label="Note for agents"
        placeholder="Only agents see this"
        dir="auto"
        rows={1}
        maxLength={MAX_NOTE_CHARS}
        value={chat.noteDraft}
        onInput={(event) => onWish({ type: 'noteEdited', sessionId, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !isComposing(event)) return focusLog();
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button note-button" disabled={chat.noteDraft.trim() === ''}>
        Add note
      </button>
    </form>
  );
};
