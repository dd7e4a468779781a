import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cards,
  fileOf,
  list,
  longFile,
  offer,
  oneCard,
  photo,
  quickReplies,
  unsent,
  upload,
} from '../../../frame/gallery/parts.ts';
import { ended, states, talking } from '../../../frame/gallery/states.ts';
import { ada, say, transcriptOf } from '../../../frame/gallery/talk.ts';
import { en } from '../../../frame/locale/en.ts';
import { lazyParts } from '../../../frame/ui/message.tsx';
import { lazyMarkdown } from '../../../frame/ui/talk/text.tsx';
import {
  COMMAND_FAILED,
  COMMAND_STOPPED,
  type Failure,
  FILE_GONE,
  FILE_KIND_REFUSED,
  FILE_TOO_LARGE,
  FILES_NOT_TAKEN,
} from '../../../protocol/errors.ts';
import { act, allByRole, byRole, click, nameOf, openStage, timesShown } from '../../support/ui-stage.tsx';

const come = (lazy: { want(then: () => void): unknown; get(): unknown }) =>
  new Promise<void>((done) => (lazy.get() ? done() : lazy.want(done)));

describe('the parts of a message', () => {
  let stage: ReturnType<typeof openStage>;
  const show = (...entries: Parameters<typeof transcriptOf>[0]) =>
    stage.live(talking({ transcript: transcriptOf(entries) }));
  beforeAll(() => Promise.all([come(lazyParts), come(lazyMarkdown)]));
  beforeEach(() => {
    stage = openStage();
  });

  it('offer answers under the newest message, and say the one that is chosen', () => {
    show(offer(ada, 'What is it?', quickReplies));
    click(byRole('button', 'Where is my parcel?'));
    click(byRole('button', 'Return something'));
    expect(stage.wishes).toEqual([
      { type: 'messageSubmitted', text: 'Where is my parcel?' },
      { type: 'messageSubmitted', text: 'I want to return something.' },
    ]);
    expect(document.activeElement).toBe(byRole('log'));
  });

  it('offer no answers once something else was said, or nothing can be said', () => {
    const question = offer(ada, 'What is it?', quickReplies);
    show(question, say('visitor', 'Nothing'));
    expect(allByRole('button', 'Opening hours')).toEqual([]);
    const outbox = [upload(photo, { status: 'waiting' })];
    stage.live(talking({ transcript: transcriptOf([question]), outbox }));
    expect(allByRole('button', 'Opening hours')).toEqual([]);
    stage.live(ended({ transcript: transcriptOf([question]) }));
    expect(allByRole('button', 'Opening hours')).toEqual([]);
    stage.live(talking({ transcript: transcriptOf([question]), leaving: 'show' }));
    expect(allByRole('button', 'Opening hours')).toEqual([]);
  });

  it('draw cards with pictures of our own server alone, and links of listed schemes', () => {
    const foreign = { url: 'https://evil.example/x.png', alt: 'Foreign' };
    const astray = { url: '//evil.example/x.png', alt: 'Astray' };
    show(
      offer(ada, 'Look', oneCard, {
        kind: 'cards',
        cards: [
          { title: 'A', image: foreign },
          { title: 'B', image: astray },
        ],
      }),
    );
    expect([...document.querySelectorAll('.card img')].map((image) => image.getAttribute('alt'))).toEqual([
      'A round teapot',
    ]);
    show(offer(ada, 'Look', cards));
    expect(allByRole('link').map((link) => link.getAttribute('href'))).toEqual(
      Array.from({ length: 4 }, () => 'https://shop.example/teapots/1?from=chat'),
    );
    expect(allByRole('link')[0]?.textContent).toContain('shop.example');
  });

  describe('of a chat at another server than the frame’s', () => {
    const server = 'https://chat.example';
    const pictures = 'https://pictures.example';
    const sources = () => [...document.querySelectorAll<HTMLImageElement>('.card img')].map(({ src }) => src);
    beforeEach(() => {
      const imageOrigins = async () => [pictures];
      stage = openStage(en, undefined, { serverOrigin: server, imageOrigins });
    });

    it('draw pictures from where the operator lists, and no others', async () => {
      const urls = [`${pictures}/a.png`, 'https://evil.example/b.png', 'http://pictures.example/c.png', '/d.png'];
      const drawn = urls.map((url) => ({ title: url, image: { url, alt: '' } }));
      show(offer(ada, 'Look', { kind: 'cards', cards: drawn }));
      await act(async () => {});
      expect(sources()).toEqual([`${pictures}/a.png`, `${server}/d.png`]);
      const modes = [...document.querySelectorAll('.card img')].map((image) => image.getAttribute('crossorigin'));
      expect(modes).toEqual(['anonymous', null]);
    });

    it('lead to paths on that server, and take agents’ faces from it', () => {
      const buttons = ['/tea?a=1', '//evil.example/', '/\\evil.example'].map((url) => ({ label: 'Go', url }));
      const face = { ...ada, avatar: '/avatars/ada.png' };
      show(offer(face, 'Look', { kind: 'cards', cards: [{ title: 'Tea', buttons }] }));
      expect(allByRole('link').map((link) => link.getAttribute('href'))).toEqual([`${server}/tea?a=1`]);
      expect(document.querySelector<HTMLImageElement>('img.face')?.src).toBe(`${server}/avatars/ada.png`);
    });
  });

  it('say what a card’s button says', () => {
    show(offer(ada, 'Look', oneCard));
    click(byRole('button', 'I take this one'));
    expect(stage.wishes).toEqual([{ type: 'messageSubmitted', text: 'I take the Moss teapot.' }]);
  });

  it('move cards that stand side by side by buttons too', () => {
    show(offer(ada, 'Look', cards));
    expect(nameOf(byRole('button', 'Earlier cards'))).toBe('Earlier cards');
    expect(nameOf(byRole('button', 'Further cards'))).toBe('Further cards');
    expect(document.querySelector('.cards')?.getAttribute('tabindex')).toBe('0');
    show(offer(ada, 'Look', oneCard));
    expect(allByRole('button', 'Further cards')).toEqual([]);
  });

  it('say one of a list once it is confirmed', () => {
    show(offer(ada, 'Which?', list));
    const confirm = byRole('button', 'Confirm choice') as HTMLButtonElement;
    expect(confirm.disabled).toBe(true);
    const second = document.querySelectorAll<HTMLInputElement>('.picker input[type=radio]')[1]!;
    act(() => second.click());
    click(confirm);
    expect(stage.wishes).toEqual([{ type: 'messageSubmitted', text: 'Old Town' }]);
    show(offer(ada, 'Which?', list), say('visitor', 'Old Town'));
    expect(document.querySelectorAll('.picker input')).toHaveLength(0);
    expect(timesShown('Harbour Street')).toBe(1);
  });

  it('name a file once, with its kind and size, and lead to it', async () => {
    show(fileOf(ada, photo));
    await act(async () => {});
    expect(timesShown(photo.name)).toBe(1);
    expect(document.querySelector('.file')?.textContent).toContain('PNG · 1.5 MB');
  });

  it('keep room for a picture in its proportions before it is there', () => {
    show(fileOf(ada, photo));
    expect((document.querySelector('.picture') as HTMLElement).style.aspectRatio).toBe('640 / 400');
    show(fileOf(ada, { ...photo, mediaType: 'image/svg+xml' }));
    expect(document.querySelector('.picture')).toBeNull();
  });

  it('show how much of a file is there, and stop it', () => {
    stage.live(
      talking({
        outbox: [upload(photo, { status: 'sending', sentBytes: 741_066 }), upload(longFile, { status: 'waiting' })],
      }),
    );
    const [bar] = document.querySelectorAll('progress');
    expect(nameOf(bar!)).toBe(`Uploading ${photo.name}`);
    expect(bar!.value / bar!.max).toBeCloseTo(0.5);
    click(allByRole('button', 'Stop upload')[0]!);
    expect(stage.wishes).toEqual([{ type: 'discardRequested', messageId: 'own-picture' }]);
  });

  it('offer no stop once the message of a file may be in the log', () => {
    stage.live(
      talking({ outbox: [upload(photo, { status: 'sending', sentBytes: photo.sizeBytes, mayBeLogged: true })] }),
    );
    expect(document.querySelectorAll('progress')).toHaveLength(1);
    expect(allByRole('button', 'Stop upload')).toHaveLength(0);
  });

  it('say why a file did not go out, where it says that it did not', () => {
    const files = { maxBytes: 10_000_000, types: ['image/*'] };
    const limits = { maxMessageChars: 500, maxOfflineSeconds: 1_800, files };
    const words = (error: Failure, over: object = {}) => {
      stage.live(talking({ limits, outbox: [{ ...unsent(photo, error), ...over }] }));
      return document.querySelector('.meta[aria-live=polite]')?.textContent?.replace(/^.*Not sent\s*/, '');
    };
    expect(words(FILE_TOO_LARGE)).toBe(`${photo.name} is too large: at most 10 MB.`);
    expect(words(FILE_KIND_REFUSED)).toBe(`${photo.name} is not a kind of file that can be shared here.`);
    expect(words(FILES_NOT_TAKEN)).toBe(en.filesNotTaken);
    expect(words(FILE_GONE)).toBe(`${photo.name} could not be read.`);
    expect(words(COMMAND_STOPPED)).toBe(en.fileNoRoom);
    expect(words(COMMAND_FAILED)).toBe(en.fileCutOff);
    expect(words(COMMAND_STOPPED, { mayBeLogged: true }), 'all of it is there: the chat is over').toBe('');
    expect(words(COMMAND_FAILED, { file: undefined }), 'no file').toBe('');
    stage.live(ended({ unsent: [unsent(photo, COMMAND_FAILED)] }));
    expect(timesShown(en.deliveryFailed)).toBe(1);
    expect(timesShown(en.fileCutOff)).toBe(0);
  });

  it('offer no second try of a file that will be refused again', () => {
    const actionsAfter = (error: Failure) => {
      stage.live(talking({ outbox: [unsent(photo, error)] }));
      return [...document.querySelectorAll('.mend button')].map((button) => button.textContent);
    };
    for (const error of [FILE_TOO_LARGE, FILE_KIND_REFUSED, FILES_NOT_TAKEN])
      expect(actionsAfter(error), error.description).toEqual(['Discard']);
    for (const error of [FILE_GONE, COMMAND_STOPPED, COMMAND_FAILED])
      expect(actionsAfter(error), error.description).toEqual(['Try again', 'Discard']);
  });

  it('offer a refused file again', () => {
    stage.show(states['upload-failed']!);
    click(byRole('button', 'Try again'));
    click(byRole('button', 'Discard'));
    expect(stage.wishes.map(({ type }) => type)).toEqual(['retryRequested', 'discardRequested']);
    expect(document.querySelector('progress')).toBeNull();
  });

  it('draw Markdown for those who answer, never for the visitor', () => {
    show(say(ada, '**strong** [x](javascript:alert(1))'), say('visitor', '**as typed**'));
    expect([...document.querySelectorAll('.text strong')].map((each) => each.textContent)).toEqual(['strong']);
    expect(timesShown('**as typed**')).toBe(1);
    expect(allByRole('link')).toEqual([]);
  });
});

describe('emoji', () => {
  it('are drawn large where there is nothing but a few of them', () => {
    const stage = openStage();
    const big = (text: string) => {
      stage.live(talking({ transcript: transcriptOf([say(ada, text)]) }));
      return document.querySelector('.text.big') !== null;
    };
    for (const text of ['🎉', '👩‍🚀 ❤️', '👍🏽']) expect(big(text), text).toBe(true);
    for (const text of ['Thanks 🎉', '1', '...', '🎉'.repeat(40)]) expect(big(text), text).toBe(false);
  });
});

describe('faces', () => {
  it('are the picture, and the initials where it does not come or leads elsewhere', () => {
    const stage = openStage();
    const withFace = (avatar: string) =>
      stage.live(talking({ transcript: transcriptOf([say({ ...ada, avatar }, `Hello from ${avatar}`)]) }));
    withFace('/faces/ada.png');
    const image = document.querySelector<HTMLImageElement>('img.face');
    expect(image?.getAttribute('alt')).toBe('');
    act(() => void image?.dispatchEvent(new Event('error')));
    expect(document.querySelector('.face')?.textContent).toBe('AB');
    withFace('//evil.example/x.png');
    expect(document.querySelector('img.face')).toBeNull();
    withFace('/\\evil.example/x.png');
    expect(document.querySelector('img.face')).toBeNull();
  });
});
