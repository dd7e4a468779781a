// Asks before a chat is ended: the visitor cannot be called back.

import { useEffect, useRef } from 'preact/hooks';
import type { Wish } from '../console-events.ts';

export const EndDialog = ({ name, onWish }: { name: string; onWish(wish: Wish): void }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const focused = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="end-question"
      onCancel={(event) => {
        event.preventDefault();
        onWish({ type: 'endCancelled' });
      }}
    >
      <h2 id="end-question">
        End the chat with <bdi>{name}</bdi>?
      </h2>
      <p>The visitor can read it, but can no longer write.</p>
      <div class="dialog-buttons">
        <button type="button" class="button quiet" onClick={() => onWish({ type: 'endCancelled' })}>
          Keep chatting
        </button>
        <button type="button" class="button danger-solid" onClick={() => onWish({ type: 'endConfirmed' })}>
          End chat
        </button>
      </div>
    </dialog>
  );
};
