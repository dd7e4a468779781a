import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../../frame/locale/en.ts';
import { createFilesInHand } from '../../../frame/ui/composer/files-in-hand.ts';
import type { ChosenFile } from '../../../frame/ui/composer/take-files.ts';
import { Composer } from '../../../frame/ui/composer.tsx';
import { holdOffFiles } from '../../../frame/ui/hold-off-files.ts';
import { act, allByRole, byRole, click, press, type } from '../../support/ui-stage.tsx';

const limits = { maxBytes: 1_000, types: ['image/*', 'text/plain'] };
const notes = new File(['hello'], 'notes.txt', { type: 'text/plain' });
const program = new File(['MZ'], 'setup.exe', { type: 'application/x-msdownload' });

describe('files in the composer', () => {
  let chosen: ChosenFile[][];
  let drafts: string[];
  let place: HTMLElement;
  let inHand = createFilesInHand();
  let letFilesCome = () => {};
  const show = (over: { files?: typeof limits; ended?: boolean; draft?: string } = { files: limits }) =>
    act(() =>
      render(
        <Composer
          {...{ strings: en, draft: '', maxChars: 100, ended: false, inHand, ...over }}
          onDraft={(text) => void drafts.push(text)}
          onSend={() => {}}
          onFiles={(files) => void chosen.push(files)}
        />,
        place,
      ),
    );
  beforeEach(() => {
    document.body.replaceChildren();
    place = document.body.appendChild(document.createElement('main'));
    chosen = [];
    inHand = createFilesInHand();
    // As the interface around it does.
    letFilesCome = holdOffFiles();
    drafts = [];
    show();
  });
  afterEach(() => {
    act(() => render(null, place));
    letFilesCome();
  });

  const input = () => document.querySelector<HTMLInputElement>('input[type=file]')!;
  const pick = (...files: File[]) =>
    act(() => {
      Object.defineProperty(input(), 'files', { value: files, configurable: true });
      input().dispatchEvent(new Event('change', { bubbles: true }));
    });
  /** As a browser makes them, as far as they are looked at. */
  const give = (kind: string, property: string, types: string[], files: File[] = [], words = 'some words') => {
    const event = new Event(kind, { bubbles: true, cancelable: true });
    Object.defineProperty(event, property, { value: { types, files, dropEffect: '', getData: () => words } });
    act(() => void document.body.dispatchEvent(event));
    return event;
  };
  const drag = (kind: string, ...files: File[]) => give(kind, 'dataTransfer', ['Files'], files);
  const names = () => chosen.map((files) => files.map(({ name }) => name));

  it('are picked by a button, several at once, of the kinds that are taken', async () => {
    expect(input().multiple).toBe(true);
    expect(input().accept.split(',')).toEqual(expect.arrayContaining(['image/*', 'text/plain', '.heic', '.txt']));
    expect(input().accept).not.toMatch(/pdf|\.mp3|\.md/);
    const opened = vi.fn();
    input().click = opened;
    click(byRole('button', 'Attach files'));
    expect(opened).toHaveBeenCalledOnce();
    pick(notes, new File(['x'], 'more.txt', { type: 'text/plain' }));
    await vi.waitFor(() => expect(names()).toEqual([['notes.txt', 'more.txt']]));
  });

  it('that are refused are named beside the field, and nothing of them goes out', async () => {
    pick(program);
    await vi.waitFor(() => expect(byRole('alert').textContent).toContain('setup.exe is not a kind of file'));
    expect(chosen).toEqual([]);
    click(byRole('button', 'Dismiss'));
    expect(byRole('alert').textContent).toBe('');
    expect(document.activeElement).toBe(byRole('textbox', 'Message'));
  });

  it('more than ten at once are refused with the number', () => {
    pick(...Array.from({ length: 11 }, () => notes));
    expect(byRole('alert').textContent).toContain('At most 10 files at once');
  });

  it('are taken wherever in the window they are dropped, and where they would go is shown', async () => {
    drag('dragenter');
    drag('dragenter');
    drag('dragleave');
    expect(document.querySelector('.drop-zone')?.textContent).toBe(en.dropFiles);
    expect(drag('drop', notes).defaultPrevented).toBe(true);
    expect(document.querySelector('.drop-zone')).toBeNull();
    await vi.waitFor(() => expect(names()).toEqual([['notes.txt']]));
  });

  it('are taken when they are pasted, but words are words though a picture of them comes along', async () => {
    expect(give('paste', 'clipboardData', ['text/plain', 'Files'], [notes]).defaultPrevented).toBe(false);
    expect(give('paste', 'clipboardData', ['Files'], [notes]).defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(names()).toEqual([['notes.txt']]));
  });

  it.each([
    ['named', 'notes.txt'],
    ['named by where it lies', '/home/grace/notes.txt\n'],
    ['named as Windows does', 'C:\\Users\\Grace\\notes.txt\r\n'],
    ['not named after all', ''],
  ])('are taken though their names come along as words: %s', async (_, words) => {
    const pasted = give('paste', 'clipboardData', ['text/plain', 'Files'], [notes], words);
    expect(pasted.defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(names()).toEqual([['notes.txt']]));
  });

  it('are words where one line of them is no name', () => {
    const words = 'notes.txt\nis what I mean';
    expect(give('paste', 'clipboardData', ['text/plain', 'Files'], [notes], words).defaultPrevented).toBe(false);
  });

  it('a server that takes none: no button, and a drop does not leave the chat for the file', () => {
    show({});
    expect(allByRole('button', 'Attach files')).toEqual([]);
    expect(drag('drop', notes).defaultPrevented).toBe(true);
    expect(chosen).toEqual([]);
  });

  it('are not taken after the end', () => {
    show({ files: limits, ended: true, draft: 'left over' });
    drag('drop', notes);
    expect(allByRole('button')).toEqual([]);
    expect(chosen).toEqual([]);
  });

  it('the room that is left is spoken at milestones, not with each letter', () => {
    const spoken = () => allByRole('status').map(({ textContent }) => textContent);
    type(byRole('textbox', 'Message'), 'x'.repeat(85));
    expect(spoken()).toContain('20 characters left');
    type(byRole('textbox', 'Message'), 'x'.repeat(86));
    expect(spoken()).toContain('20 characters left');
    expect(document.getElementById('room')?.textContent).toBe('14 characters left');
    type(byRole('textbox', 'Message'), 'x'.repeat(115));
    expect(spoken()).toContain('10 characters too many');
  });

  it('an emoji goes where the caret was, and Esc leaves the picker with the caret in its place', async () => {
    const field = byRole('textbox', 'Message') as HTMLTextAreaElement;
    type(field, 'Hello world');
    field.setSelectionRange(5, 5);
    const emojiButton = () => byRole('button', 'Emoji');
    click(emojiButton());
    await vi.waitFor(() => expect(document.querySelector('[role=grid]')).not.toBeNull(), 10_000);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search emoji');
    expect(emojiButton().getAttribute('aria-expanded')).toBe('true');
    press(document.activeElement as HTMLElement, 'ArrowDown');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('grinning face');
    press(document.activeElement as HTMLElement, 'Escape');
    expect(document.querySelector('[role=grid]')).toBeNull();
    expect(document.activeElement).toBe(field);
    expect(field.selectionStart).toBe(5);

    click(emojiButton());
    await vi.waitFor(() => expect(document.querySelector('[role=grid]')).not.toBeNull());
    click(document.querySelector<HTMLElement>('[role=gridcell]')!);
    expect(drafts.at(-1)).toBe('Hello😀 world');
    expect(document.activeElement).toBe(field);
  }, 20_000);

  it('Esc that takes back a composition in the search of emoji leaves the picker open', async () => {
    click(byRole('button', 'Emoji'));
    await vi.waitFor(() => expect(document.querySelector('[role=grid]')).not.toBeNull(), 10_000);
    const search = document.activeElement as HTMLElement;
    press(search, 'Escape', { isComposing: true });
    press(search, 'Escape', { keyCode: 229 });
    expect(document.querySelector('[role=grid]')).not.toBeNull();
    expect(document.activeElement).toBe(search);
    press(search, 'Escape');
    expect(document.querySelector('[role=grid]')).toBeNull();
  }, 20_000);
});
