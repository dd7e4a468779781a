// What is done in a scene before it is looked at: the name says what, the selector to what. Each act waits for the element
// that it is done to, because some come over the network or are worked on first.

import { act as flushed } from 'preact/test-utils';
import { type Spoilt, spoil } from './spoil.ts';

export type Act =
  | { press: string }
  | { write: string; words: string }
  | { choose: string; files: [type: string, sizeBytes: number][] }
  | { hold: string }
  /** Nothing but the wait. */
  | { see: string }
  /** From here on. */
  | { spoil: Spoilt };

type Seeing = Exclude<Act, { spoil: Spoilt }>;

/** Returns once everything that follows from it at once is drawn. Aborted, it does nothing any more. */
export async function perform(act: Act, signal: AbortSignal): Promise<void> {
  if ('spoil' in act) {
    spoil(act.spoil, signal);
    return;
  }
  const [css] = Object.values(act);
  const element = await there(String(css), signal);
  if (element && !signal.aborted) void flushed(() => done(act, element));
}

function done(act: Seeing, element: HTMLInputElement): void {
  if ('press' in act) element.click();
  else if ('hold' in act) {
    const dataTransfer = transferOf([['text/plain', 1]]);
    element.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer }));
  } else if ('write' in act) {
    element.value = act.words;
    tell(element, 'input');
  } else if ('choose' in act) chooseFiles(element, transferOf(act.files));
}

/** The first such element as soon as there is one; null: aborted before. */
const there = (css: string, signal: AbortSignal): Promise<HTMLInputElement | null> =>
  new Promise((found) => {
    const look = (): void => {
      const element = document.querySelector<HTMLInputElement>(css);
      if (!element && !signal.aborted) return;
      observer.disconnect();
      found(signal.aborted ? null : element);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    signal.addEventListener('abort', look, { once: true });
    look();
  });

function transferOf(files: [type: string, sizeBytes: number][]): DataTransfer {
  const transfer = new DataTransfer();
  for (const [type, sizeBytes] of files) transfer.items.add(new File([new Uint8Array(sizeBytes)], 'a file', { type }));
  return transfer;
}

export function chooseFiles(field: HTMLInputElement, { files }: DataTransfer): void {
  field.files = files;
  tell(field, 'change');
}

const tell = (field: HTMLInputElement, event: 'input' | 'change') =>
  field.dispatchEvent(new Event(event, { bubbles: true }));
