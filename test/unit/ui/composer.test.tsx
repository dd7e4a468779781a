import { beforeEach, describe, expect, it } from 'vitest';
import { ended, talking } from '../../../frame/gallery/states.ts';
import { allByRole, byRole, click, openStage, press, type } from '../../support/ui-stage.tsx';

describe('the composer', () => {
  let stage: ReturnType<typeof openStage>;
  const field = () => byRole('textbox', 'Message') as HTMLTextAreaElement;
  const sent = () => stage.wishes.filter((wish) => wish.type === 'messageSubmitted');
  beforeEach(() => {
    stage = openStage();
    stage.live(talking());
  });

  it('reports each change as a draft', () => {
    type(field(), 'Hel');
    type(field(), 'Hello');
    expect(stage.wishes).toEqual([
      { type: 'draftEdited', text: 'Hel' },
      { type: 'draftEdited', text: 'Hello' },
    ]);
  });

  it('sends on Enter, empties itself and the draft', () => {
    type(field(), '  Hello ');
    press(field(), 'Enter');
    expect(sent()).toEqual([{ type: 'messageSubmitted', text: 'Hello' }]);
    expect(stage.wishes.at(-1)).toEqual({ type: 'draftEdited', text: '' });
    expect(field().value).toBe('');
  });

  it('sends by the button and keeps the focus in the field', () => {
    type(field(), 'Hello');
    click(byRole('button', 'Send'));
    expect(sent()).toEqual([{ type: 'messageSubmitted', text: 'Hello' }]);
    expect(document.activeElement).toBe(field());
  });

  it('does not send on Shift+Enter', () => {
    type(field(), 'Hello');
    press(field(), 'Enter', { shiftKey: true });
    expect(sent()).toEqual([]);
  });

  it('does not send on the Enter that ends an input method composition', () => {
    type(field(), 'こんにちは');
    press(field(), 'Enter', { isComposing: true });
    press(field(), 'Enter', { keyCode: 229 });
    expect(sent()).toEqual([]);
  });

  it('does not send what is empty or only spaces', () => {
    press(field(), 'Enter');
    type(field(), ' \n ');
    press(field(), 'Enter');
    expect(sent()).toEqual([]);
    expect((byRole('button', 'Send') as HTMLButtonElement).disabled).toBe(true);
  });

  it('tells the limit before it is reached, and cuts nothing off beyond it', () => {
    const limits = { maxMessageChars: 100, maxOfflineSeconds: 1_800 };
    stage.live(talking({ limits }));
    type(field(), 'x'.repeat(49));
    expect(document.getElementById('room')?.textContent).toBe('');
    type(field(), 'x'.repeat(99));
    expect(document.getElementById('room')?.textContent).toBe('1 character left');
    type(field(), 'x'.repeat(102));
    expect(document.getElementById('room')?.textContent).toBe('2 characters too many');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    press(field(), 'Enter');
    expect(sent()).toEqual([]);
    expect(field().value).toHaveLength(102);
  });

  it('comes back with the saved draft', () => {
    stage.clear();
    stage.live(talking({ draft: 'Half a thought' }));
    expect(field().value).toBe('Half a thought');
  });

  it('does not let a draft that comes back late overwrite what was typed meanwhile', () => {
    type(field(), 'Hello');
    stage.live(talking({ draft: 'Hel' }));
    expect(field().value).toBe('Hello');
  });

  it('keeps what was not sent when the chat ends, to be copied but not changed', () => {
    type(field(), 'I was just going to');
    stage.live(ended());
    expect(field().value).toBe('I was just going to');
    expect(field().readOnly).toBe(true);
    expect(allByRole('button', 'Send')).toEqual([]);
  });

  it('goes away with the chat if nothing was being written', () => {
    stage.live(ended());
    expect(allByRole('textbox')).toEqual([]);
  });
});
