import { beforeEach, describe, expect, it } from 'vitest';
import { ended, talking } from '../../../frame/gallery/states.ts';
import { act, allByRole, byRole, click, nameOf, openStage } from '../../support/ui-stage.tsx';

describe('the confirmation', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
    stage.live(talking());
    byRole('button', 'End chat').focus();
    click(byRole('button', 'End chat'));
  });
  const pressEscape = () =>
    act(() => void byRole('dialog').dispatchEvent(new Event('cancel', { bubbles: false, cancelable: true })));

  it('is the only dialog, and no alertdialog', () => {
    expect(byRole('dialog').getAttribute('role')).toBeNull();
    expect(nameOf(byRole('dialog'))).toBe('End this chat?');
  });

  it('leaves one End chat to be found while it is open', () => {
    expect(allByRole('button').map(nameOf)).toEqual(['Keep chatting', 'End chat']);
    expect(document.querySelector('.window')?.hasAttribute('inert')).toBe(true);
  });

  it('ends nothing before it is answered', () => {
    expect(stage.wishes).toEqual([]);
  });

  it('reports the wish to end once', () => {
    click(byRole('button', 'End chat'));
    expect(stage.wishes).toEqual([{ type: 'endConfirmed' }]);
    expect(allByRole('dialog')).toEqual([]);
  });

  it('closes on Esc and gives the focus back', () => {
    pressEscape();
    expect(allByRole('dialog')).toEqual([]);
    expect(document.activeElement).toBe(byRole('button', 'End chat'));
    expect(stage.wishes).toEqual([]);
  });

  it('closes on Keep chatting and gives the focus back', () => {
    click(byRole('button', 'Keep chatting'));
    expect(document.activeElement).toBe(byRole('button', 'End chat'));
    expect(document.querySelector('.window')?.hasAttribute('inert')).toBe(false);
  });

  it('goes away when the other side ends the chat first', () => {
    stage.live(ended());
    expect(allByRole('dialog')).toEqual([]);
  });

  it('is not offered again while the server has yet to confirm the end', () => {
    click(byRole('button', 'End chat'));
    stage.live(talking({ leaving: 'show' }));
    expect(allByRole('button', 'End chat')).toEqual([]);
    expect(allByRole('status').map((status) => status.textContent)).toContain('Ending the chat…');
  });
});
