// Messages with parts, and words that are more than plain, to be looked at.

import type { Failure } from '../../protocol/errors.ts';
import type { FileFacts, MessagePart } from '../../protocol/message-parts.ts';
import type { MessageEntry, Party } from '../../protocol/session.ts';
import type { FileAddresses } from '../session/file-addresses.ts';
import type { Outgoing } from '../session/state.ts';
import { GALLERY_NOW, say } from './talk.ts';

type Said = ReturnType<typeof say> & Pick<MessageEntry, 'parts'>;

export const offer = (who: Party | 'visitor', text: string, ...parts: MessagePart[]): Said => ({
  ...say(who, text),
  parts,
});

export const PICTURE = '/frame/gallery/picture.svg';

export const quickReplies: MessagePart = {
  kind: 'quickReplies',
  replies: [
    { label: 'Where is my parcel?' },
    { label: 'Return something', text: 'I want to return something.' },
    { label: 'Opening hours' },
    { label: 'لدي سؤال آخر' },
    { label: 'Something else that takes quite a lot of words to say and goes on to a second line' },
  ],
};

const teapot = (title: string, over: object = {}) => ({
  title,
  text: 'Stoneware, 0.8 litres, glazed by hand.',
  image: { url: PICTURE, alt: 'A round teapot' },
  buttons: [
    { label: 'I take this one', text: `I take the ${title}.` },
    { label: 'Look at it', url: 'https://shop.example/teapots/1?from=chat' },
  ],
  ...over,
});
export const oneCard: MessagePart = { kind: 'cards', cards: [teapot('Moss teapot')] };
export const cards: MessagePart = {
  kind: 'cards',
  cards: [
    teapot('Moss teapot'),
    teapot('Sand teapot', { image: { url: '/frame/gallery/missing.png', alt: 'Gone' } }),
    teapot('Donaudampfschifffahrtsgesellschaftsteekanne', { text: 'W'.repeat(60), image: undefined }),
    teapot('إبريق شاي', { text: 'خزف حجري بسعة ٠٫٨ لتر.', image: undefined }),
    { title: 'Nothing but a title', buttons: [{ label: 'No way', url: 'javascript:alert(1)' }] },
  ],
};
export const list: MessagePart = {
  kind: 'list',
  title: 'Which shop is nearest to you?',
  items: [
    { label: 'Harbour Street', detail: 'Open until 6 p.m.' },
    { label: 'Old Town', detail: 'Closed for holidays, and for so long that it takes a second line to say' },
    { label: 'Station' },
    { label: 'السوق القديم', detail: 'مفتوح حتى الساعة السادسة' },
  ],
};

export const photo: FileFacts = {
  fileId: 'picture',
  name: 'teapot, broken.png',
  mediaType: 'image/png',
  sizeBytes: 1_482_133,
  width: 640,
  height: 400,
};
export const longFile: FileFacts = {
  fileId: 'document',
  name: `Invoice ${'2026-05-20 '.repeat(6)}final-version-corrected.pdf`,
  mediaType: 'application/pdf',
  sizeBytes: 48_210,
};
export const awayFile: FileFacts = { fileId: 'away', name: 'فاتورة.zip', mediaType: 'application/zip', sizeBytes: 999 };
export const fileOf = (who: Party | 'visitor', file: FileFacts): Said =>
  offer(who, file.name, { kind: 'file', ...file });

export const upload = (
  file: FileFacts,
  state: { status: 'waiting' } | { status: 'sending'; sentBytes?: number; mayBeLogged?: true },
): Outgoing => ({
  ...{ id: `own-${file.fileId}`, text: file.name, contentType: 'text', at: GALLERY_NOW, file },
  ...state,
});

export const unsent = (file: FileFacts, error: Failure): Outgoing => ({
  ...upload(file, { status: 'waiting' }),
  ...{ status: 'failed', error },
});

/** Where the gallery has its files. */
export const galleryFiles: FileAddresses = {
  watch(fileId, run) {
    run(fileId === 'away' ? null : fileId === 'gone' ? '/frame/gallery/missing.png' : PICTURE);
    return () => {};
  },
  renew() {},
};

export const MARKDOWN = `**Two ways** to send it back, _both free_:

1. Bring it to a shop
   - with the receipt
   - in \`any\` box
2. Have it fetched, ~~Mondays~~ any day

> You asked for the label.

\`\`\`
LABEL 4711  ------------------------------------------------ keep this line whole
\`\`\`

See [your order](https://shop.example/orders/1), [https://shop.example/help](https://shop.example/help) or [paypal.com](https://evil.example/login).
Write to [us](mailto:help@shop.example) or call [+44 20 7946 0000](tel:+442079460000).`;

export const UNKNOWN_MARKDOWN = `# A heading

| a | table |
| --- | --- |
| of | two |

![a picture](https://evil.example/x.png) and <b onclick="alert(1)">HTML</b>, *with stars*

[no way](javascript:alert(1)) [nor this](data:text/html,x)

---`;

/** A function of the site: finds one order number wrong, and takes for ever over any other value. */
export const galleryJudge = (_mark: unknown, value: unknown): Promise<string | null> =>
  value === 'AB1' ? Promise.resolve('We have no order of this number.') : new Promise(() => {});

let isSoundOn = true;

/** Kept for as long as the page is looked at. */
export const gallerySound = {
  isOffered: () => true,
  isOn: () => isSoundOn,
  set(isOn: boolean): void {
    isSoundOn = isOn;
  },
};
