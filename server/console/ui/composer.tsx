// Where the agent writes. Enter sends, Shift+Enter makes a new line, and neither while an input method is composing.

import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { areNamesOf } from '../../../protocol/pasted-words.ts';
import { MAX_MESSAGE_CHARS } from '../../../protocol/session.ts';
import type { Wish } from '../console-events.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { CANNED_LIST, CannedList, optionId } from './canned-list.tsx';
import { isComposing } from './is-composing.ts';
import { useKey } from './keys.ts';
import { focusLog, Landing, raisesNoKeyboard } from './landing.ts';
import { isPlainEnter } from './plain-enter.ts';
import { useCanned } from './use-canned.ts';
import { useGrowing } from './use-growing.ts';

export type ComposerProps = { state: ConsoleState; chat: Chat; onWish(wish: Wish): void };

export const Composer = ({ state, chat, onWish }: ComposerProps) => {
  const { sessionId } = chat.summary;
  const field = useRef<HTMLTextAreaElement>(null);
  const landing = useContext(Landing);
  const edit = (text: string) => onWish({ type: 'draftEdited', sessionId, text });
  const submit = () => onWish({ type: 'replySubmitted', sessionId });
  const canned = useCanned(state, chat, (text, parts) => onWish({ type: 'answerChosen', sessionId, text, parts }));
  const hasOffers = canned.offers.length > 0;
  // Before the next key: whoever types on at once types into it.
  useLayoutEffect(() => {
    if (landing.current === 'reply' && raisesNoKeyboard()) field.current?.focus();
    else focusLog();
    landing.current = 'reply';
  }, []);
  useGrowing(field, chat.draft);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        field.current?.focus();
      }}
    >
      {hasOffers && <CannedList {...canned} onChoose={canned.choose} />}
      <textarea
        ref={field}
        class="composer-field"
        aria-label="Reply"
        aria-autocomplete="list"
        aria-controls={hasOffers ? CANNED_LIST : undefined}
        aria-activedescendant={hasOffers ? optionId(canned.activeAt) : undefined}
        placeholder="Write an answer, or / for a ready one"
        dir="auto"
        rows={1}
        maxLength={MAX_MESSAGE_CHARS}
        value={chat.draft}
        {...useKey('r')}
        onInput={(event) => edit(event.currentTarget.value)}
        onPaste={(event) => {
          const files = [...(event.clipboardData?.files ?? [])];
          const words = event.clipboardData?.getData('text/plain') ?? '';
          const names = files.map(({ name }) => name);
          if (files.length === 0 || !areNamesOf(words, names)) return;
          event.preventDefault();
          onWish({ type: 'filesChosen', sessionId, files });
        }}
        onKeyDown={(event) => {
          if (canned.takesKey(event)) return event.preventDefault();
          if (event.key === 'Escape' && !isComposing(event)) return focusLog();
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button primary" disabled={chat.draft.trim() === ''}>
        Send
      </button>
    </form>
  );
};
