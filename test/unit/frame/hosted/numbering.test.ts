// A back end's own indexes become ours: from 1, without holes, and the same on every page.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ended, hostedSite, joined, own, said, typing } from '../../../support/hosted-site.ts';

describe('the numbering of a hosted session', () => {
  it('closes holes, also those of typing that used up an index', async () => {
    const site = hostedSite();
    await site.started();
    for (const event of [joined(10), said(20), said(35)]) {
      site.stored.push(event);
      site.tell(event.type === 'AgentConnected' ? 'onAgentConnected' : 'onMessageReceived', event);
      await site.settle();
    }
    site.tell('onAgentTyping', typing(true, 36));
    const before = site.asked('getTranscript').length;
    site.says(said(37));
    expect(site.indexes()).toEqual([1, 2, 3, 4]);
    expect(site.asked('getTranscript')).toHaveLength(before);
  });

  it('puts what is told in disorder in order, and asks for what is missing in between', async () => {
    const site = hostedSite();
    await site.started();
    site.stored.push(said(1), said(2), said(3));
    site.tell('onMessageReceived', said(3));
    expect(site.texts()).toEqual([]);
    await site.settle();
    expect(site.texts()).toEqual(['text 1', 'text 2', 'text 3']);
  });

  it('takes what is told twice once', async () => {
    const site = hostedSite();
    await site.started();
    site.says(said(1));
    site.tell('onMessageReceived', said(1));
    site.says(said(2));
    expect(site.texts()).toEqual(['text 1', 'text 2']);
  });

  it('takes a message that was stored twice under one id once', async () => {
    const site = hostedSite();
    await site.started();
    site.says(own(1, 'hello', 'id-of-the-message'));
    site.says(own(2, 'hello', 'id-of-the-message'));
    site.says(said(3));
    expect(site.entries.map(({ index }) => index)).toEqual([1, 2]);
  });

  it('loses nothing that comes late, after what had a higher index', async () => {
    const site = hostedSite();
    await site.started();
    site.says(said(2));
    await site.settle();
    site.says(said(1));
    expect(site.texts()).toEqual(['text 2', 'text 1']);
  });

  it('takes nothing after the end, and the end once', async () => {
    const site = hostedSite();
    await site.started();
    site.says(said(1));
    site.tell('onSessionEnded', ended(2));
    site.tell('onSessionEnded', ended(3));
    site.says(said(4));
    site.tell('onAgentTyping', typing(true));
    site.tell('onMessageReceived', 'nonsense');
    expect(site.texts()).toEqual(['text 1', 'sessionEnded']);
    expect(site.errors).toEqual([]);
    expect(site.heard).toEqual(['opened']);
  });

  it('ignores events that say that they are of another session', async () => {
    const site = hostedSite();
    await site.started();
    site.tell('onMessageReceived', { ...said(1, 'not for you'), sessionId: 'another-session' });
    site.tell('onMessageReceived', { ...said(1, 'for you'), sessionId: 'session-of-the-site' });
    site.tell('onError', { type: 'Error', sessionId: 'another-session', error: { code: 1, description: 'not yours' } });
    expect(site.texts()).toEqual(['for you']);
    expect(site.errors).toEqual([]);
  });

  it('is the same on a page that heard everything in any order, and on one that comes later', async () => {
    const indexes = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(indexes, fc.array(fc.nat(), { maxLength: 30 }), async (raw, order) => {
        const site = hostedSite();
        await site.started();
        const log = [...raw].sort((a, b) => a - b).map((index) => said(index));
        site.stored.push(...log);
        for (const place of order) site.tell('onMessageReceived', log[place % log.length]);
        await site.settle();
        site.transport.wake();
        await site.settle();
        const later = hostedSite();
        later.stored.push(...log);
        await later.resumed();
        expect(site.entries).toEqual(later.entries);
        expect(later.indexes()).toEqual(log.map((_, place) => place + 1));
      }),
      { numRuns: 100 },
    );
  });
});
