// Rules of the other events: who comes and goes, who types, what ends a session, and what all events look like.

import { holds, same } from '../compare.ts';
import { textsOf } from '../page.ts';
import { wrongWith } from '../shapes.ts';
import { rule, type Scene } from './check.ts';

/** Whatever was still to come has come, as far as anybody can tell from outside: another session was begun and used. */
async function afterAWhile({ page, agent }: Scene): Promise<void> {
  const other = await page();
  const sessionId = await other.start();
  await agent.joins(sessionId);
  await agent.says(sessionId, 'later');
  await other.untilSaid('later');
}

export const eventRules = [
  rule('tells who joins, types and leaves', async ({ page, agent }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await agent.joins(sessionId);
    await visitor.untilTold('AgentConnected');
    await agent.types(sessionId, true);
    await visitor.untilTold('AgentTyping');
    const joined = visitor.stored().find(({ type }) => type === 'AgentConnected');
    same('party.type', joined && 'party' in joined && joined.party.type, 'Agent');
    if (!agent.leaves) return;
    await agent.leaves(sessionId);
    await visitor.untilTold('AgentDisconnected');
  }),

  rule('every event has the shape of the contract and comes to its own callback', async ({ page, agent }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await agent.joins(sessionId);
    await visitor.says(sessionId, 'hello');
    await agent.types(sessionId, true);
    await agent.says(sessionId, 'good morning');
    await visitor.untilSaid('good morning');
    if (agent.leaves) await agent.leaves(sessionId);
    else await agent.ends(sessionId);
    await visitor.untilTold(agent.leaves ? 'AgentDisconnected' : 'SessionEnded');
    for (const { on, event } of visitor.told) {
      const wrong = wrongWith(event, [on]);
      if (wrong) throw new Error(`told by on${on}: ${wrong}`);
    }
    for (const event of await visitor.transcript(sessionId)) {
      const wrong = wrongWith(event);
      if (wrong) throw new Error(`in the transcript: ${wrong}`);
    }
  }),

  rule('an end by the agent is told once, with reason 2, and nothing after it', async (scene) => {
    const { page, agent } = scene;
    const visitor = await page();
    const sessionId = await visitor.start();
    await agent.joins(sessionId);
    await agent.says(sessionId, 'good bye');
    await agent.ends(sessionId);
    await visitor.untilTold('SessionEnded');
    // A back end may refuse it; if it does not, it is not told.
    await (async () => agent.says(sessionId, 'one more thing'))().catch(() => {});
    await afterAWhile(scene);
    const types = visitor.stored().map(({ type }) => type);
    same('how often SessionEnded was told', types.filter((type) => type === 'SessionEnded').length, 1);
    same('the last event', types.at(-1), 'SessionEnded');
    const end = visitor.stored().at(-1);
    same('reason', end?.type === 'SessionEnded' && end.reason, { id: 2 });
  }),

  rule('a page that comes after the end finds it last in the transcript', async ({ page, agent }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await agent.joins(sessionId);
    await agent.says(sessionId, 'good bye');
    await agent.ends(sessionId);
    await visitor.untilTold('SessionEnded');
    const later = await page();
    await later.init();
    const outcome = await later.attempt('getTranscript', { sessionId, fromIndex: 0 });
    // A back end that forgets a session with its end says so.
    if (!outcome.ok) return same('the failure’s code', later.codeOf(outcome), 50);
    const transcript = await later.transcript(sessionId);
    same('messages', textsOf(transcript), ['good bye']);
    same('the last event', transcript.at(-1)?.type, 'SessionEnded');
  }),

  rule('leaving ends the session with reason 1', async ({ page }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await visitor.says(sessionId, 'hello');
    await visitor.untilSaid('hello');
    const answer = (await visitor.ask('leaveSession', { sessionId })) as { transcript?: unknown[] } | undefined;
    const given = (answer?.transcript ?? []) as { type?: unknown; reason?: unknown }[];
    for (const event of given) {
      const wrong = wrongWith(event);
      if (wrong) throw new Error(`in leaveSession’s transcript: ${wrong}`);
    }
    const inAnswer = given.find(({ type }) => type === 'SessionEnded');
    if (!inAnswer) await visitor.untilTold('SessionEnded');
    const end = inAnswer ?? visitor.stored().at(-1);
    same('reason', end && 'reason' in end && end.reason, { id: 1 });
  }),

  rule('a callback that is given later takes the place of the earlier one', async ({ page, agent }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await agent.joins(sessionId);
    let later = 0;
    visitor.transport.onMessageReceived(() => {
      later += 1;
    });
    const before = visitor.told.length;
    const other = await page();
    await other.init();
    await other.transcript(sessionId);
    await agent.says(sessionId, 'who hears this?');
    await other.untilSaid('who hears this?');
    await visitor.transcript(sessionId);
    const messages = visitor.told.slice(before).filter(({ on }) => on === 'MessageReceived');
    holds('the earlier callback', messages.length === 0, 'no more calls', messages);
    holds('the later callback', later <= 1, 'at most one call for one message', later);
  }),
];
