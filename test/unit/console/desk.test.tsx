// The console's page in a document: the names that people and scripts rely on, and what strangers' text may not do.

import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessagePart } from '../../../protocol/message-parts.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { initialState } from '../../../server/console/console-state.ts';
import { transition } from '../../../server/console/console-transition.ts';
import { message, mine, NOW, summary } from './console-fixtures.ts';
import { clearStage, desk, doing, press, show, type } from './desk-stage.tsx';

afterEach(clearStage);

const talking = (...texts: string[]) =>
  transition(desk('session-1', mine()), {
    type: 'entriesArrived',
    sessionId: 'session-1',
    entries: texts.map((text, at) => message(at + 1, text)),
  }).state;

describe('names', () => {
  it('shows who is waiting in one list named Waiting, each with a button Accept', () => {
    const { all, buttons, wishes } = show(desk(null, summary(), summary({ sessionId: 'session-2' })));
    expect(all('ul').filter((list) => list.getAttribute('aria-label')?.includes('Waiting'))).toHaveLength(1);
    expect(all('ul[aria-label="Waiting"] li')).toHaveLength(2);
    doing(() => buttons('Accept')[1]!.click());
    expect(wishes).toEqual([{ type: 'acceptRequested', sessionId: 'session-2' }]);
  });

  it('says that nobody is waiting only while the server says so', () => {
    expect(show(desk(null)).host.textContent).toContain('Nobody is waiting.');
    expect(show(initialState(null, {})).host.textContent).not.toContain('Nobody is waiting.');
  });

  it('shows one Reply, one Send and one End chat for a chat of mine, and none of them otherwise', () => {
    const open = show(talking('Hello'));
    expect(open.reply()).not.toBeNull();
    expect([open.buttons('Send').length, open.buttons('End chat').length]).toEqual([1, 1]);
    render(null, open.host);
    const ended = show(desk('session-1', mine({ status: 'ended', endedAt: NOW, endReason: 'agent' })));
    expect(ended.reply()).toBeNull();
    expect([ended.buttons('Send').length, ended.buttons('End chat').length]).toEqual([0, 0]);
  });

  it('gives no other button a name that contains one of the fixed names, whatever visitors write', () => {
    const nasty = summary({ sessionId: 'session-2', username: 'Accept Send', subject: 'End chat', status: 'active' });
    const mineToo = mine({
      sessionId: 'session-3',
      username: 'Send',
      lastMessage: { text: 'End chat, Accept', from: 'visitor', at: NOW },
    });
    const { all } = show(desk('session-1', mine(), nasty, mineToo));
    const names = all('button').map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '');
    expect(names.filter((name) => /accept|send|end chat/i.test(name)).sort()).toEqual(['End chat', 'Send']);
  });
});

describe('writing', () => {
  it('sends with Enter, not with Shift+Enter, and not while an input method is composing', () => {
    const { reply, wishes } = show(talking('Hello'));
    type(reply()!, 'にほん');
    press(reply()!, { key: 'Enter', isComposing: true });
    press(reply()!, { key: 'Enter', shiftKey: true });
    expect(wishes.some((wish) => wish.type === 'replySubmitted')).toBe(false);
    press(reply()!, { key: 'Enter' });
    expect(wishes.at(-1)).toEqual({ type: 'replySubmitted', sessionId: 'session-1' });
    expect(reply()!.value).toBe('');
  });

  it('keeps a draft per chat', () => {
    const shown = show(desk('session-1', mine(), mine({ sessionId: 'session-2', username: 'Alan' })));
    type(shown.reply()!, 'for Grace');
    doing(() =>
      shown
        .all('a.chat')
        .find((link) => link.textContent?.includes('Alan'))!
        .click(),
    );
    expect(shown.reply()!.value).toBe('');
    doing(() =>
      shown
        .all('a.chat')
        .find((link) => link.textContent?.includes('Grace'))!
        .click(),
    );
    expect(shown.reply()!.value).toBe('for Grace');
  });
});

describe('ending', () => {
  it('shows one End chat at any time for those who can see, and can be taken back', () => {
    const { buttons, host, wishes } = show(talking('Hello'));
    doing(() => buttons('End chat')[0]!.click());
    const visible = buttons('End chat').filter((button) => !button.classList.contains('concealed'));
    expect(visible).toHaveLength(1);
    expect(host.querySelector('[role="dialog"]')!.contains(visible[0]!)).toBe(true);
    doing(() => buttons('Keep chatting')[0]!.click());
    expect(host.querySelector('[role="dialog"]')).toBeNull();
    expect(wishes.map((wish) => wish.type)).toContain('endCancelled');
  });

  it('that is taken back puts the keyboard where one writes, an end into the conversation', () => {
    const { buttons, host, reply } = show(talking('Hello'));
    doing(() => buttons('End chat')[0]!.click());
    expect(document.activeElement).toBe(buttons('Keep chatting')[0]);
    doing(() => buttons('Keep chatting')[0]!.click());
    expect(document.activeElement).toBe(reply());
    doing(() => buttons('End chat')[0]!.click());
    doing(() => buttons('End chat')[1]!.focus());
    doing(() => buttons('End chat')[1]!.click());
    expect(document.activeElement).toBe(host.querySelector('[role="log"]'));
  });
});

describe("strangers' text", () => {
  it('stands as text in the log, once', () => {
    const attack = '<img src=x onerror=alert(1)>';
    const { host } = show(talking(attack));
    expect(host.querySelector('img')).toBeNull();
    expect(host.querySelector('[role="log"]')!.textContent!.split(attack)).toHaveLength(2);
  });

  it('is shown without marks that nobody sees: nothing looks like what it is not', () => {
    const unseen = /[\u202a-\u202e\u2066-\u2069\ufeff]/;
    const odd = (words: string) => `\u202e${words}\u2066gpj.exe\u0007\ufeff`;
    const everywhere = {
      username: odd('name'),
      subject: odd('subject'),
      userData: { [odd('key')]: odd('value') },
      page: { url: `https://shop.example/${odd('path')}`, title: odd('title') },
      rating: { score: 3, comment: odd('comment') },
      lastMessage: { text: odd('last'), from: 'visitor', at: NOW },
    } as const;
    const colleague = { id: 'agent-2', name: odd('colleague') };
    const parts: MessagePart[] = [
      { kind: 'file', fileId: 'file-1', name: odd('bill'), mediaType: 'application/pdf', sizeBytes: 9 },
      { kind: 'quickReplies', replies: [{ label: odd('reply') }] },
      { kind: 'list', title: odd('list'), items: [{ label: odd('item'), detail: odd('detail') }] },
      {
        kind: 'cards',
        cards: [
          {
            ...{ title: odd('card'), text: odd('text'), image: { url: 'https://a.example/', alt: odd('alt') } },
            buttons: [{ label: odd('link'), url: 'https://a.example/' }, { label: odd('choice') }],
          },
        ],
      },
    ];
    const start = desk(
      'session-1',
      mine(everywhere),
      summary({ ...everywhere, sessionId: 'session-2' }),
      mine({ ...everywhere, sessionId: 'session-3', agent: colleague }),
      mine({ ...everywhere, sessionId: 'session-4', status: 'ended', endedAt: NOW, endReason: 'agent' }),
    );
    const said = message(1, `https://a.example/${odd('said')} ${odd('said')}`);
    const entries = [
      said,
      { ...message(2, 'Parts'), party: { ...said.party, name: odd('party') }, parts },
      { kind: 'agentConnected', index: 3, at: NOW, party: { id: 3, name: odd('agent'), kind: 'agent' } },
    ] as const satisfies TranscriptEntry[];
    const arrived = transition(start, { type: 'entriesArrived', sessionId: 'session-1', entries }).state;
    const typed = { type: 'visitorTyped', sessionId: 'session-1', isTyping: true, text: odd('typed') } as const;
    const { host, all } = show(transition(arrived, typed).state);
    for (const word of [
      'name',
      'subject',
      'value',
      'title',
      'last',
      'bill',
      'reply',
      'detail',
      'card',
      'said',
      'typed',
    ])
      expect(host.textContent, word).toContain(`${word}gpj.exe`);
    expect(host.textContent).not.toMatch(unseen);
    for (const element of all('*')) {
      for (const { name, value } of element.attributes) {
        const isForTheBrowser = name === 'href' || name === 'src';
        if (!isForTheBrowser) expect(value, `${element.localName} ${name}`).not.toMatch(unseen);
      }
    }
  });

  it('is linked only to the web, without a way back', () => {
    const page = (url: string) => show(desk('session-1', mine({ page: { url, title: 'A page' } })));
    const bad = page('javascript:alert(1)');
    expect(bad.all('aside a')).toEqual([]);
    expect(bad.host.querySelector('aside')!.textContent).toContain('javascript:alert(1)');
    render(null, bad.host);
    const link = page('https://example.com/').all('aside a')[0]!;
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });
});

describe('the connection', () => {
  it('is told honestly, and writing goes on without it', () => {
    const down = transition(talking('Hello'), { type: 'connectionLost' }).state;
    const { host, reply } = show(down);
    expect(host.textContent).toContain('Reconnecting…');
    expect(host.textContent).toContain('What you write is kept');
    expect(reply()).not.toBeNull();
  });
});
