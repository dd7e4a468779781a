// Rules of beginning, going on and answering.

import type { Transport } from '../../host/api-transport.ts';
import { holds, same } from '../compare.ts';
import { textsOf } from '../page.ts';
import { rule } from './check.ts';

const METHODS = [
  ...['init', 'startSession', 'sendMessage', 'getTranscript', 'sendTyping', 'leaveSession'],
  ...['setUserData', 'getUserData', 'deleteUserData', 'onAgentConnected', 'onAgentDisconnected', 'onAgentTyping'],
  ...['onMessageReceived', 'onSessionEnded', 'onError'],
] as (keyof Transport)[];

export const sessionRules = [
  rule('has every method of the contract', async ({ page }) => {
    const { transport } = await page();
    const missing = METHODS.filter((name) => typeof transport[name] !== 'function');
    same('missing methods', missing, []);
    const ways = [typeof transport.onInterrupted, typeof transport.onContinued];
    holds('onInterrupted and onContinued', ways[0] === ways[1], 'both or neither', ways);
  }),

  rule('startSession gives each session an id of its own, of at most 57 letters, digits and hyphens', async (scene) => {
    const first = await (await scene.page()).start();
    const second = await (await scene.page()).start();
    holds('two sessionIds', first !== second, 'two different ones', [first, second]);
    // Other characters count as many as it takes to spell them.
    const length = [...first].reduce((sum, char) => sum + (/[A-Za-z0-9-]/.test(char) ? 1 : 4), 0);
    holds('sessionId', length <= 57 || /^[\w-]{8,64}$/.test(first), 'a shorter one', first);
  }),

  rule('every method settles within the limit', async ({ page }) => {
    const visitor = await page();
    const sessionId = await visitor.start({ plan: 'A' });
    await visitor.says(sessionId, 'hello');
    await visitor.transcript(sessionId);
    await visitor.ask('sendTyping', { sessionId, isTyping: true, typedText: 'he' });
    await visitor.ask('sendTyping', { sessionId, isTyping: false });
    await visitor.ask('setUserData', { sessionId, userData: { size: 41 } });
    await visitor.ask('getUserData', { sessionId, keys: ['plan'] });
    await visitor.ask('deleteUserData', { sessionId, keys: ['plan'] });
    await visitor.ask('leaveSession', { sessionId });
  }),

  rule('getTranscript fails with code 50 for a session that the back end does not know', async ({ page }) => {
    const visitor = await page();
    await visitor.init();
    const outcome = await visitor.attempt('getTranscript', { sessionId: 'no-such-session-anywhere', fromIndex: 0 });
    holds('getTranscript', !outcome.ok, 'a failure', outcome);
    const received = outcome.ok ? outcome : outcome.error;
    holds('the failure', visitor.codeOf(outcome) === 50, '{ error: { code: 50, description } }', received);
  }),

  rule('a page that has not started the session goes on with it', async ({ page, agent }) => {
    const first = await page();
    const sessionId = await first.start();
    await first.says(sessionId, 'on the first page');
    await first.untilSaid('on the first page');
    const second = await page();
    await second.init();
    same('the transcript', textsOf(await second.transcript(sessionId)), ['on the first page']);
    await agent.joins(sessionId);
    await agent.says(sessionId, 'to both pages');
    await Promise.all([first.untilSaid('to both pages'), second.untilSaid('to both pages')]);
    await second.says(sessionId, 'on the second page');
    await Promise.all([first.untilSaid('on the second page'), second.untilSaid('on the second page')]);
    const [ours, theirs] = [await first.transcript(sessionId), await second.transcript(sessionId)];
    same(
      'indexes on both pages',
      ours.map(({ index }) => index),
      theirs.map(({ index }) => index),
    );
  }),

  rule('tells nothing of another session', async ({ page, agent }) => {
    const [mine, other] = [await page(), await page()];
    const sessionId = await mine.start();
    const otherId = await other.start();
    await agent.joins(otherId);
    await agent.says(otherId, 'for somebody else');
    await other.untilSaid('for somebody else');
    await agent.joins(sessionId);
    await agent.says(sessionId, 'for you');
    await mine.untilSaid('for you');
    const strange = mine.told.filter(({ event }) => (event.sessionId ?? sessionId) === sessionId);
    same('messages told', textsOf(strange.map(({ event }) => event)), ['for you']);
    same('messages in the transcript', textsOf(await mine.transcript(sessionId)), ['for you']);
  }),

  rule('user data is set, given and deleted', async ({ page }) => {
    const visitor = await page();
    const sessionId = await visitor.start({ plan: 'A' });
    const given = (keys: string[]) => visitor.ask('getUserData', { sessionId, keys });
    same('getUserData', await given(['plan']), { userData: { plan: 'A' } });
    await visitor.ask('setUserData', { sessionId, userData: { size: 41 } });
    same('getUserData', await given(['size']), { userData: { size: 41 } });
    await visitor.ask('deleteUserData', { sessionId, keys: ['plan'] });
    const left = (await given(['plan'])) as { userData?: Record<string, unknown> } | undefined;
    holds('getUserData after deleteUserData', left?.userData?.plan === undefined, '{ userData: {} }', left);
  }),
];
