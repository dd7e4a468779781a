import { describe, expect, it } from 'vitest';
import { COMMAND_STOPPED, SERVER_UNAVAILABLE, TOO_MANY_CALLS } from '../../../protocol/errors.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { Answer } from '../../../server/console/agent-channel.ts';
import { createOutbox } from '../../../server/console/outbox.ts';
import type { OutboxItem } from '../../../server/console/outbox-item.ts';
import type { KeyValueStore } from '../../../server/console/ports.ts';
import { countingRandom, fakeClock, memoryStore, message, refusingStore } from './console-fixtures.ts';

const CHAT = 'session-1';

function world(storage: KeyValueStore = memoryStore()) {
  const clock = fakeClock();
  const sent: { item: OutboxItem; answer: (answer: Answer<unknown>) => void }[] = [];
  const outbox = createOutbox({
    clock,
    random: countingRandom,
    storage,
    storageKey: 'outbox',
    append: (item) => new Promise((answer) => void sent.push({ item, answer })),
    onChange: () => {},
  });
  const texts = () => sent.map(({ item }) => item.text);
  const statuses = (chat = CHAT) => outbox.items(chat).map(({ status }) => status);
  const answerLast = async (answer: Answer<unknown>) => {
    sent.at(-1)!.answer(answer);
    await clock.advance(0);
  };
  return { clock, sent, outbox, texts, statuses, answerLast, storage };
}

describe('outbox', () => {
  it('sends nothing while the link is down, and everything in order when it is up', async () => {
    const { outbox, texts, statuses, answerLast } = world();
    outbox.add(CHAT, 'one');
    outbox.add(CHAT, 'two');
    expect(texts()).toEqual([]);
    outbox.resume();
    expect(texts()).toEqual(['one']);
    expect(statuses()).toEqual(['sending', 'waiting']);
    await answerLast(ok({ index: 1 }));
    expect(texts()).toEqual(['one', 'two']);
  });

  it('has one message in flight per chat, and chats do not wait for each other', () => {
    const { outbox, texts } = world();
    outbox.resume();
    outbox.add(CHAT, 'a1');
    outbox.add(CHAT, 'a2');
    outbox.add('session-2', 'b1');
    expect(texts()).toEqual(['a1', 'b1']);
  });

  it('removes a message only when its id is seen in the log', async () => {
    const { outbox, sent, statuses, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    await answerLast(ok({ index: 1 }));
    expect(statuses()).toEqual(['stored']);
    outbox.noteEntries(CHAT, [message(1, 'one', 'agent', sent[0]!.item.id)]);
    expect(statuses()).toEqual([]);
  });

  it('sends again with the same id after the link was lost before the answer', async () => {
    const { outbox, sent, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    outbox.pause();
    await answerLast(failed(SERVER_UNAVAILABLE));
    outbox.resume();
    expect(sent).toHaveLength(2);
    expect(sent[1]!.item.id).toBe(sent[0]!.item.id);
  });

  it('sends again what was acknowledged but not yet seen when the link was lost', async () => {
    const { outbox, sent, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    await answerLast(ok({ index: 1 }));
    outbox.pause();
    outbox.resume();
    expect(sent[1]!.item.id).toBe(sent[0]!.item.id);
  });

  it('holds the queue behind a refused head until it is tried again', async () => {
    const { outbox, texts, statuses, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    outbox.add(CHAT, 'two');
    await answerLast(failed(COMMAND_STOPPED));
    expect(statuses()).toEqual(['failed', 'waiting']);
    expect(texts()).toEqual(['one']);
    outbox.retry(CHAT);
    expect(texts()).toEqual(['one', 'one']);
  });

  it('goes on with the next message when a refused head is discarded', async () => {
    const { outbox, sent, texts, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    outbox.add(CHAT, 'two');
    await answerLast(failed(COMMAND_STOPPED));
    outbox.discard(CHAT, sent[0]!.item.id);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('waits as long as the server asks when there were too many calls', async () => {
    const { clock, outbox, texts, answerLast } = world();
    outbox.resume();
    outbox.add(CHAT, 'one');
    await answerLast({ ...failed(TOO_MANY_CALLS), retryAfterMs: 700 });
    await clock.advance(699);
    expect(texts()).toEqual(['one']);
    await clock.advance(1);
    expect(texts()).toEqual(['one', 'one']);
  });

  it('brings unsent messages back after a reload, in order and with their ids', () => {
    const first = world();
    first.outbox.add(CHAT, 'one');
    first.outbox.add(CHAT, 'two');
    const ids = first.outbox.items(CHAT).map(({ id }) => id);
    const second = world(first.storage);
    expect(second.outbox.sessionIds()).toEqual([CHAT]);
    expect(second.outbox.items(CHAT).map(({ id }) => id)).toEqual(ids);
  });

  it('keeps what another tab has put into the same storage', () => {
    const first = world();
    const second = world(first.storage);
    first.outbox.add(CHAT, 'from one tab');
    second.outbox.add(CHAT, 'from the other');
    expect(
      world(first.storage)
        .outbox.items(CHAT)
        .map(({ text }) => text),
    ).toEqual(['from one tab', 'from the other']);
  });

  it('works without storage, and ignores what it cannot read there', () => {
    const refused = world(refusingStore);
    refused.outbox.resume();
    refused.outbox.add(CHAT, 'one');
    expect(refused.texts()).toEqual(['one']);
    const spoilt = memoryStore();
    spoilt.set('outbox', '[{"id":7}]');
    expect(world(spoilt).outbox.sessionIds()).toEqual([]);
  });
});
