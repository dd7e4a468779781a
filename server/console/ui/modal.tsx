// A dialog over the page: named by its heading, closed by Escape and by its button, and the keyboard goes back to where
// it was. The browser does all of it.

import { useLayoutEffect, useRef } from 'preact/hooks';

export type ModalProps = { title: string; onClose(): void; children: preact.ComponentChildren };

export const Modal = ({ title, onClose, children }: ModalProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it is taken away: only then the keyboard finds back.
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} class="modal" aria-labelledby="modal-title" onClose={onClose}>
      <header class="modal-head">
        <h2 id="modal-title">{title}</h2>
        <button type="button" class="button quiet" onClick={onClose}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
};
