// The assistant on a scripted socket and a fake clock.

import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../protocol/agent.ts';
import { COMMAND_STOPPED } from '../../../protocol/errors.ts';
import { createAssistant } from '../../../server/assistant-desk.ts';
import type { SocketEvents } from '../../../server/console/ports.ts';
import { countingRandom, fakeClock, memoryStore, message, mine, summary, welcome } from './console-fixtures.ts';

const CHAT = 'session-1';
const WAIT_MS = 20_000;
/** Of no weight for when and what it answers. */
const QUIET = ['hello', 'ping', 'follow', 'unfollow', 'seen'];
type Sent = { type: string; id: string; sessionId?: string; text?: string; isTyping?: boolean };

function world(...sessions: SessionSummary[]) {
  const clock = fakeClock();
  const sent: Sent[] = [];
  let events: SocketEvents | null = null;
  let listed = sessions;
  let acceptResult: object = { ok: true, value: {} };
  const tell = (text: object) => events?.onText(JSON.stringify(text));
  const resultOf = ({ type }: Sent) => {
    if (type === 'hello') return { ok: true, value: { ...welcome(...listed), serverTime: clock.now() } };
    if (type === 'accept') return acceptResult;
    return { ok: true, value: type === 'append' ? { index: 99 } : {} };
  };
  const stop = createAssistant({
    clock,
    random: countingRandom,
    storage: memoryStore(),
    storageKey: 'outbox',
    name: 'Ada',
    waitMs: WAIT_MS,
    openSocket(opened) {
      events = opened;
      clock.after(0, () => opened.onOpen());
      const answer = (request: Sent) => tell({ type: 'result', id: request.id, result: resultOf(request) });
      return {
        send(text) {
          const request: Sent = JSON.parse(text);
          sent.push(request);
          clock.after(0, () => answer(request));
        },
        close() {},
      };
    },
  });
  return {
    clock,
    stop,
    types: () => sent.map(({ type }) => type).filter((type) => !QUIET.includes(type)),
    said: () => sent.filter(({ type }) => type === 'append').map(({ text }) => text),
    appendIds: () => sent.filter(({ type }) => type === 'append').map(({ id }) => id),
    session: (session: SessionSummary) => tell({ type: 'session', session }),
    entries: (...entries: object[]) => tell({ type: 'entries', sessionId: CHAT, entries }),
    refuseAccepts: () => {
      acceptResult = { ok: false, error: COMMAND_STOPPED };
    },
    cut(...next: SessionSummary[]) {
      listed = next;
      events?.onClosed(1006);
    },
  };
}

describe('the demo assistant accepts', () => {
  it('a visitor whom nobody has accepted for the given time, and not earlier', async () => {
    const { clock, types } = world(summary());
    await clock.advance(WAIT_MS - 1);
    expect(types()).toEqual([]);
    await clock.advance(10);
    expect(types()).toEqual(['accept']);
  });

  it('at once whom it finds waiting for longer', async () => {
    const { clock, types } = world(summary({ openedAt: 1 }));
    await clock.advance(10);
    expect(types()).toEqual(['accept']);
  });

  it('nobody whom an agent has accepted meanwhile', async () => {
    const { clock, types, session } = world(summary());
    await clock.advance(WAIT_MS / 2);
    session(mine({ revision: 2, agent: { id: 'agent-other', name: 'Bob' } }));
    await clock.advance(WAIT_MS * 2);
    expect(types()).toEqual([]);
  });

  it('nobody twice when another agent was faster', async () => {
    const { clock, types, refuseAccepts } = world(summary());
    refuseAccepts();
    await clock.advance(WAIT_MS * 3);
    expect(types()).toEqual(['accept']);
  });

  it('nobody after it was stopped, also twice', async () => {
    const { clock, types, stop } = world(summary());
    await clock.advance(10);
    stop();
    stop();
    expect(clock.pending()).toBe(0);
    await clock.advance(WAIT_MS * 2);
    expect(types()).toEqual([]);
  });
});

describe('the demo assistant answers', () => {
  it('after typing for a while', async () => {
    const { clock, types, said, entries } = world(mine({ lastIndex: 1 }));
    await clock.advance(10);
    entries(message(1, 'When are you open?'));
    await clock.advance(700);
    expect(types()).toEqual(['typing']);
    await clock.advance(4_000);
    expect(types()).toEqual(['typing', 'typing', 'append']);
    expect(said()[0]).toContain('ten to six');
  });

  it('once, even if the connection is lost before its answer is seen in the log', async () => {
    const { clock, said, appendIds, entries, cut } = world(mine({ lastIndex: 1 }));
    await clock.advance(10);
    entries(message(1, 'When are you open?'));
    await clock.advance(5_000);
    cut(mine({ lastIndex: 2, revision: 3 }));
    await clock.advance(1_000);
    entries(message(2, said()[0]!, 'agent', appendIds()[0]!));
    await clock.advance(20_000);
    expect(new Set(appendIds()).size).toBe(1);
  });

  it('not from a part of the log', async () => {
    const { clock, said, entries } = world(mine({ lastIndex: 3 }));
    await clock.advance(10);
    entries(message(1, 'When are you open?'));
    await clock.advance(900);
    expect(said()).toEqual([]);
    entries(message(2, 'From ten to six.', 'agent'), message(3, 'Thanks!'));
    await clock.advance(5_000);
    expect(said()).toHaveLength(1);
    expect(said()[0]).not.toContain('ten to six');
  });

  it('all at once when the visitor goes on writing', async () => {
    const { clock, said, entries } = world(mine({ lastIndex: 1 }));
    await clock.advance(10);
    entries(message(1, 'Hello'));
    await clock.advance(800);
    entries(message(2, 'What does delivery cost?'));
    await clock.advance(5_000);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toMatch(/[Dd]elivery/);
  });
});
