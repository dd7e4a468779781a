// How far each side has got with the other's messages.

import { describe, expect, it } from 'vitest';
import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import { failed, ok } from '../../../protocol/result.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { chatting, opened, resumed, run, said } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';
import { openBrowser } from '../../support/frame-tabs.ts';

async function talking() {
  const world = startEngine();
  world.submit('startChat', { registration: false });
  world.transport.events.onOpened(opened());
  await settled();
  const seen = () =>
    world.transport.requests.flatMap((request) => (request.type === 'seen' ? [request.readIndex] : []));
  const hear = (index: number) => world.transport.events.onPush({ type: 'entries', entries: [said(index)] });
  const look = () => world.engine.wish({ type: 'conversationSeen' });
  return { ...world, seen, hear, look };
}

describe('how far the visitor has read', () => {
  it('is told to the server, once for each step forward', async () => {
    const { seen, hear, look, clock } = await talking();
    hear(1);
    expect(seen()).toEqual([]);
    look();
    look();
    await clock.advance(5_000);
    expect(seen()).toEqual([1]);
  });

  it('is told at most once a second, and then the furthest', async () => {
    const { seen, hear, look, clock } = await talking();
    for (const index of [1, 2, 3]) {
      hear(index);
      look();
    }
    expect(seen()).toEqual([1]);
    await clock.advance(1_000);
    expect(seen()).toEqual([1, 3]);
  });

  it('is said again over each new way, and never while there is none', async () => {
    const { seen, hear, look, clock, transport } = await talking();
    hear(1);
    look();
    await clock.advance(1_000);
    transport.events.onDown();
    hear(2);
    look();
    await clock.advance(5_000);
    expect(seen()).toEqual([1]);
    transport.events.onResumed(resumed(2));
    await clock.advance(1_000);
    expect(seen()).toEqual([1, 2]);
    transport.events.onDown();
    transport.events.onResumed(resumed(2));
    await clock.advance(1_000);
    expect(seen()).toEqual([1, 2, 2]);
  });

  it('is said again where the server asked for patience', async () => {
    const { seen, hear, look, clock, transport } = await talking();
    transport.answer = () => ({ ok: false, error: { code: 308, description: '' }, retryAfterMs: 3_000 });
    hear(1);
    look();
    await clock.advance(2_900);
    expect(seen()).toEqual([1]);
    transport.answer = () => ({ ok: true, value: {} });
    await clock.advance(200);
    expect(seen()).toEqual([1, 1]);
  });

  it('is said again where no answer came, although the way holds', async () => {
    const { seen, hear, look, clock, transport } = await talking();
    transport.answer = () => failed(SERVER_UNAVAILABLE);
    hear(1);
    look();
    await clock.advance(2_500);
    expect(seen()).toEqual([1, 1, 1]);
    transport.answer = () => ok({});
    await clock.advance(5_000);
    expect(seen()).toEqual([1, 1, 1, 1]);
  });

  it('is told by the tab that has the way, for all of them', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    await one.push(said(1), said(2));
    const other = await follow();
    other.engine.wish({ type: 'conversationSeen' });
    await settled();
    expect(other.transport.requests).toEqual([]);
    expect(one.transport.requests).toContainEqual(expect.objectContaining({ type: 'seen', readIndex: 2 }));
  });
});

describe('how far an agent has read', () => {
  const seen = (deliveredIndex: number, readIndex: number) =>
    ({ type: 'agentSeenReceived', deliveredIndex, readIndex }) as const;
  const marks = ({ state: { life } }: ReturnType<typeof run>) => ('agentSeen' in life ? life.agentSeen : null);

  it('only ever grows, and what was read was delivered', () => {
    expect(marks(run(chatting(), seen(4, 2)))).toEqual({ deliveredIndex: 4, readIndex: 2 });
    expect(marks(run(chatting(), seen(4, 2), seen(3, 3)))).toEqual({ deliveredIndex: 4, readIndex: 3 });
    expect(marks(run(chatting(), seen(4, 2), seen(0, 6)))).toEqual({ deliveredIndex: 6, readIndex: 6 });
  });

  it('changes nothing when it is said again', () => {
    const { state } = run(chatting(), seen(4, 2));
    expect(run(state, seen(4, 2)).state).toBe(state);
  });

  it('goes back with a log that has lost its end', () => {
    const state = chatting([said(1), said(2), said(3)]);
    const rewound = run(
      state,
      seen(3, 3),
      { type: 'transportLost' },
      { type: 'transportResumed', resumed: resumed(1) },
    );
    expect(marks(rewound)).toEqual({ deliveredIndex: 1, readIndex: 1 });
  });

  it('stays to be seen after the end', () => {
    const { state } = run(chatting(), seen(4, 2), { type: 'transportRefused', error: { code: 50, description: '' } });
    expect(state.life).toMatchObject({ phase: 'ended', agentSeen: { deliveredIndex: 4, readIndex: 2 } });
  });

  it('is known in all tabs, also in one that comes later', async () => {
    const { begin, follow } = openBrowser();
    const one = await begin();
    await one.push(said(1));
    const early = await follow();
    one.transport.events.onPush({ type: 'seen', deliveredIndex: 1, readIndex: 1 });
    await settled();
    const late = await follow();
    for (const tab of [one, early, late]) {
      expect(tab.life()).toMatchObject({ agentSeen: { deliveredIndex: 1, readIndex: 1 } });
    }
  });
});
