// Where the visitor writes. Reports each change as a draft, the finished text as a message, and files as soon as they
// are ready. The text is its own while it is on the screen: a draft that comes back late must not overwrite what was
// typed meanwhile.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FileLimits } from '../../protocol/files.ts';
import type { Strings } from '../locale/strings.ts';
import { AttachButton } from './composer/attach-button.tsx';
import { DropZone } from './composer/drop-zone.tsx';
import { EmojiButton } from './composer/emoji-button.tsx';
import { FileRemarks } from './composer/file-remarks.tsx';
import type { FilesInHand } from './composer/files-in-hand.ts';
import { Room } from './composer/room.tsx';
import type { ChosenFile } from './composer/take-files.ts';
import { useFiles } from './composer/use-files.ts';
import { SendIcon } from './conversation-icons.tsx';
import { isComposing } from './is-composing.ts';

type ComposerProps = {
  strings: Strings;
  draft: string;
  maxChars: number;
  /** After the end, what was not sent stays to be copied. */
  ended: boolean;
  /** Absent: this server takes no files. */
  files?: FileLimits | undefined;
  inHand: FilesInHand;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onFiles: (files: ChosenFile[]) => void;
};

export function Composer({ strings, draft, maxChars, ended, files, inHand, onDraft, onSend, onFiles }: ComposerProps) {
  const [text, setText] = useState(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const limits = (!ended && files) || null;
  const chosen = useFiles(inHand, limits, onFiles);
  const left = maxChars - text.trim().length;
  const canSend = !ended && text.trim() !== '' && left >= 0;

  useLayoutEffect(() => fitHeight(field.current), [text]);

  const write = (changed: string) => {
    setText(changed);
    onDraft(changed);
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (!canSend) return;
    onSend(text.trim());
    write('');
    field.current?.focus();
  };
  const insert = (words: string) => {
    const box = field.current;
    if (!box) return;
    box.setRangeText(words, box.selectionStart, box.selectionEnd, 'end');
    write(box.value);
  };
  const backToField = () => field.current?.focus();
  if (ended && text === '') return null;
  return (
    <form class="composer" onSubmit={send}>
      <DropZone strings={strings} takes={limits !== null} onFiles={chosen.choose} />
      <FileRemarks
        {...{ strings, limits, files: chosen }}
        onDismiss={() => {
          chosen.dismiss();
          backToField();
        }}
      />
      {limits && <AttachButton strings={strings} limits={limits} onFiles={chosen.choose} />}
      <div class="pill">
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
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !isComposing(event)) send(event);
          }}
        />
        {!ended && <EmojiButton strings={strings} onPick={insert} onDone={backToField} />}
      </div>
      {!ended && (
        <button type="submit" class="round send" aria-label={strings.send} disabled={!canSend}>
          <SendIcon />
        </button>
      )}
      {!ended && <Room strings={strings} left={left} maxChars={maxChars} />}
    </form>
  );
}

/** Grows with the text; the style sheet sets the most. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}
