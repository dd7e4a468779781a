import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../../../frame/session/initial-state.ts';
import { COMMAND_FAILED, MESSAGE_TOO_LONG, SERVER_UNAVAILABLE, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { chatting, kinds, restore, resumed, run, said, savedFrom, T0, VISITOR } from '../../support/frame-facts.ts';

const say = (id: string) => ({ type: 'messageSubmitted', id, text: `text of ${id}`, contentType: 'text' }) as const;
const logged = (index: number, id: string) =>
  ({ type: 'entriesReceived', entries: [said(index, id, VISITOR)] }) as const;
const statuses = ({ life }: ReturnType<typeof run>['state']) =>
  'outbox' in life ? life.outbox.map(({ id, status }) => `${id} ${status}`) : [];
const sent = (effects: ReturnType<typeof run>['effects']) =>
  effects.flatMap((effect) => (effect.kind === 'sendMessage' ? [effect.message.id] : []));

describe('the outbox', () => {
  it('has one message in flight and keeps the order', () => {
    const two = run(chatting(), say('message-a'), say('message-b'));
    expect(sent(two.effects)).toEqual(['message-a']);
    expect(statuses(two.state)).toEqual(['message-a sending', 'message-b waiting']);
    const next = run(two.state, logged(1, 'message-a'));
    expect(sent(next.effects)).toEqual(['message-b']);
  });

  it('lets a message go only when its id stands in the log', () => {
    const { state } = run(chatting(), say('message-a'), logged(1, 'of-another'));
    expect(statuses(state)).toEqual(['message-a sending']);
    expect(statuses(run(state, logged(2, 'message-a')).state)).toEqual([]);
  });

  it('keeps a refused head in sight, where it holds the queue, until it is tried again or discarded', () => {
    const failed = run(chatting(), say('message-a'), say('message-b'), {
      ...{ type: 'messageRefused', id: 'message-a', error: MESSAGE_TOO_LONG },
    });
    expect(statuses(failed.state)).toEqual(['message-a failed', 'message-b waiting']);
    expect(sent(run(failed.state, logged(1, 'of-another')).effects)).toEqual([]);
    expect(sent(run(failed.state, { type: 'retryRequested', messageId: 'message-a' }).effects)).toEqual(['message-a']);
    const without = run(failed.state, { type: 'discardRequested', messageId: 'message-a' });
    expect(sent(without.effects)).toEqual(['message-b']);
  });

  it('tries again by itself what is refused for a while', () => {
    const refusal = { type: 'messageRefused', id: 'message-a', error: TOO_MANY_CALLS, retryAfterMs: 700 } as const;
    const held = run(chatting(), say('message-a'), refusal);
    expect(held.effects.at(-1)).toEqual({ kind: 'retryMessageLater', id: 'message-a', delayMs: 700 });
    expect(statuses(held.state)).toEqual(['message-a sending']);
    expect(sent(run(held.state, { type: 'messageRetryDue', id: 'message-a' }).effects)).toEqual(['message-a']);
  });

  it('sends again under the same id when the way is back', () => {
    const lost = run(
      chatting(),
      say('message-a'),
      { type: 'messageRefused', id: 'message-a', error: SERVER_UNAVAILABLE },
      { type: 'transportLost' },
    );
    expect(statuses(lost.state)).toEqual(['message-a waiting']);
    expect(sent(run(lost.state, { type: 'transportResumed', resumed: resumed(0) }).effects)).toEqual(['message-a']);
  });

  it('takes messages while restoring and sends them once the server has answered, never before', () => {
    const waiting = run(INITIAL_STATE, restore(savedFrom(chatting())), say('message-a'));
    expect(kinds(waiting.effects)).not.toContain('sendMessage');
    expect(sent(run(waiting.state, { type: 'transportResumed', resumed: resumed(0) }).effects)).toEqual(['message-a']);
  });

  it('does not send anew on the next page what was logged meanwhile', () => {
    const saved = savedFrom(run(chatting(), say('message-a')).state);
    const back = run(INITIAL_STATE, restore(saved), { type: 'transportResumed', resumed: resumed(1) });
    expect(statuses(run(back.state, logged(1, 'message-a')).state)).toEqual([]);
  });

  it('keeps a refusal for the next page, where the message waits for its visitor as before, not for the server', () => {
    const refusal = { type: 'messageRefused', id: 'message-a', error: MESSAGE_TOO_LONG } as const;
    const refused = run(chatting(), say('message-a'), say('message-b'), refusal).state;
    const saved = savedFrom(refused);
    for (const seen of [restore(saved), { type: 'pageShown', saved, elsewhere: false } as const]) {
      const before = seen.type === 'pageShown' ? refused : INITIAL_STATE;
      const back = run(before, seen, { type: 'transportResumed', resumed: resumed(0) });
      expect(back.state.life).toMatchObject({ outbox: [{ status: 'failed', error: MESSAGE_TOO_LONG }, {}] });
      expect(sent(back.effects)).toEqual([]);
      expect(sent(run(back.state, { type: 'retryRequested', messageId: 'message-a' }).effects)).toEqual(['message-a']);
    }
  });

  it('keeps no refusal of a message that is tried again', () => {
    const refusal = { type: 'messageRefused', id: 'message-a', error: MESSAGE_TOO_LONG } as const;
    const again = { type: 'retryRequested', messageId: 'message-a' } as const;
    const tried = savedFrom(run(chatting(), say('message-a'), refusal, again).state);
    const back = run(INITIAL_STATE, restore(savedFrom(run(INITIAL_STATE, restore(tried)).state)));
    expect(statuses(back.state)).toEqual(['message-a waiting']);
  });

  it('takes a message that comes twice for one', () => {
    expect(statuses(run(chatting(), say('message-a'), say('message-a')).state)).toHaveLength(1);
  });

  it('asks the log after a message whose entry does not come', () => {
    const stuck = run(chatting(), say('message-a'), { type: 'timePassed', at: T0 + 20_000 });
    expect(stuck.effects.at(-1)).toMatchObject({ kind: 'fetchTranscript', fromIndex: 1 });
  });

  it('never forgets what was unsent when the chat ends', () => {
    const over = run(
      chatting(),
      say('message-a'),
      { type: 'messageRefused', id: 'message-a', error: COMMAND_FAILED },
      { type: 'entriesReceived', entries: [{ index: 1, at: T0, kind: 'sessionEnded', reason: 'agent' }] },
    );
    expect(over.state.life).toMatchObject({ phase: 'ended', unsent: [{ id: 'message-a' }] });
  });
});
