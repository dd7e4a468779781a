// Asks whether to end the chat. The only dialog of the widget. Whoever shows it makes the rest of the window inert.

import { useEffect, useRef } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';

type EndDialogProps = { strings: Strings; onEnd: () => void; onKeep: () => void };

export function EndDialog({ strings, onEnd, onKeep }: EndDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    // Esc and the phone's back gesture come as `cancel`; browsers may also close without asking, hence `close`.
    <dialog
      ref={dialog}
      aria-labelledby="end-question"
      aria-describedby="end-hint"
      onCancel={(event) => {
        event.preventDefault();
        onKeep();
      }}
      onClose={onKeep}
    >
      <h2 id="end-question">{strings.endQuestion}</h2>
      <p id="end-hint">{strings.endHint}</p>
      <div class="actions">
        <button type="button" class="button" onClick={onKeep}>
          {strings.keepChatting}
        </button>
        <button type="button" class="button grave" onClick={onEnd}>
          {strings.endChat}
        </button>
      </div>
    </dialog>
  );
}
