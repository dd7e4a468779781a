// A hosted transport's way to its back end: begun, lost, found again, refused, closed.

import { describe, expect, it } from 'vitest';
import { bad, ended, good, hostedSite, never, said } from '../../../support/hosted-site.ts';

const LIMIT_MS = 10_000;
const LONGEST_PAUSE_MS = 30_000;

describe('a hosted session', () => {
  it('is begun after init and with every callback in place', async () => {
    const site = hostedSite();
    const atStart: string[] = [];
    site.answers.startSession = () => {
      atStart.push(...site.callbacks.keys());
      return good({ sessionId: 'session-of-the-site' });
    };
    await site.started();
    expect(site.calls[0]?.method).toBe('init');
    expect(atStart.sort()).toEqual(
      [
        ...['onAgentConnected', 'onAgentDisconnected', 'onAgentTyping', 'onContinued'],
        ...['onError', 'onInterrupted', 'onMessageReceived', 'onSessionEnded'],
      ].sort(),
    );
    expect(site.asked('startSession')[0]).toMatchObject({ username: 'Vera', userData: { plan: 'A' }, subject: '' });
    expect(site.key()).toEqual({ sessionId: 'session-of-the-site', token: 'this-session-has-no-token' });
  });

  it('has what was told before it was known to exist', async () => {
    const site = hostedSite();
    site.answers.startSession = () => {
      site.says(said(1));
      return good({ sessionId: 'session-of-the-site' });
    };
    await site.started();
    expect(site.heard).toEqual(['opened']);
    expect(site.texts()).toEqual(['text 1']);
  });

  it.each(['7', 'kunde/äöü 🫖', 'a'.repeat(57), 'hosted-7'])('keeps the back end’s name for it: %s', async (name) => {
    const site = hostedSite();
    site.answers.startSession = () => good({ sessionId: name });
    await site.started();
    expect(site.key()?.sessionId).toMatch(/^[\w-]{8,64}$/);
    const later = hostedSite();
    later.transport.resume(later.cursorAt(0, site.key()?.sessionId));
    await later.settle();
    expect(later.asked('getTranscript')).toEqual([{ sessionId: name, fromIndex: 1 }]);
  });

  it('is refused with words about the field where startSession gives no id', async () => {
    for (const wrong of [undefined, {}, { sessionId: 7 }, { sessionId: '' }, { sessionId: 'x'.repeat(80) }]) {
      const site = hostedSite();
      site.answers.startSession = () => good(wrong);
      await site.started();
      expect(site.heard).toEqual(['refused 52']);
    }
  });

  it('is refused as the site refuses it', async () => {
    const site = hostedSite();
    site.answers.startSession = () => bad(101);
    await site.started();
    expect(site.heard).toEqual(['refused 101']);
  });

  it('is asked for again, under the same id, while nothing answers', async () => {
    const site = hostedSite();
    site.answers.startSession = () => never;
    await site.started();
    await site.clock.advance(LIMIT_MS);
    expect(site.heard).toEqual(['down']);
    site.answers.startSession = () => good({ sessionId: 'session-of-the-site' });
    await site.clock.advance(LONGEST_PAUSE_MS);
    expect(site.heard).toEqual(['down', 'opened']);
    const [first, second] = site.asked('startSession');
    expect(second).toEqual(first);
    expect(site.asked('init')).toHaveLength(1);
  });

  it('goes on on another page with all that was said, after init', async () => {
    const site = hostedSite();
    site.stored.push(said(4), said(9), said(12));
    await site.resumed(1);
    expect(site.calls.map(({ method }) => method)).toEqual(['init', 'getTranscript']);
    expect(site.heard).toEqual(['resumed at 3']);
    expect(site.indexes()).toEqual([2, 3]);
  });

  it('is unknown when the site says 50, and only then', async () => {
    const site = hostedSite();
    site.answers.getTranscript = () => bad(50);
    await site.resumed();
    expect(site.heard).toEqual(['refused 50']);
    const other = hostedSite();
    other.answers.getTranscript = () => bad(52);
    await other.resumed();
    expect(other.heard).toEqual(['down']);
  });

  it('is down after an answer that never came, and comes back without losing anything', async () => {
    const site = hostedSite();
    await site.started();
    site.answers.sendMessage = () => never;
    const answer = site.append('message-one', 'hello');
    await site.clock.advance(LIMIT_MS);
    expect(await answer).toMatchObject({ ok: false, error: { code: 100 } });
    expect(site.heard).toEqual(['opened', 'down']);
    site.says(said(1));
    expect(site.texts()).toEqual([]);
    await site.clock.advance(LONGEST_PAUSE_MS);
    expect(site.heard).toEqual(['opened', 'down', 'resumed at 1']);
    expect(site.texts()).toEqual(['text 1']);
  });

  it('waits for onContinued where the site has it, and tries again itself where it has not', async () => {
    for (const saysWhenBack of [true, false]) {
      const site = hostedSite({ without: saysWhenBack ? [] : ['onContinued'] });
      await site.started();
      site.tell('onInterrupted');
      expect(site.heard).toEqual(['opened', 'down']);
      expect(await site.append('message-one', 'hello')).toMatchObject({ error: { code: 100 } });
      await site.clock.advance(LONGEST_PAUSE_MS);
      expect(site.heard).toEqual(saysWhenBack ? ['opened', 'down'] : ['opened', 'down', 'resumed at 0']);
      site.stored.push(said(1));
      if (saysWhenBack) site.tell('onContinued');
      else site.transport.wake();
      await site.settle();
      expect(site.texts()).toEqual(['text 1']);
    }
  });

  it('looks for what it missed when the page wakes up', async () => {
    const site = hostedSite();
    await site.started();
    site.stored.push(said(1));
    site.transport.wake();
    await site.settle();
    expect(site.texts()).toEqual(['text 1']);
  });

  it('is silent once it is closed, closes the site’s transport once, and can be begun again', async () => {
    const site = hostedSite();
    await site.started();
    site.transport.close();
    site.transport.close();
    site.says(said(1));
    site.tell('onInterrupted');
    site.tell('onError', { type: 'Error', error: { code: 1, description: 'late' } });
    expect([site.heard, site.texts(), site.errors]).toEqual([['opened'], [], []]);
    expect(site.asked('close')).toHaveLength(1);
    expect(await site.append('message-one', 'hello')).toMatchObject({ error: { code: 100 } });
    await site.resumed();
    expect(site.asked('init')).toHaveLength(2);
    expect(site.texts()).toEqual(['text 1']);
  });

  it('ends with what leaveSession gives, with what is told, and also with a back end that says nothing', async () => {
    const leave = (site: ReturnType<typeof hostedSite>) => site.transport.request({ type: 'leave', id: 'leave-it' });
    const giving = hostedSite();
    await giving.started();
    giving.answers.leaveSession = () => good({ transcript: [said(1), ended(2)] });
    await leave(giving);
    expect(giving.texts()).toEqual(['text 1', 'sessionEnded']);

    const telling = hostedSite();
    await telling.started();
    telling.answers.leaveSession = () => {
      telling.stored.push(ended(1));
      return good();
    };
    await leave(telling);
    expect(telling.texts()).toEqual(['sessionEnded']);

    const silent = hostedSite();
    await silent.started();
    await leave(silent);
    expect(silent.entries).toMatchObject([{ index: 1, kind: 'sessionEnded', reason: 'leaveRequest' }]);
  });
});
