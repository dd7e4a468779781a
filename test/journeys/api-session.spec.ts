// The session of a site's script: each command, each event with what it carries.

import type { Page } from '@playwright/test';
import type { Agent } from '../support/agent.ts';
import { COMING_BACK_MS } from '../support/coming-back.ts';
import { chatLine } from '../support/site-faults.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import type { Visitor } from '../support/visitor.ts';

type Given = Parameters<typeof ask>[2];

/** Runs a command of `window.session`; the answer, the failure's event, or the words of what was thrown. */
const command = (page: Page, name: string, ...given: unknown[]): Promise<unknown> =>
  page.evaluate(
    async ([method, words]) => {
      const { session } = window as unknown as {
        session: Record<string, (...args: unknown[]) => PromiseLike<unknown>>;
      };
      try {
        const promise = session[method]?.(...words);
        return (await promise) ?? 'done';
      } catch (error) {
        return error instanceof Error ? `${error.name}: ${error.message}` : error;
      }
    },
    [name, given] as const,
  );

/** Starts at once and collects every event from then on in `window.heard`, as `[name, event]`. */
async function begin(page: Page, options: Given, method: 'startChat' | 'restoreChat' = 'startChat'): Promise<void> {
  expect(await ask(page, method, options)).toBe('session');
  await page.evaluate(() => {
    const site = window as unknown as SiteWindow;
    site.heard = [];
    const { session } = site as unknown as { session: Record<string, (callback: (event: unknown) => void) => void> };
    for (const name of Object.keys(session).filter((key) => key.startsWith('on'))) {
      session[name]?.((event) => site.heard.push([name, event]));
    }
  });
}

/** From an empty page to a talk with an agent. */
async function beginTalk(
  visitor: Visitor,
  agent: Agent,
  address: string,
  options: { username: string; userData?: object },
): Promise<void> {
  await visitor.open(address);
  await begin(visitor.page, { ...AT_ONCE, ...options });
  await agent.accept(options.username);
}

const heard = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    (wanted) =>
      ((window as unknown as SiteWindow).heard as [string, unknown][]).flatMap(([type, event]) =>
        type === wanted ? [event] : [],
      ),
    name,
  );

const indexed = { index: expect.any(Number), timestamp: expect.any(Number) };

test('sendMessage takes a text, or an object with a text or an address', async ({ visitor, agent, sites, context }) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Sending Ann' });
  expect(await command(page, 'sendMessage', 'by word')).toBe('done');
  expect(await command(page, 'sendMessage', { message: 'by object' })).toBe('done');
  expect(await command(page, 'sendMessage', { message: 'https://tea.example/', type: 'url' })).toBe('done');
  for (const text of ['by word', 'by object', 'https://tea.example/']) {
    await agent.sees(text);
    await visitor.sees(text);
  }
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(3);
  const party = { id: expect.any(Number), name: 'Sending Ann', type: { client: true } };
  expect(await heard(page, 'onMessageReceived')).toEqual([
    { ...indexed, restored: false, party, content: { text: 'by word', type: { text: true } } },
    { ...indexed, restored: false, party, content: { text: 'by object', type: { text: true } } },
    { ...indexed, restored: false, party, content: { text: 'https://tea.example/', type: { url: true } } },
  ]);
});

test('sendTyping shows the agent that the visitor types, until isTyping is false', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Quick Ann' });
  const typing = agent.page.getByText(/typing/i).first();
  expect(await command(page, 'sendTyping')).toBe('done');
  await expect(typing).toBeVisible();
  expect(await command(page, 'sendTyping', { isTyping: false })).toBe('done');
  await expect(typing).toBeHidden();
  expect(await command(page, 'sendTyping', { isTyping: true, typedText: 'A pot of' })).toBe('done');
  await expect(typing).toBeVisible();
});

test('getTranscript gives what was said from an index on, and fires no event again', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Reading Ann' });
  await visitor.say('remark 1');
  await agent.sees('remark 1');
  await agent.say('remark 2');
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(2);
  const events = [...(await heard(page, 'onAgentConnected')), ...(await heard(page, 'onMessageReceived'))] as {
    index: number;
  }[];
  const types = ['AgentConnected', 'MessageReceived', 'MessageReceived'];
  const items = events.map((event, place) => ({ type: types[place], ...event }));

  expect(await command(page, 'getTranscript')).toEqual({ transcript: items });
  expect(await command(page, 'getTranscript', { fromIndex: items[2]?.index })).toEqual({ transcript: [items[2]] });
  expect(await heard(page, 'onMessageReceived')).toHaveLength(2);
});

test('setUserData, getUserData and deleteUserData change what the agent sees', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), {
    username: 'Data Ann',
    userData: { cart: 'teapot' },
  });
  const details = agent.page.getByRole('complementary', { name: 'Visitor' });
  await expect(details).toContainText('teapot');
  expect(await command(page, 'setUserData', { size: 42, gift: true })).toBe('done');
  expect(await command(page, 'getUserData', 'size')).toEqual({ userData: { size: 42 } });
  await expect(details).toContainText('42');
  expect(await command(page, 'deleteUserData', 'cart')).toBe('done');
  expect(await command(page, 'getUserData', 'cart')).toEqual({ userData: {} });
  await expect(details).not.toContainText('teapot');
});

test('leave ends the session, and every command throws after the end', async ({ visitor, sites, context }) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await begin(page, AT_ONCE);
  expect(await command(page, 'leave')).toBe('done');
  await expect
    .poll(() => heard(page, 'onSessionEnded'))
    .toEqual([{ ...indexed, restored: false, reason: { leaveRequest: true } }]);
  const commands: [string, ...unknown[]][] = [
    ['sendMessage', 'too late'],
    ['sendTyping'],
    ['getTranscript'],
    ['setUserData', {}],
    ['getUserData', 'cart'],
    ['deleteUserData', 'cart'],
    ['leave'],
  ];
  for (const [name, ...given] of commands) {
    expect(await command(page, name, ...given), name).toMatch(/^TypeError: /);
  }
});

test('a command without its parameter fails with 2, with a wrong one with 3, too long with 307, too often with 308', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  await begin(page, AT_ONCE);
  const cases: [number, string, ...unknown[]][] = [
    [2, 'sendMessage', {}],
    [3, 'sendMessage', { message: 7 }],
    [3, 'sendMessage', { message: 'x', type: 'picture' }],
    [3, 'sendTyping', { isTyping: 'yes' }],
    [3, 'getTranscript', { fromIndex: 'first' }],
    [3, 'setUserData', { deep: { er: 1 } }],
    [3, 'getUserData', ''],
    [307, 'sendMessage', 'x'.repeat(5_001)],
  ];
  for (const [code, name, ...given] of cases) {
    expect(await command(page, name, ...given), `${name} ${code}`).toMatchObject({ error: { code } });
  }
  const codes = await page.evaluate(async () => {
    const { session } = window as unknown as SiteWindow;
    const calls = Array.from({ length: 1_000 }, () =>
      session.getTranscript().then(
        () => 0,
        (event: { error?: { code: number } }) => event.error?.code ?? -1,
      ),
    );
    return [...new Set(await Promise.all(calls))].sort();
  });
  expect(codes).toEqual([0, 308]);
});

test('agents come, type, speak and go: each event with its party', async ({ visitor, agent, sites, context }) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Hearing Ann' });
  await agent.reply.pressSequentially('One mom');
  await expect.poll(() => heard(page, 'onAgentTyping')).toHaveLength(1);
  await agent.say('Good day');
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(1);
  await agent.end();
  await expect.poll(() => heard(page, 'onSessionEnded')).toHaveLength(1);

  const party = { id: expect.any(Number), name: expect.any(String), type: { agent: true } };
  const news = { ...indexed, restored: false };
  expect(await heard(page, 'onAgentConnected')).toEqual([{ ...news, party }]);
  expect(await heard(page, 'onAgentTyping')).toEqual([
    { party, isTyping: true },
    { party, isTyping: false },
  ]);
  expect(await heard(page, 'onMessageReceived')).toEqual([
    { ...news, party, content: { text: 'Good day', type: { text: true } } },
  ]);
  expect(await heard(page, 'onAgentDisconnected')).toEqual([{ ...news, party }]);
  expect(await heard(page, 'onSessionEnded')).toEqual([{ ...news, reason: { agent: true } }]);
});

test('a late subscriber hears every earlier event of its kind, in order; one that is taken back hears no more', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Late Ann' });
  for (const text of ['remark 1', 'remark 2']) {
    await agent.say(text);
    await visitor.sees(text);
  }
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(2);
  await page.evaluate(() => {
    const site = window as unknown as SiteWindow & { late: string[]; stopped: string[] };
    site.late = [];
    site.stopped = [];
    site.session.onMessageReceived(({ content }) => site.late.push(content.text));
    const stop = site.session.onMessageReceived(({ content }) => {
      site.stopped.push(content.text);
      if (site.stopped.length === 2) stop();
    });
  });
  await agent.say('remark 3');
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(3);
  const told = await page.evaluate(() => {
    const { late, stopped } = window as unknown as { late: string[]; stopped: string[] };
    return { late, stopped };
  });
  expect(told).toEqual({ late: ['remark 1', 'remark 2', 'remark 3'], stopped: ['remark 1', 'remark 2'] });
});

test('after a restore history carries restored: true, and what is new does not', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Restored Ann' });
  await agent.say('remark 1');
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(1);
  await page.reload();
  await begin(page, EMBEDDED, 'restoreChat');
  await agent.say('remark 2');
  await expect.poll(() => heard(page, 'onMessageReceived')).toHaveLength(2);
  const [before, after] = await heard(page, 'onMessageReceived');
  expect(before).toMatchObject({ restored: true, content: { text: 'remark 1' } });
  expect(after).toMatchObject({ restored: false, content: { text: 'remark 2' } });
  expect(await heard(page, 'onAgentConnected')).toMatchObject([{ restored: true }]);
});

test('a line that is lost is told of, and its return; what was said meanwhile follows', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  const line = await chatLine(context);
  await beginTalk(visitor, agent, await plainPage(context, sites), { username: 'Interrupted Ann' });
  await expect.poll(() => heard(page, 'onAgentConnected')).toHaveLength(1);
  await line.cut();
  await expect.poll(() => heard(page, 'onInterrupted')).toEqual([{ restored: false }]);
  await agent.say('Meanwhile');
  expect(await heard(page, 'onContinued')).toEqual([]);
  line.mend();
  await expect.poll(() => heard(page, 'onContinued'), { timeout: COMING_BACK_MS }).toEqual([{ restored: false }]);
  await expect.poll(() => heard(page, 'onMessageReceived')).toMatchObject([{ content: { text: 'Meanwhile' } }]);
});

test('a command while the chat is being left fails with 51, one that finds no server with 100', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const line = await chatLine(context);
  await visitor.open(await plainPage(context, sites));
  await begin(page, AT_ONCE);
  await line.cut();
  await expect.poll(() => heard(page, 'onInterrupted')).toHaveLength(1);
  expect(await command(page, 'setUserData', { basket: 1 })).toMatchObject({ error: { code: 100 } });
  line.mend();
  await expect.poll(() => heard(page, 'onContinued'), { timeout: COMING_BACK_MS }).toHaveLength(1);
  const outcomes = await page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const left = session.leave().then(() => 'left');
    return Promise.all([left, session.sendMessage('too late').then(null, (event: unknown) => event)]);
  });
  expect(outcomes).toEqual(['left', { error: { code: 51, description: expect.any(String) } }]);
});
