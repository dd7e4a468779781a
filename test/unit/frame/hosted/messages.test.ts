// The visitor's own messages through a transport of the site's own: each once, whatever the answers do. And what is no event.

import { describe, expect, it } from 'vitest';
import { bad, good, hostedSite, never, own, said } from '../../../support/hosted-site.ts';

const idsOf = (site: ReturnType<typeof hostedSite>) =>
  site.entries.map((entry) => (entry.kind === 'message' ? entry.id : entry.kind));

describe('a message of the visitor’s own', () => {
  it('is known by its id where the back end keeps it', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = ({ id }) => {
      site.says(own(1, 'hello', String(id)));
      return good();
    };
    expect(await site.append('message-one', 'hello')).toEqual({ ok: true, value: { index: 1 } });
    expect(idsOf(site)).toEqual(['message-one']);
  });

  it('is known by its text where no id is kept, each once', async () => {
    const site = hostedSite();
    await site.started();
    let index = 0;
    site.answers.sendMessage = ({ message }) => {
      index += 1;
      site.says(own(index, String(message)));
      return good();
    };
    for (const id of ['message-one', 'message-two']) await site.append(id, 'the same words');
    expect(idsOf(site)).toEqual(['message-one', 'message-two']);
  });

  it('is not taken for one that an agent wrote', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = () => {
      site.says({ ...said(1, 'hello'), id: 'message-one' } as never);
      return good();
    };
    await site.append('message-one', 'hello');
    expect(idsOf(site)).toEqual(['hosted-1']);
  });

  it('is looked for before it is sent again: stored, though the answer said no', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = ({ message }) => {
      site.stored.push(own(1, String(message)));
      return bad(52);
    };
    expect(await site.append('message-one', 'hello')).toEqual({ ok: true, value: { index: 1 } });
    expect(idsOf(site)).toEqual(['message-one']);
  });

  it('is not sent again if it was stored and only the answer was lost', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = ({ message }) => {
      site.stored.push(own(1, String(message)));
      return never;
    };
    const lost = site.append('message-one', 'hello');
    await site.clock.advance(60_000);
    expect(await lost).toMatchObject({ error: { code: 100 } });
    expect(await site.append('message-one', 'hello')).toEqual({ ok: true, value: { index: 1 } });
    expect(site.asked('sendMessage')).toHaveLength(1);
    expect(idsOf(site)).toEqual(['message-one']);
  });

  it('is refused if the site refused it and it is not in the transcript, and may be tried again', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = () => bad(52);
    expect(await site.append('message-one', 'hello')).toMatchObject({ ok: false, error: { code: 52 } });
    site.answers.sendMessage = ({ id }) => {
      site.says(own(1, 'hello', String(id)));
      return good();
    };
    expect(await site.append('message-one', 'hello')).toMatchObject({ ok: true });
    expect(site.heard).toEqual(['opened']);
  });

  it('of an earlier page is found in what this page had not seen yet', async () => {
    const site = hostedSite({ outbox: { id: 'message-two', text: 'again' } });
    site.stored.push(own(1, 'again'), said(2), own(3, 'again'));
    await site.resumed(2);
    expect(idsOf(site)).toEqual(['message-two']);
    expect(await site.append('message-two', 'again')).toEqual({ ok: true, value: { index: 3 } });
    expect(site.asked('sendMessage')).toEqual([]);
  });

  it('that is not told back is looked for', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = ({ message }) => {
      site.stored.push(own(1, String(message)));
      return good();
    };
    await site.append('message-one', 'hello');
    expect(site.texts()).toEqual([]);
    await site.clock.advance(2_000);
    expect(idsOf(site)).toEqual(['message-one']);
  });
});

describe('what is no event', () => {
  const WRONG: [on: string, event: unknown, words: string][] = [
    ['onMessageReceived', null, 'event: expected Object'],
    ['onMessageReceived', 'hello', 'event: expected Object'],
    ['onMessageReceived', { ...said(1), type: 'AgentConnected' }, 'type: expected "MessageReceived"'],
    ['onMessageReceived', { ...said(1), index: '1' }, 'index: expected number, received "1"'],
    ['onMessageReceived', { ...said(1), index: 1.5 }, 'index: '],
    ['onMessageReceived', { ...said(1), timestamp: '2026' }, 'timestamp: expected number'],
    ['onMessageReceived', { ...said(1), content: { text: '' } }, 'content.text: '],
    ['onMessageReceived', { ...said(1), content: 'hello' }, 'content: expected Object'],
    ['onMessageReceived', { ...said(1), party: { id: 3, name: 'Bob', type: { agent: true } } }, 'party.type: '],
    ['onSessionEnded', { type: 'SessionEnded', index: 1, timestamp: 1, reason: { id: 4 } }, 'reason.id: '],
    ['onAgentTyping', { type: 'AgentTyping', party: said(1).party, isTyping: 1 }, 'isTyping: expected boolean'],
    ['onError', { type: 'Error', error: 'broken' }, 'error: expected Object'],
  ];

  it.each(
    WRONG,
  )('told by %s becomes an error that names the field, and changes nothing: %j', async (on, event, words) => {
    const site = hostedSite();
    await site.started();
    const answered = site.tell(on, event);
    expect(site.errors).toHaveLength(1);
    expect(site.errors[0]).toContain(words);
    expect(answered).toMatchObject({ code: 3, description: site.errors[0] });
    site.says(said(1));
    expect(site.texts()).toEqual(['text 1']);
    expect(site.heard).toEqual(['opened']);
  });

  it('in a transcript is told of once, and counted by nobody', async () => {
    const site = hostedSite();
    site.stored.push(said(1), { ...said(2), party: null } as never, said(3));
    await site.resumed();
    site.transport.wake();
    await site.settle();
    expect(site.indexes()).toEqual([1, 2]);
    expect(site.errors).toHaveLength(1);
    expect(site.errors[0]).toContain('party: expected Object, received null');
  });

  it('in the answer of a method is a failure that names the field', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.getUserData = () => good({ userData: 'Ann' });
    const answer = await site.transport.request({ type: 'getUserData', id: 'data-please', keys: ['name'] });
    expect(answer).toMatchObject({ ok: false, error: { code: 52 } });
    expect(answer).toMatchObject({
      error: { description: expect.stringContaining('transport.getUserData: userData: ') },
    });
  });
});
