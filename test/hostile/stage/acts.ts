// What is done in a page before it is looked at: the name says what, the selector to what.

export type Act =
  | { press: string }
  | { write: string; words: string }
  | { choose: string; files: [type: string, sizeBytes: number][] }
  | { hold: string }
  /** Waits until a text of this name stands there. */
  | { see: string };

export const find = (css: string): HTMLInputElement => {
  const element = document.querySelector<HTMLInputElement>(css);
  if (!element) throw new Error(`nothing there: ${css}`);
  return element;
};

/** Some of it comes over the network, or is worked on first. */
export async function until(isThere: () => boolean): Promise<void> {
  for (let looks = 0; looks < 500 && !isThere(); looks += 1) await new Promise((next) => setTimeout(next, 10));
}
async function there(css: string): Promise<HTMLInputElement> {
  await until(() => document.querySelector(css) !== null);
  return find(css);
}

function transferOf(files: [type: string, sizeBytes: number][]): DataTransfer {
  const transfer = new DataTransfer();
  for (const [type, sizeBytes] of files) transfer.items.add(new File([new Uint8Array(sizeBytes)], 'a file', { type }));
  return transfer;
}

const tell = (field: HTMLInputElement, event: 'input' | 'change') =>
  field.dispatchEvent(new Event(event, { bubbles: true }));

export async function act(one: Act): Promise<void> {
  if ('see' in one) await until(() => document.body.textContent?.includes(`¦${one.see}¦`) ?? false);
  else if ('press' in one) (await there(one.press)).click();
  else if ('hold' in one) {
    const dataTransfer = transferOf([['text/plain', 1]]);
    (await there(one.hold)).dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer }));
  } else if ('write' in one) {
    const field = await there(one.write);
    field.value = one.words;
    tell(field, 'input');
  } else chooseFiles(await there(one.choose), transferOf(one.files));
}

export function chooseFiles(field: HTMLInputElement, { files }: DataTransfer): void {
  field.files = files;
  tell(field, 'change');
}
