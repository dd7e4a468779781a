// The console's page beside the talk: keys, ready answers, notes, files, parts, transfer.

import { afterEach, describe, expect, it } from 'vitest';
import type { MessagePart } from '../../../protocol/message-parts.ts';
import type { ConsoleState } from '../../../server/console/console-state.ts';
import { transition } from '../../../server/console/console-transition.ts';
import { KEYS } from '../../../server/console/ui/keys.ts';
import { message, mine, NOW, summary } from './console-fixtures.ts';
import { clearStage, desk, doing, press, show, type } from './desk-stage.tsx';

afterEach(clearStage);

const ANSWERS = [
  { shortcut: 'hello', text: 'Hello {name}!' },
  { shortcut: 'hours', text: 'From 9 to 17.' },
];
const LIMITS = { maxBytes: 1_000, types: ['image/*'] };
const BOB = { id: 'agent-bob', name: 'Bob', status: 'available', chats: 2 } as const;
const two = (): ConsoleState => ({
  ...desk('session-1', mine(), mine({ sessionId: 'session-2', username: 'Alan' }), summary({ sessionId: 'session-3' })),
  ...{ cannedReplies: ANSWERS, files: LIMITS, agents: [BOB] },
});
const saying = (text: string, parts: MessagePart[]) =>
  transition(two(), {
    ...{ type: 'entriesArrived', sessionId: 'session-1', entries: [{ ...message(1, text), parts }] },
  }).state;

describe('keys', () => {
  it('do nothing in fields, and nothing with a modifier', () => {
    const { wishes, reply, log } = show(two());
    const before = wishes.length;
    for (const key of Object.keys(KEYS)) press(reply(), { key });
    for (const key of Object.keys(KEYS)) press(log(), { key, ctrlKey: true });
    expect(wishes).toHaveLength(before);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('can be switched off', () => {
    const { wishes, log, all } = show(two(), false);
    const before = wishes.length;
    for (const key of Object.keys(KEYS)) press(log(), { key });
    expect(wishes).toHaveLength(before);
    expect(all('[aria-keyshortcuts]')).toEqual([]);
  });

  it('go from chat to chat round and round, with the keyboard outside of the reply', () => {
    const { wishes, log } = show(two());
    press(log(), { key: 'j' });
    expect(wishes.at(-1)).toEqual({ type: 'chatOpened', sessionId: 'session-2' });
    expect(document.activeElement).toBe(log());
    press(log(), { key: 'j' });
    expect(wishes.at(-1)).toEqual({ type: 'chatOpened', sessionId: 'session-1' });
    press(log(), { key: 'k' });
    expect(wishes.at(-1)).toEqual({ type: 'chatOpened', sessionId: 'session-2' });
  });

  it('take the visitor who has waited longest, end, and go to the reply and out of it', () => {
    const { wishes, kinds, log, reply } = show(two());
    press(log(), { key: 'a' });
    expect(wishes).toContainEqual({ type: 'acceptRequested', sessionId: 'session-3' });
    press(log(), { key: 'r' });
    expect(document.activeElement).toBe(reply());
    press(reply(), { key: 'Escape' });
    expect(document.activeElement).toBe(log());
    press(log(), { key: 'e' });
    expect(kinds()).toContain('endRequested');
  });

  it('press once, however long they are held', () => {
    const { kinds, log } = show(two());
    press(log(), { key: 'a', repeat: true });
    expect(kinds()).not.toContain('acceptRequested');
  });

  it('have brought the keyboard to its field before the next key can come', async () => {
    const { log } = show(two());
    // Not within an act(), which would run what waits for a picture too.
    const key = (target: Element, name: string) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    key(log(), 'i');
    await Promise.resolve();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Note for agents');
    key(document.activeElement!, 'Escape');
    key(log(), 'i');
    await Promise.resolve();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reply');
  });

  it('reach what has just come to the screen, even before a picture of it is made', async () => {
    const { wishes, happens, all } = show(desk(null));
    // Not within an act(), which would run what waits for a picture too.
    happens({ type: 'sessionChanged', session: mine() });
    await Promise.resolve();
    expect(all('li')).toHaveLength(1);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
    expect(wishes).toEqual([{ type: 'chatOpened', sessionId: 'session-1' }]);
  });

  it('are all listed in the help, and each has its control or moves between chats', () => {
    const state = transition(two(), {
      ...{ type: 'entriesArrived', sessionId: 'session-2', entries: [message(1, 'unread')] },
    }).state;
    const { all, log, host } = show(state);
    const controls = all('[aria-keyshortcuts]').map((control) => control.getAttribute('aria-keyshortcuts'));
    expect([...controls, 'j', 'k'].sort()).toEqual(Object.keys(KEYS).sort());
    press(log(), { key: '?' });
    const listed = [...host.querySelectorAll('dialog kbd')].map(({ textContent }) => textContent);
    expect(listed).toEqual(expect.arrayContaining(Object.keys(KEYS)));
  });
});

describe('ready answers', () => {
  it('are gone through by arrows while the keyboard stays in the reply, and fill in the name', () => {
    const { reply, all, kinds } = show(two());
    type(reply(), '/h');
    const active = () => reply().getAttribute('aria-activedescendant');
    const selected = () => all('[role="option"][aria-selected="true"]').map(({ id }) => id);
    expect([all('[role="option"]').length, selected()]).toEqual([2, [active()]]);
    press(reply(), { key: 'ArrowDown' });
    expect(all(`#${active()}`)[0]!.textContent).toContain('hours');
    press(reply(), { key: 'ArrowDown' });
    press(reply(), { key: 'Enter' });
    expect(reply().value).toBe('Hello Grace Hopper!');
    expect(kinds()).not.toContain('replySubmitted');
    expect([active(), all('[role="listbox"]')]).toEqual([null, []]);
  });

  const MENU: MessagePart = { kind: 'quickReplies', replies: [{ label: 'Track it' }, { label: 'Return it' }] };
  const menu = (): ConsoleState => ({
    ...two(),
    cannedReplies: [{ shortcut: 'menu', text: 'What is it, {name}?', parts: [MENU] }],
  });
  const chosen = (shown: ReturnType<typeof show>) => {
    type(shown.reply(), '/menu');
    expect(shown.all('[role="option"]')[0]!.textContent).toContain('replies');
    press(shown.reply(), { key: 'Enter' });
    return shown.all('[aria-label="Goes out with the reply"] li').map(({ textContent }) => textContent);
  };

  it('bring what goes out with them, to be seen before it is sent', () => {
    const shown = show(menu());
    expect(chosen(shown)).toEqual(['Track it', 'Return it']);
    expect(shown.reply().value).toBe('What is it, Grace Hopper?');
    type(shown.reply(), 'What is it?');
    expect(shown.all('[aria-label="Goes out with the reply"]')).toHaveLength(1);
    press(shown.reply(), { key: 'Enter' });
    expect(shown.all('[aria-label="Goes out with the reply"]')).toEqual([]);
  });

  it('go out as words only where the agent wants that, or has deleted the words', () => {
    const shown = show(menu());
    chosen(shown);
    doing(() => shown.buttons('Words only')[0]!.click());
    expect(shown.reply().value).toBe('What is it, Grace Hopper?');
    expect(shown.all('[aria-label="Goes out with the reply"]')).toEqual([]);
    chosen(shown);
    type(shown.reply(), '');
    expect(shown.all('[aria-label="Goes out with the reply"]')).toEqual([]);
  });

  it('leave a slash alone that Escape was pressed for', () => {
    const { reply, all, kinds } = show(two());
    type(reply(), '/h');
    press(reply(), { key: 'Escape' });
    expect(all('[role="listbox"]')).toEqual([]);
    press(reply(), { key: 'Enter' });
    expect(kinds()).toContain('replySubmitted');
  });

  it("of the agent's own are refused in words when the shortcut is none", () => {
    const { buttons, host, wishes } = show(two());
    doing(() => buttons('Ready answers')[0]!.click());
    const fill = (shortcut: string) => {
      host.querySelector<HTMLInputElement>('[name="shortcut"]')!.value = shortcut;
      host.querySelector<HTMLTextAreaElement>('[name="text"]')!.value = 'Goodbye.';
      doing(() => buttons('Keep')[0]!.click());
    };
    fill('bye now');
    expect(host.querySelector('[role="alert"]')!.textContent).toContain('no blanks');
    fill('bye');
    expect(wishes.at(-1)).toEqual({
      ...{ type: 'ownReplySaved', reply: { shortcut: 'bye', text: 'Goodbye.' }, replaces: null },
    });
  });
});

describe('notes', () => {
  it('are written in a field that is no Reply, and stand in the log as what they are', () => {
    const noted = transition(two(), {
      type: 'notesArrived',
      sessionId: 'session-1',
      notes: [{ id: 'note-0001', text: 'Be <b>kind</b>', at: NOW, agentName: 'Bob' }],
    }).state;
    const { all, buttons, host } = show(noted);
    expect(all('[role="note"]')[0]!.textContent).toContain('Be <b>kind</b>');
    expect(all('[role="log"] b')).toEqual([]);
    doing(() => buttons('Note for agents')[0]!.click());
    expect(all('textarea').map((field) => field.getAttribute('aria-label'))).toEqual(['Note for agents']);
    expect(host.querySelectorAll('.bubble')).toHaveLength(0);
  });
});

describe('files', () => {
  const paste = (field: HTMLElement, files: File[], words = '') => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files, getData: () => words } });
    doing(() => void field.dispatchEvent(event));
    return event;
  };

  it('that are pasted are sent, words that are pasted are not touched', () => {
    const { reply, wishes } = show(two());
    const photo = new File(['x'], 'photo.png', { type: 'image/png' });
    expect(paste(reply(), [photo]).defaultPrevented).toBe(true);
    expect(wishes.at(-1)).toEqual({ type: 'filesChosen', sessionId: 'session-1', files: [photo] });
    expect(paste(reply(), []).defaultPrevented).toBe(false);
  });

  it('that a browser adds to words from a table are not sent in their place, names that come along with files are', () => {
    const { reply, kinds } = show(two());
    const picture = new File(['x'], 'image.png', { type: 'image/png' });
    expect(paste(reply(), [picture], 'Cups\t12\nPots\t3').defaultPrevented).toBe(false);
    expect(kinds()).not.toContain('filesChosen');
    expect(paste(reply(), [picture], '/home/grace/image.png').defaultPrevented).toBe(true);
    expect(kinds()).toContain('filesChosen');
  });

  it('that are pictures keep their room before they are there, others are a named link with their size', () => {
    const facts = { kind: 'file', fileId: 'file-0001', name: 'Send.png', mediaType: 'image/png' } as const;
    const state = saying('Send.png', [{ ...facts, sizeBytes: 48_213, width: 640, height: 400 }]);
    const { host, buttons } = show(state);
    expect(host.querySelector('.picture svg')!.getAttribute('width')).toBe('320');
    expect(host.querySelector('.file')!.textContent).toContain('48 kB');
    expect(buttons('Send')).toHaveLength(1);
    clearStage();
    const address = { path: '/files/file-0001?key=1', expiresAt: Date.now() + 60_000 };
    const there = show({ ...state, fileAddresses: { 'file-0001': address } });
    const link = there.host.querySelector<HTMLAnchorElement>('a.file-name')!;
    expect([link.getAttribute('href'), link.getAttribute('download'), link.rel]).toEqual([
      ...[address.path, 'Send.png', 'noopener noreferrer'],
    ]);
    expect(there.host.querySelector('img')!.getAttribute('alt')).toBe('Send.png');
  });

  it.each(['//evil.example/x', '/\\evil.example'])('are not fetched from %s', (path) => {
    const facts = { kind: 'file', fileId: 'file-0001', name: 'a.pdf', mediaType: 'application/pdf' } as const;
    const state = saying('a.pdf', [{ ...facts, sizeBytes: 9 }]);
    const { host } = show({ ...state, fileAddresses: { 'file-0001': { path, expiresAt: Date.now() + 60_000 } } });
    expect(host.querySelector('.file a')).toBeNull();
  });
});

describe('parts of messages', () => {
  it('are drawn plainly: no button, no foreign element, links to the web alone', () => {
    const attack = '<img src=x onerror=alert(1)>';
    const { all, host } = show(
      saying('Choose', [
        { kind: 'quickReplies', replies: [{ label: 'Send' }, { label: attack }] },
        {
          kind: 'cards',
          cards: [
            {
              title: attack,
              image: { url: 'data:image/png,x', alt: attack },
              buttons: [
                { label: 'Look', url: 'https://example.com/' },
                { label: 'Accept', url: 'javascript:alert(1)' },
              ],
            },
          ],
        },
        { kind: 'list', title: attack, items: [{ label: 'End chat', detail: attack }] },
      ]),
    );
    expect(all('[role="log"] button')).toEqual([]);
    expect(host.querySelector('img')).toBeNull();
    const links = [...host.querySelectorAll<HTMLAnchorElement>('[role="log"] a')];
    expect(links.map(({ href, rel }) => [href, rel])).toEqual([['https://example.com/', 'noopener noreferrer']]);
  });
});

describe('handing over', () => {
  it('goes to an available agent, whose name is no name of a button', () => {
    const named = { ...two(), agents: [{ ...BOB, name: 'Send Accept' }] };
    const { buttons, host, wishes, all } = show(named);
    doing(() => all('[aria-label="Hand over"]')[0]!.click());
    doing(() => host.querySelector<HTMLInputElement>('input[type="radio"]')!.click());
    const names = all('button').map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '');
    expect(names.filter((name) => /send|accept|end chat/i.test(name)).sort()).toEqual(['Accept', 'End chat', 'Send']);
    doing(() => buttons('Hand over').at(-1)!.click());
    expect(wishes.at(-1)).toEqual({ type: 'transferRequested', sessionId: 'session-1', toAgentId: 'agent-bob' });
    expect(host.querySelector('dialog')).toBeNull();
  });
});
