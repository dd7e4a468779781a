import { render } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ended } from '../../../frame/gallery/states.ts';
import { en } from '../../../frame/locale/en.ts';
import type { Ended } from '../../../frame/session/state.ts';
import type { Wish } from '../../../frame/session/wishes.ts';
import { AfterChat } from '../../../frame/ui/after/after-chat.tsx';
import { act, allByRole, byRole, click, NOW, nameOf, press, type } from '../../support/ui-stage.tsx';

const RADIO = 'input[type=radio]';

describe('after the chat', () => {
  let wishes: Wish[];
  let place: HTMLElement;
  const show = (rating: Ended['rating'], opinion: Ended['opinion'] = null) =>
    act(() =>
      render(
        <AfterChat
          {...{ life: ended({ rating, opinion }), strings: en, now: () => NOW }}
          onWish={(wish) => void wishes.push(wish)}
        />,
        place,
      ),
    );
  beforeEach(() => {
    document.body.replaceChildren();
    place = document.body.appendChild(document.createElement('main'));
    wishes = [];
  });
  const radios = () => [...document.querySelectorAll<HTMLInputElement>(RADIO)];
  const asked = async () => {
    show('asked');
    await vi.waitFor(() => expect(radios()).toHaveLength(5));
  };

  it('closes, and begins another', () => {
    show(null);
    click(byRole('button', 'Start a new chat'));
    click(byRole('button', 'Close'));
    expect(wishes).toEqual([{ type: 'newChatRequested' }, { type: 'closeRequested' }]);
    expect(radios()).toEqual([]);
  });

  it('asks for a rating by five radio buttons with words, and takes no focus for it', async () => {
    await asked();
    const words = radios().map((radio) => radio.closest('label')?.textContent?.trim());
    expect(words).toEqual(['Very bad', 'Bad', 'Fair', 'Good', 'Very good']);
    expect(new Set(radios().map(({ name }) => name)).size).toBe(1);
    expect(document.querySelector('legend')?.textContent).toBe('How was this chat?');
    expect(document.activeElement).toBe(document.body);
    expect(allByRole('button', 'Submit rating')).toEqual([]);
  });

  it('reports the rating with its comment', async () => {
    await asked();
    click(radios()[3]!);
    type(byRole('textbox', 'Anything to add?'), '  All well ');
    click(byRole('button', 'Submit rating'));
    expect(wishes).toEqual([
      { type: 'ratingEdited', score: 4, comment: '' },
      { type: 'ratingEdited', score: 4, comment: '  All well ' },
      { type: 'rated', score: 4, comment: 'All well' },
    ]);
  });

  it('reports what is filled in, and begins with it where it stood before the window was made small', async () => {
    await asked();
    click(radios()[3]!);
    type(byRole('textbox', 'Anything to add?'), 'All w');
    expect(wishes.at(-1)).toEqual({ type: 'ratingEdited', score: 4, comment: 'All w' });
    act(() => render(null, place));
    show('asked', { score: 4, comment: 'All w' });
    await vi.waitFor(() => expect(radios()).toHaveLength(5));
    expect(radios().map(({ checked }) => checked)).toEqual([false, false, false, true, false]);
    expect((byRole('textbox', 'Anything to add?') as HTMLTextAreaElement).value).toBe('All w');
  });

  it('says that the rating was not taken, and takes it again', async () => {
    await asked();
    click(radios()[1]!);
    show('sending');
    expect(allByRole('alert')).toEqual([]);
    show('refused');
    expect(byRole('alert').textContent).toBe('Your rating could not be sent. Please try again.');
    click(byRole('button', 'Submit rating'));
    expect(wishes.at(-1)).toEqual({ type: 'rated', score: 2, comment: '' });
  });

  it('is not submitted twice, and thanks where the one who submitted it will hear it', async () => {
    await asked();
    click(radios()[0]!);
    byRole('button', 'Submit rating').focus();
    show('sending');
    click(byRole('button', 'Submitting your rating…'));
    expect(wishes).toEqual([{ type: 'ratingEdited', score: 1, comment: '' }]);
    show('sent');
    expect(radios()).toEqual([]);
    const thanks = allByRole('status').find(({ textContent }) => textContent === 'Thank you for your rating.');
    expect(thanks).toBe(document.activeElement);
  });

  it('offers ways to keep the conversation behind one button, which Esc closes again', () => {
    show(null);
    const button = byRole('button', 'Save conversation');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    click(button);
    expect([...document.querySelectorAll('.ways button')].map(nameOf)).toEqual([
      ...['Save as text', 'Save as web page', 'Save as data (JSON)', 'Print'],
    ]);
    press(byRole('button', 'Save as text'), 'Escape');
    expect(document.querySelector('.ways')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});
