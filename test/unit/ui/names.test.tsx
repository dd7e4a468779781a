import { beforeEach, describe, expect, it } from 'vitest';
import { ended, states, talking } from '../../../frame/gallery/states.ts';
import { allByRole, byRole, click, nameOf, openStage } from '../../support/ui-stage.tsx';

/** Hundreds of messages have no names that few have not. */
const oneOfEach = Object.entries(states)
  .filter(([name]) => !name.startsWith('many'))
  .map(([, state]) => state);

describe('fixed accessible names', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
  });

  it('names the form fields and its two buttons', () => {
    stage.show(states.form!);
    expect(allByRole('textbox').map(nameOf)).toEqual(['First name', 'Last name', 'Email', 'Subject']);
    expect(allByRole('button').map(nameOf)).toEqual(['Minimize', 'Cancel', 'Start chat']);
  });

  it('shows End chat and Minimize beside the conversation, without a menu', () => {
    stage.live(talking());
    expect(allByRole('button').map(nameOf)).toEqual(expect.arrayContaining(['End chat', 'Minimize', 'Emoji', 'Send']));
    expect(allByRole('textbox').map(nameOf)).toEqual(['Message']);
    expect(nameOf(byRole('log'))).toBe('Conversation');
  });

  it('is a region with a name in every state', () => {
    for (const state of oneOfEach) {
      stage.show(state);
      expect(nameOf(byRole('region'))).toBe('Chat');
    }
  });

  it('has no other button whose name contains a fixed one', () => {
    const fixed = ['Send', 'Minimize', 'Restore', 'End chat', 'Close', 'Start chat', 'Cancel', 'Keep chatting'];
    for (const state of oneOfEach) {
      stage.show(state);
      for (const name of fixed) {
        const containing = allByRole('button').filter((button) =>
          nameOf(button).toLowerCase().includes(name.toLowerCase()),
        );
        expect(containing.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('has at most one log and no dialog until it asks', () => {
    for (const state of oneOfEach) {
      stage.show(state);
      expect(allByRole('log').length).toBeLessThanOrEqual(1);
      expect(allByRole('dialog')).toEqual([]);
    }
  });

  it('offers nothing but Restore while it is small', () => {
    stage.show(states['minimized-unread']!);
    expect(allByRole('button').map(nameOf)).toEqual(['Restore']);
    expect(byRole('status').textContent).toContain('unread messages');
    click(byRole('button', 'Restore'));
    expect(stage.wishes).toEqual([{ type: 'maximizeRequested' }]);
  });

  it('offers Close after the end, and End chat no more', () => {
    stage.live(ended());
    expect(allByRole('button').map(nameOf)).toEqual(expect.arrayContaining(['Minimize', 'Close']));
    expect(allByRole('button', 'End chat')).toEqual([]);
    click(byRole('button', 'Close'));
    expect(stage.wishes).toEqual([{ type: 'closeRequested' }]);
  });

  it('shows nothing where there is no window', () => {
    stage.live({ phase: 'idle' });
    expect(allByRole('region')).toEqual([]);
    stage.live(ended({ hidden: true }));
    expect(allByRole('region')).toEqual([]);
  });
});
