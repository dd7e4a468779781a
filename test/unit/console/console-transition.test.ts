import { describe, expect, it } from 'vitest';
import { COMMAND_STOPPED } from '../../../protocol/errors.ts';
import type { ConsoleEvent, Effect } from '../../../server/console/console-events.ts';
import { listsOf, titleOf, unreadCount, visitorName } from '../../../server/console/console-selectors.ts';
import { type ConsoleState, initialState } from '../../../server/console/console-state.ts';
import { transition } from '../../../server/console/console-transition.ts';
import { ME, message, mine, NOW, summary, welcome } from './console-fixtures.ts';

const CHAT = 'session-1';

function having(...events: ConsoleEvent[]): { state: ConsoleState; effects: readonly Effect[] } {
  return continued(initialState(null, {}), ...events);
}
function continued(from: ConsoleState, ...events: ConsoleEvent[]) {
  let state = from;
  let effects: readonly Effect[] = [];
  for (const event of events) ({ state, effects } = transition(state, event));
  return { state, effects };
}
const connected = (...sessions: Parameters<typeof welcome>): ConsoleEvent => ({
  type: 'connected',
  welcome: welcome(...sessions),
  at: NOW - 5_000,
});
const arrived = (...texts: string[]): ConsoleEvent => ({
  type: 'entriesArrived',
  sessionId: CHAT,
  entries: texts.map((text, at) => message(at + 1, text)),
});

describe('lists', () => {
  it('tells waiting visitors, my chats, those of others and ended ones apart', () => {
    const { state } = having(
      connected(
        summary({ sessionId: 'waiting-2', openedAt: NOW + 1 }),
        summary({ sessionId: 'waiting-1' }),
        mine({ sessionId: 'mine-0001' }),
        mine({ sessionId: 'theirs-01', agent: { id: 'agent-other', name: 'Bob' } }),
        summary({ sessionId: 'ended-001', status: 'ended', endedAt: NOW }),
        summary({ sessionId: 'ended-002', status: 'ended', endedAt: NOW + 1 }),
      ),
    );
    const ids = Object.values(listsOf(state)).map((chats) => chats.map(({ summary }) => summary.sessionId));
    expect(ids).toEqual([['waiting-1', 'waiting-2'], ['mine-0001'], ['theirs-01'], ['ended-002', 'ended-001']]);
  });

  it('follows my chats and no others after each connection', () => {
    const { effects } = having(connected(mine(), summary({ sessionId: 'waiting-1' })));
    expect(effects).toEqual([{ kind: 'follow', sessionId: CHAT }]);
  });

  it('drops chats that the server no longer lists, unless something of mine is on its way in them', () => {
    const outgoing = { id: 'message-9', sessionId: CHAT, text: 'Hi', at: NOW, status: 'waiting' as const };
    const plain = having(connected(mine()), connected());
    expect(plain.state.chats).toEqual({});
    expect(plain.effects).toEqual([{ kind: 'unfollow', sessionId: CHAT }]);
    const busy = having(connected(mine()), { type: 'outboxChanged', sessionId: CHAT, items: [outgoing] }, connected());
    expect(Object.keys(busy.state.chats)).toEqual([CHAT]);
  });

  it("knows the server's clock", () => {
    expect(having(connected()).state.serverAheadMs).toBe(5_000);
  });

  it('counts waiting visitors and unread chats in the title', () => {
    const { state } = having(connected(mine(), summary({ sessionId: 'waiting-1' })), arrived('one', 'two'));
    expect(titleOf(state)).toBe('(2) Agent console');
    expect(titleOf(having(connected()).state)).toBe('Agent console');
  });

  it('names a visitor by what is known', () => {
    const nameOf = (changes: Parameters<typeof summary>[0]) =>
      visitorName(having(connected(summary(changes))).state.chats[CHAT]!);
    expect(nameOf({ username: 'Grace' })).toBe('Grace');
    expect(nameOf({ username: '', userData: { firstName: 'Ada', LASTNAME: 'Lovelace' } })).toBe('Ada Lovelace');
    expect(nameOf({ username: ' ', userData: { Email: 'a@b.c' } })).toBe('a@b.c');
    expect(nameOf({ username: '', userData: { email: 7 } })).toBe('Visitor');
  });
});

describe('accepting', () => {
  it('is ordered once, however often it is pressed', () => {
    const once = having(connected(summary()), { type: 'acceptRequested', sessionId: CHAT });
    expect(once.effects).toEqual([{ kind: 'accept', sessionId: CHAT }]);
    expect(continued(once.state, { type: 'acceptRequested', sessionId: CHAT }).effects).toEqual([]);
  });

  it('opens the chat', () => {
    const { state, effects } = having(
      connected(summary()),
      { type: 'acceptRequested', sessionId: CHAT },
      { type: 'acceptAnswered', sessionId: CHAT, error: null },
    );
    expect(state.openId).toBe(CHAT);
    expect(effects).toContainEqual({ kind: 'showAddress', openId: CHAT });
  });

  it('says so when another agent was faster, and opens nothing', () => {
    const { state } = having(connected(summary()), {
      type: 'acceptAnswered',
      sessionId: CHAT,
      error: COMMAND_STOPPED,
    });
    expect(state.openId).toBeNull();
    expect(state.notice).toContain(COMMAND_STOPPED.description);
    expect(continued(state, { type: 'noticeDismissed' }).state.notice).toBeNull();
  });
});

describe('a conversation', () => {
  it('counts only what the visitor wrote and nobody has looked at', () => {
    const { state } = having(connected(mine()), arrived('one', 'two'));
    expect(unreadCount(state.chats[CHAT]!)).toBe(2);
    const seen = continued(state, { type: 'chatSeen', sessionId: CHAT });
    expect(unreadCount(seen.state.chats[CHAT]!)).toBe(0);
    expect(seen.effects).toEqual([
      { kind: 'keep', sessionId: CHAT, kept: { seenIndex: 2, draft: '' } },
      { kind: 'seen', sessionId: CHAT, deliveredIndex: 2, readIndex: 2 },
    ]);
    const own = { type: 'entriesArrived', sessionId: CHAT, entries: [message(3, 'mine', 'agent')] } as const;
    expect(unreadCount(continued(seen.state, own).state.chats[CHAT]!)).toBe(0);
  });

  it('seen twice is seen once', () => {
    const { state } = having(connected(mine()), arrived('one'), { type: 'chatSeen', sessionId: CHAT });
    expect(transition(state, { type: 'chatSeen', sessionId: CHAT })).toEqual({ state, effects: [] });
  });

  it('gets back its draft and what was read after a reload', () => {
    const start = initialState(null, { [CHAT]: { seenIndex: 1, draft: 'half a' } });
    const { state } = continued(start, connected(mine()), arrived('one', 'two'));
    expect(state.chats[CHAT]).toMatchObject({ seenIndex: 1, draft: 'half a' });
    expect(unreadCount(state.chats[CHAT]!)).toBe(1);
  });

  it('forgets the drafts of chats that are gone', () => {
    const start = initialState(null, { 'session-0': { seenIndex: 1, draft: 'old' } });
    expect(continued(start, connected()).effects).toEqual([{ kind: 'keep', sessionId: 'session-0', kept: null }]);
  });

  it('sends the draft without its outer blanks and empties it', () => {
    const { state, effects } = having(
      connected(mine()),
      { type: 'draftEdited', sessionId: CHAT, text: ' Hello \n' },
      { type: 'replySubmitted', sessionId: CHAT },
    );
    expect(effects).toContainEqual({ kind: 'send', sessionId: CHAT, text: 'Hello' });
    expect(state.chats[CHAT]!.draft).toBe('');
  });

  it.each([
    ['a blank draft', mine(), '  \n'],
    ['a chat of another agent', mine({ agent: { id: 'agent-other', name: 'Bob' } }), 'Hello'],
    ['an ended chat', mine({ status: 'ended', endedAt: NOW }), 'Hello'],
  ])('sends nothing from %s', (_what, session, text) => {
    const { state } = having(connected(session), { type: 'draftEdited', sessionId: CHAT, text });
    expect(transition(state, { type: 'replySubmitted', sessionId: CHAT })).toEqual({ state, effects: [] });
  });

  it('shows typing until the visitor has written', () => {
    const typing: ConsoleEvent = { type: 'visitorTyped', sessionId: CHAT, isTyping: true, text: null };
    const { state } = having(connected(mine()), typing);
    expect(state.chats[CHAT]!.typing).toEqual({ text: null });
    expect(continued(state, arrived('done')).state.chats[CHAT]!.typing).toBeNull();
  });

  it('ignores what is about a chat that it does not know', () => {
    const { state } = having(connected());
    for (const event of [
      arrived('one'),
      { type: 'visitorTyped', sessionId: CHAT, isTyping: true, text: null },
      { type: 'draftEdited', sessionId: CHAT, text: 'x' },
      { type: 'chatSeen', sessionId: CHAT },
    ] as ConsoleEvent[]) {
      expect(transition(state, event)).toEqual({ state, effects: [] });
    }
  });
});

describe('ending a chat', () => {
  const ending = () =>
    having(connected(mine(), mine({ sessionId: 'session-2' })), { type: 'endRequested', sessionId: CHAT });
  const end = { kind: 'end', sessionId: CHAT };

  it('is only announced at first', () => {
    expect(ending().effects).toEqual([{ kind: 'startEndGrace' }]);
    expect(ending().state.endingId).toBe(CHAT);
  });

  it('can be taken back', () => {
    const { state, effects } = continued(ending().state, { type: 'endCancelled' });
    expect(effects).toEqual([{ kind: 'stopEndGrace' }]);
    expect(transition(state, { type: 'endGraceOver' })).toEqual({ state, effects: [] });
  });

  it.each([
    ['when the grace is over', { type: 'endGraceOver' }],
    ['at once when it is confirmed', { type: 'endConfirmed' }],
    ['when the agent walks on to another chat', { type: 'chatOpened', sessionId: 'session-2' }],
    ['when the agent goes back to the lists', { type: 'chatLeft' }],
    ['when the end of another chat is asked for', { type: 'endRequested', sessionId: 'session-2' }],
  ] as [string, ConsoleEvent][])('happens %s, once', (_when, event) => {
    const opened = continued(ending().state, { type: 'addressChanged', openId: null }).state;
    const { state, effects } = continued({ ...opened, openId: CHAT, endingId: CHAT }, event);
    expect(effects.filter(({ kind }) => kind === 'end')).toEqual([end]);
    expect(continued(state, { type: 'endGraceOver' }).effects).not.toContainEqual(end);
  });

  it('is forgotten when the visitor leaves first', () => {
    const { state } = continued(ending().state, {
      type: 'sessionChanged',
      session: mine({ status: 'ended', endedAt: NOW, endReason: 'leaveRequest' }),
    });
    expect(state.endingId).toBeNull();
  });
});

describe('the connection', () => {
  it('is "connecting" until the first welcome and "down" only after one', () => {
    expect(having({ type: 'connectionLost' }).state.connection).toEqual({ status: 'connecting' });
    expect(having(connected(), { type: 'connectionLost' }).state.connection).toEqual({ status: 'down' });
    expect(having(connected()).state).toMatchObject({ connection: { status: 'up' }, agent: ME });
  });
});

it('refuses a message that is too long in words, and keeps it as the draft', () => {
  const text = 'x'.repeat(5_001);
  const { state, effects } = having(
    connected(mine()),
    { type: 'draftEdited', sessionId: CHAT, text },
    { type: 'replySubmitted', sessionId: CHAT },
  );
  expect(effects).toEqual([]);
  expect(state.chats[CHAT]!.draft).toBe(text);
  expect(state.notice).toContain('at most 5000 characters; this one has 5001');
});
