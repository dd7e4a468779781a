// Rules of what is said: once, in order, with indexes, and nothing lost.

import type { RawStoredEvent } from '../../host/api-transport.ts';
import { holds, same } from '../compare.ts';
import { type Page, textsOf } from '../page.ts';
import { rule, type Scene } from './check.ts';

const indexesOf = (events: readonly RawStoredEvent[]): number[] => events.map(({ index }) => index);

/** Visitor and agent say something in turn; settles when all has been told. */
async function talk({ page, agent }: Scene, rounds = 3): Promise<{ visitor: Page; sessionId: string; said: string[] }> {
  const visitor = await page();
  const sessionId = await visitor.start();
  await agent.joins(sessionId);
  const said: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const [question, answer] = [`question ${round}`, `answer ${round}`];
    said.push(question, answer);
    await visitor.says(sessionId, question);
    await visitor.untilSaid(question);
    await agent.says(sessionId, answer);
  }
  for (const text of said) await visitor.untilSaid(text);
  return { visitor, sessionId, said };
}

export const messageRules = [
  rule('tells the visitor’s own message, as one of a party of type Client', async ({ page, messages }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    await visitor.says(sessionId, 'hello');
    await visitor.untilSaid('hello');
    const [own] = visitor.stored().filter((event) => textsOf([event])[0] === 'hello');
    same('party.type', own && 'party' in own && own.party.type, 'Client');
    same('messages in the back end', await messages(sessionId), ['hello']);
  }),

  rule('tells each event once', async (scene) => {
    const { visitor, sessionId, said } = await talk(scene);
    // Whatever comes twice has come by the time that this has come.
    await scene.agent.says(sessionId, 'the last word');
    await visitor.untilSaid('the last word');
    same('messages told', textsOf(visitor.stored()), [...said, 'the last word']);
    const indexes = indexesOf(visitor.stored());
    holds('indexes told', new Set(indexes).size === indexes.length, 'each index once', indexes);
  }),

  rule('tells events in the order in which they happened', async (scene) => {
    const { agent, messages } = scene;
    const { visitor, sessionId } = await talk(scene, 1);
    const quickly = ['one', 'two', 'three', 'four', 'five', 'six'];
    for (const text of quickly) await agent.says(sessionId, text);
    for (const text of quickly) await visitor.untilSaid(text);
    same('messages told', textsOf(visitor.stored()), await messages(sessionId));
    const indexes = indexesOf(visitor.stored());
    holds('indexes told', isAscending(indexes), 'ascending ones', indexes);
  }),

  rule('the transcript has everything that was told, under the same indexes, in ascending order', async (scene) => {
    const { visitor, sessionId } = await talk(scene);
    const transcript = await visitor.transcript(sessionId);
    holds('indexes', isAscending(indexesOf(transcript)), 'ascending ones', indexesOf(transcript));
    const brief = (events: readonly RawStoredEvent[]) =>
      events.map((event) => [event.index, event.type, ...textsOf([event])]);
    same('the transcript', brief(transcript), brief(visitor.stored()));
    same('its messages', textsOf(transcript), await scene.messages(sessionId));
  }),

  rule('getTranscript gives what stands from fromIndex on, and 0 and 1 are the beginning', async (scene) => {
    const { visitor, sessionId } = await talk(scene);
    const all = indexesOf(await visitor.transcript(sessionId, 0));
    same('getTranscript from 1', indexesOf(await visitor.transcript(sessionId, 1)), all);
    for (const from of [all[2] ?? 0, all.at(-1) ?? 0, (all.at(-1) ?? 0) + 1]) {
      const given = indexesOf(await visitor.transcript(sessionId, from));
      same(
        `getTranscript from ${from}`,
        given,
        all.filter((index) => index >= from),
      );
    }
  }),

  rule('nothing is lost over an interruption', async (scene) => {
    const { agent, interrupt, mend, messages } = scene;
    const { visitor, sessionId } = await talk(scene, 1);
    await interrupt();
    if (visitor.transport.onInterrupted) await visitor.until('onInterrupted', () => visitor.ways.length > 0);
    await agent.says(sessionId, 'while you were away');
    await agent.says(sessionId, 'and this');
    await mend();
    await agent.says(sessionId, 'welcome back');
    await visitor.untilSaid('welcome back');
    const all = await visitor.transcript(sessionId);
    same('messages in the transcript', textsOf(all), await messages(sessionId));
    const missed = all.filter(({ index }) => !indexesOf(visitor.stored()).includes(index));
    const whole = [...visitor.stored(), ...missed].sort((a, b) => a.index - b.index);
    same('what was told, and what was not, by index', textsOf(whole), await messages(sessionId));
    if (!visitor.transport.onContinued) return;
    await visitor.until('onContinued', () => visitor.ways.length > 1);
    same('the way', visitor.ways, ['interrupted', 'continued']);
  }),

  rule('a message sent during an interruption settles, and is stored at most once', async (scene) => {
    const { agent, interrupt, mend, messages } = scene;
    const { visitor, sessionId } = await talk(scene, 1);
    await interrupt();
    const request = { sessionId, message: 'into the void', type: 'text', id: visitor.freshId() };
    const outcome = await visitor.attempt('sendMessage', request);
    await mend();
    await agent.says(sessionId, 'welcome back');
    await visitor.untilSaid('welcome back');
    const stored = (await messages(sessionId)).filter((text) => text === 'into the void').length;
    if (outcome.ok) same('how often a message that was taken is stored', stored, 1);
    else holds('how often a message that was refused is stored', stored <= 1, 'at most 1', stored);
  }),

  rule('where messages keep their id, one that is sent again is stored once', async ({ page, messages }) => {
    const visitor = await page();
    const sessionId = await visitor.start();
    const id = visitor.freshId();
    await visitor.says(sessionId, 'hello', id);
    await visitor.untilSaid('hello');
    const [told] = visitor.stored().filter((event) => event.type === 'MessageReceived');
    if (told?.type !== 'MessageReceived' || told.id === undefined) return;
    same('id', told.id, id);
    await visitor.says(sessionId, 'hello', id);
    same('messages in the back end', await messages(sessionId), ['hello']);
  }),
];

const isAscending = (indexes: readonly number[]): boolean =>
  indexes.every((index, place) => place === 0 || index > (indexes[place - 1] ?? 0));
