import { describe, expect, it } from 'vitest';
import { COMMAND_STOPPED } from '../../../protocol/errors.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { ConsoleEvent, Effect } from '../../../server/console/console-events.ts';
import { freeColleagues, titleOf, unansweredSince, unreadChats } from '../../../server/console/console-selectors.ts';
import { type ConsoleState, initialState, takenOver } from '../../../server/console/console-state.ts';
import { transition } from '../../../server/console/console-transition.ts';
import { ME, message, mine, NOW, summary, welcome } from './console-fixtures.ts';

const CHAT = 'session-1';
const BOB = { id: 'agent-bob', name: 'Bob' };

function continued(from: ConsoleState, ...events: ConsoleEvent[]) {
  let state = from;
  let effects: readonly Effect[] = [];
  for (const event of events) ({ state, effects } = transition(state, event));
  return { state, effects };
}
const having = (...events: ConsoleEvent[]) => continued(initialState(null, {}), ...events);
const connected = (...sessions: Parameters<typeof welcome>): ConsoleEvent => ({
  type: 'connected',
  welcome: welcome(...sessions),
  at: NOW,
});
const arrived = (...entries: ReturnType<typeof message>[]): ConsoleEvent => ({
  type: 'entriesArrived',
  sessionId: CHAT,
  entries,
});
const calls = (effects: readonly Effect[]) => effects.filter(({ kind }) => kind === 'attract');

describe('what calls the agent', () => {
  const changed = (session: ReturnType<typeof summary>): ConsoleEvent => ({ type: 'sessionChanged', session });

  it('is a visitor who begins to wait, once', () => {
    const first = having(connected(), changed(summary()));
    expect(calls(first.effects)).toEqual([{ kind: 'attract', reason: 'visitor', key: `visitor-${CHAT}` }]);
    expect(calls(continued(first.state, changed(summary({ revision: 2 }))).effects)).toEqual([]);
  });

  it('is nothing of what was there when the page was opened, but what came while the line was down', () => {
    const start = having(connected(summary()));
    expect(calls(start.effects)).toEqual([]);
    const back = continued(
      start.state,
      { type: 'connectionLost' },
      connected(summary(), summary({ sessionId: 'session-2' })),
    );
    expect(calls(back.effects)).toMatchObject([{ key: 'visitor-session-2' }]);
  });

  it("is a new message in a chat of mine, not its history and not the agent's own words", () => {
    const history = having(connected(mine()), arrived(message(1, 'old')));
    expect(calls(history.effects)).toEqual([]);
    const own = continued(history.state, arrived(message(2, 'mine', 'agent')));
    expect(calls(own.effects)).toEqual([]);
    const news = continued(own.state, arrived(message(3, 'new')));
    expect(calls(news.effects)).toMatchObject([{ reason: 'message', key: `message-${CHAT}-3` }]);
  });

  it('is a chat that another agent hands over, not one that I took myself', () => {
    const theirs = having(connected(mine({ agent: BOB })));
    expect(calls(continued(theirs.state, changed(mine({ revision: 2 }))).effects)).toHaveLength(1);
    const taken = having(connected(summary()), { type: 'acceptRequested', sessionId: CHAT }, changed(mine()));
    expect(calls(taken.effects)).toEqual([]);
  });

  it('stands in the title beside the count', () => {
    expect(titleOf(having(connected(summary())).state, 'visitor')).toBe('(1) New visitor · Agent console');
  });
});

describe('read marks', () => {
  it('tell how far a chat of mine has come and was read, and nothing of those of others', () => {
    const { state, effects } = having(connected(mine()), arrived(message(1, 'one'), message(2, 'two')));
    expect(effects).toContainEqual({ kind: 'seen', sessionId: CHAT, deliveredIndex: 2, readIndex: 0 });
    expect(continued(state, { type: 'chatSeen', sessionId: CHAT }).effects).toContainEqual({
      ...{ kind: 'seen', sessionId: CHAT, deliveredIndex: 2, readIndex: 2 },
    });
    const theirs = having(connected(mine({ agent: BOB })), arrived(message(1, 'one')));
    expect(theirs.effects).toEqual([]);
  });

  it('of the visitor never go back', () => {
    const read = (readIndex: number): ConsoleEvent => ({ type: 'visitorRead', sessionId: CHAT, readIndex });
    expect(having(connected(mine()), read(5), read(3)).state.chats[CHAT]!.visitorReadIndex).toBe(5);
  });
});

describe('notes', () => {
  const written = () => having(connected(mine()), { type: 'noteEdited', sessionId: CHAT, text: ' Call her ' });
  const answered = (text: string, error: typeof COMMAND_STOPPED | null): ConsoleEvent => ({
    ...{ type: 'noteAnswered', sessionId: CHAT, text, error },
  });

  it('stay in their field until the server has them', () => {
    const { state, effects } = continued(written().state, { type: 'noteSubmitted', sessionId: CHAT });
    expect(effects).toEqual([{ kind: 'note', sessionId: CHAT, text: 'Call her' }]);
    expect(state.chats[CHAT]!.noteDraft).toBe(' Call her ');
    expect(continued(state, answered('Call her', null)).state.chats[CHAT]!.noteDraft).toBe('');
    const refused = continued(state, answered('Call her', COMMAND_STOPPED)).state;
    expect([refused.chats[CHAT]!.noteDraft, refused.notice]).toEqual([' Call her ', expect.stringContaining('note')]);
  });

  it('that were written on meanwhile are another note', () => {
    const more = continued(written().state, { type: 'noteEdited', sessionId: CHAT, text: 'Call her at five' });
    expect(continued(more.state, answered('Call her', null)).state.chats[CHAT]!.noteDraft).toBe('Call her at five');
  });

  it('are kept over a reload like any draft', () => {
    expect(written().effects).toEqual([
      { kind: 'keep', sessionId: CHAT, kept: { seenIndex: 0, draft: '', noteDraft: ' Call her ' } },
    ]);
  });
});

describe('search', () => {
  const ended = (sessionId: string, endedAt: number) => summary({ sessionId, status: 'ended', endedAt });
  const asked = () => having(connected(), { type: 'searched', query: ' copper ' });
  const found = (before: number | null, ...sessions: ReturnType<typeof summary>[]): ConsoleEvent => ({
    ...{ type: 'searchAnswered', query: 'copper', before, answer: ok({ sessions, more: true }) },
  });

  it('asks once, and for older ones from the last that is there', () => {
    expect(asked().effects).toEqual([{ kind: 'search', query: 'copper', before: null }]);
    const { state } = continued(asked().state, found(null, ended('session-8', NOW)));
    const more = continued(state, { type: 'moreWanted' });
    expect(more.effects).toEqual([{ kind: 'search', query: 'copper', before: NOW }]);
    const all = continued(more.state, found(NOW, ended('session-7', NOW - 1)));
    expect(all.state.search?.results.map(({ sessionId }) => sessionId)).toEqual(['session-8', 'session-7']);
  });

  it('ignores the answer to an earlier question', () => {
    const other = continued(asked().state, { type: 'searched', query: 'iron' }, found(null, ended('session-8', NOW)));
    expect(other.state.search).toMatchObject({ query: 'iron', status: 'asking', results: [] });
  });

  it('says when it did not work', () => {
    const answer: ConsoleEvent = {
      ...{ type: 'searchAnswered', query: 'copper', before: null, answer: failed(COMMAND_STOPPED) },
    };
    expect(continued(asked().state, answer).state.search).toMatchObject({ status: 'failed' });
  });

  it('opens what it has found although it is in no list, and follows it', () => {
    const { state } = continued(asked().state, found(null, ended('session-8', NOW)));
    const opened = continued(state, { type: 'foundOpened', sessionId: 'session-8' });
    expect(opened.state.openId).toBe('session-8');
    expect(opened.effects).toContainEqual({ kind: 'follow', sessionId: 'session-8' });
  });
});

describe('a chat among several', () => {
  it('tells since when its visitor has been without an answer', () => {
    const lastMessage = { text: 'two', from: 'visitor', at: NOW + 2_000 } as const;
    const waiting = having(connected(mine({ lastMessage })), arrived(message(1, 'one'), message(2, 'two')));
    expect(unansweredSince(waiting.state.chats[CHAT]!)).toBe(NOW + 1_000);
    const answered = having(connected(mine({ lastMessage: { ...lastMessage, from: 'agent' } })));
    expect(unansweredSince(answered.state.chats[CHAT]!)).toBeNull();
  });

  it('comes first of the unread ones when it was written in last', () => {
    const at = (sessionId: string, time: number) =>
      mine({ sessionId, lastMessage: { text: 'x', from: 'visitor', at: time } });
    const { state } = having(connected(at('session-1', NOW), at('session-2', NOW + 9)), arrived(message(1, 'x')), {
      ...{ type: 'entriesArrived', sessionId: 'session-2', entries: [message(1, 'x')] },
    });
    expect(unreadChats(state).map(({ summary }) => summary.sessionId)).toEqual(['session-2', 'session-1']);
  });

  it('is handed over to somebody who is available, the least busy first', () => {
    const agent = (name: string, status: 'available' | 'away', chats: number) => ({ id: name, name, status, chats });
    const { state } = having(connected(mine()), {
      type: 'agentsChanged',
      agents: [agent('Cy', 'available', 3), agent('Dee', 'away', 0), agent('Eve', 'available', 1)],
    });
    expect(freeColleagues(state).map(({ name }) => name)).toEqual(['Eve', 'Cy']);
  });

  it('lets go of files on their way when it is no longer mine', () => {
    const upload = { fileId: 'file-0001', name: 'a.png', sizeBytes: 9, sentBytes: 0, status: 'sending' } as const;
    const { effects } = having(
      connected(mine()),
      { type: 'uploadsChanged', sessionId: CHAT, uploads: [upload] },
      { type: 'sessionChanged', session: mine({ revision: 2, agent: BOB }) },
    );
    expect(effects).toContainEqual({ kind: 'cancelUpload', sessionId: CHAT, fileId: 'file-0001' });
  });
});

it('takes back the switch of availability that the server did not take', () => {
  const off = having(connected(), { type: 'availabilityChanged', isAvailable: false });
  expect([off.state.isAvailable, off.effects]).toEqual([false, [{ kind: 'setAvailable', isAvailable: false }]]);
  const refused = continued(off.state, {
    ...{ type: 'availabilityAnswered', isAvailable: false, error: COMMAND_STOPPED },
  });
  expect(refused.state).toMatchObject({ isAvailable: true, notice: expect.stringContaining('availability') });
});

it('follows the switch of availability that another tab of the same agent has turned', () => {
  const told = (status: 'available' | 'away' | 'offline'): ConsoleEvent => ({
    ...{ type: 'agentsChanged', agents: [{ ...ME, status, chats: 0 }] },
  });
  expect(having(connected(), told('away')).state.isAvailable).toBe(false);
  expect(having(connected(), told('away'), told('available')).state.isAvailable).toBe(true);
  expect(having(connected(), told('offline')).state.isAvailable).toBe(true);
});

it('accepts for the next agent what was pressed before the server knew who that is', () => {
  const before = having(connected(summary())).state;
  const pressed = continued(takenOver(initialState(null, {}), before), { type: 'acceptRequested', sessionId: CHAT });
  expect([pressed.effects, Object.keys(pressed.state.chats)]).toEqual([[], [CHAT]]);
  const { effects } = continued(pressed.state, connected(summary()));
  expect(effects).toContainEqual({ kind: 'accept', sessionId: CHAT });
});
