// After the end: what the visitor thought of it, and another chat.

import { describe, expect, it } from 'vitest';
import { COMMAND_FAILED, SESSION_UNKNOWN, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { endedEntry, joined, LIMITS, opened, resumed, SESSION, said, VISITOR } from '../../support/frame-facts.ts';
import { settled } from '../../support/frame-fakes.ts';

const RATED = { ...LIMITS, rating: true };

async function over(limits: object = RATED, entries = [joined(1), said(2), endedEntry(3)], given: object = {}) {
  const world = startEngine(given);
  world.submit('startChat', { registration: false });
  world.transport.events.onOpened({ ...opened(), limits: { ...LIMITS, ...limits } });
  await settled();
  world.transport.events.onPush({ type: 'entries', entries });
  await settled();
  world.transport.calls.length = 0;
  return {
    ...world,
    rating: () => (world.engine.state().life as unknown as { rating: string | null }).rating,
    sent: () => world.transport.requests.flatMap((request) => (request.type === 'rate' ? [request.score] : [])),
    rate: (score: number, comment = '') => world.engine.wish({ type: 'rated', score, comment }),
    back: async () => {
      world.transport.events.onResumed(resumed(3));
      await settled();
    },
  };
}

describe('a rating', () => {
  it('is asked for where the server wants it and an agent was there, and nowhere else', async () => {
    expect((await over()).rating()).toBe('asked');
    expect((await over({ rating: false })).rating()).toBeNull();
    expect((await over({})).rating()).toBeNull();
    expect((await over(RATED, [said(1, 'own-0001', VISITOR), endedEntry(2)])).rating()).toBeNull();
  });

  it('opens the way again with the key of the chat, is told once, and the way is closed', async () => {
    const chat = await over();
    chat.rate(4, 'quick');
    expect(chat.rating()).toBe('sending');
    expect(chat.transport.calls).toEqual(['resume after 3']);
    expect(chat.transport.cursor?.().session).toEqual(SESSION);
    expect(chat.sent()).toEqual([]);
    await chat.back();
    expect(chat.transport.requests.at(-1)).toMatchObject({ type: 'rate', score: 4, comment: 'quick' });
    expect(chat.rating()).toBe('sent');
    expect(chat.transport.calls.at(-1)).toBe('close');
    chat.rate(4, 'quick');
    expect(chat.rating()).toBe('sent');
    expect(chat.sent()).toEqual([4]);
  });

  it('is told again over the next way when the way was lost', async () => {
    const chat = await over();
    chat.rate(2);
    chat.transport.answer = () => ({ ok: false, error: { code: 100, description: '' } });
    await chat.back();
    expect(chat.rating()).toBe('sending');
    chat.transport.answer = () => ({ ok: true, value: {} });
    await chat.back();
    expect(chat.rating()).toBe('sent');
    expect(chat.sent()).toEqual([2, 2]);
  });

  it.each([
    { error: TOO_MANY_CALLS, retryAfterMs: 700 },
    { error: COMMAND_FAILED },
  ])('is told again a while after a refusal that will pass, case %#', async (refusal) => {
    const chat = await over();
    chat.rate(2);
    chat.transport.answer = () => ({ ok: false, ...refusal });
    await chat.back();
    chat.transport.answer = () => ({ ok: true, value: {} });
    await chat.clock.advance(2_000);
    expect(chat.rating()).toBe('sent');
  });

  it('may be given again where the server did not take it, and nobody hears of that', async () => {
    const chat = await over();
    chat.rate(2);
    chat.transport.events.onRefused(SESSION_UNKNOWN);
    await settled();
    expect(chat.rating()).toBe('refused');
    chat.rate(2);
    expect(chat.rating()).toBe('sending');
    expect(chat.names()).not.toContain('error');
  });

  it('may be given again where its answer was a refusal', async () => {
    const chat = await over();
    chat.rate(2, 'slow');
    chat.transport.answer = () => ({ ok: false, error: SESSION_UNKNOWN });
    await chat.back();
    expect(chat.rating()).toBe('refused');
  });

  it('is kept as it is filled in, whatever becomes of the window', async () => {
    const chat = await over();
    const opinion = { score: 4, comment: 'Half a sent' };
    chat.engine.wish({ type: 'ratingEdited', ...opinion });
    chat.engine.wish({ type: 'minimizeRequested' });
    chat.engine.wish({ type: 'maximizeRequested' });
    expect(chat.engine.state().life).toMatchObject({ rating: 'asked', opinion });
    expect(chat.sent()).toEqual([]);
  });

  it('counts as it was given last', async () => {
    const chat = await over();
    chat.rate(2);
    chat.transport.answer = () => null;
    await chat.back();
    chat.transport.answer = () => ({ ok: true, value: {} });
    chat.rate(5);
    await settled();
    expect(chat.sent()).toEqual([2, 5]);
    expect(chat.rating()).toBe('sent');
  });

  it('is not kept for a later page', async () => {
    const chat = await over();
    chat.rate(2, 'a secret');
    chat.lifecycle.hide();
    expect(chat.storage.get('tagalong:default:http://shop.localhost')).toBeNull();
  });
});

describe('another chat', () => {
  it('is begun by the page, which knows its options', async () => {
    const asked: object[] = [];
    const chat = await over(RATED, undefined, { startAgain: (request: object) => void asked.push(request) });
    chat.engine.wish({ type: 'newChatRequested' });
    expect(asked).toEqual([{ sessionId: SESSION.sessionId }]);
    expect(chat.engine.state().life.phase).toBe('ended');
  });

  it('is not asked for while there is one', async () => {
    const asked: object[] = [];
    const chat = await over(RATED, [joined(1)], { startAgain: (request: object) => void asked.push(request) });
    chat.engine.wish({ type: 'newChatRequested' });
    expect(asked).toEqual([]);
  });
});
