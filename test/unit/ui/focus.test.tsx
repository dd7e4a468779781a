import { beforeEach, describe, expect, it } from 'vitest';
import { ended, registering, states, talking } from '../../../frame/gallery/states.ts';
import { byRole, click, openStage } from '../../support/ui-stage.tsx';

describe('the keyboard focus', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
  });

  it('stays where it is when a page loads into a conversation', () => {
    stage.live(talking());
    expect(document.activeElement).toBe(document.body);
  });

  it('enters the form at its first field if the host page has handed the focus over', () => {
    stage.live({ phase: 'idle' });
    stage.show(registering());
    expect(document.activeElement).toBe(byRole('textbox', 'First name'));
  });

  it('goes from the form over the connecting page into the composer', () => {
    stage.show(registering());
    byRole('button', 'Start chat').focus();
    stage.show(states.connecting!);
    expect(document.activeElement?.textContent).toContain('Connecting');
    stage.live(talking());
    expect(document.activeElement).toBe(byRole('textbox', 'Message'));
  });

  it('goes to what became of the form when it is there again, and what was typed is in it', () => {
    stage.show(states['form-filled']!);
    click(byRole('button', 'Start chat'));
    stage.show(states.connecting!);
    stage.show(states['form-refused']!);
    expect(document.activeElement?.textContent).toContain('could not start');
    expect(byRole('alert').contains(document.activeElement)).toBe(true);
    expect((byRole('textbox', 'Email') as HTMLInputElement).value).toBe('grace@example.com');
    expect((byRole('button', 'Start chat') as HTMLButtonElement).disabled).toBe(false);
  });

  it('goes to Restore when the window was made small, and back into the composer', () => {
    stage.live(talking());
    byRole('button', 'Minimize').focus();
    stage.live(talking({ window: 'minimized' }));
    expect(document.activeElement).toBe(byRole('button', 'Restore'));
    click(byRole('button', 'Restore'));
    stage.live(talking());
    expect(document.activeElement).toBe(byRole('textbox', 'Message'));
  });

  it('goes to Close when the end takes the composer away', () => {
    stage.live(talking());
    byRole('textbox', 'Message').focus();
    stage.live(ended());
    expect(document.activeElement).toBe(byRole('button', 'Close'));
  });

  it('is left to the host page when it is there', () => {
    stage.live(talking({ window: 'minimized' }));
    document.hasFocus = () => false;
    stage.live(talking());
    expect(document.activeElement).toBe(document.body);
    Reflect.deleteProperty(document, 'hasFocus');
  });
});
