// Which of several tabs has the way to the server, and what becomes of the others when it is gone.

import type { Page } from '@playwright/test';
import type { Agent } from '../support/agent.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, test } from '../support/site-test.ts';
import { createVisitor, type Visitor } from '../support/visitor.ts';

/** The sockets that this page has had to the chat server, and how many are open. */
function watchSockets(page: Page) {
  const seen = { opened: 0, open: 0 };
  page.on('websocket', (socket) => {
    seen.opened += 1;
    seen.open += 1;
    socket.on('close', () => {
      seen.open -= 1;
    });
  });
  return seen;
}

/** The first tab begins, an agent accepts, the second tab shows the same chat. */
async function talkInBoth(
  first: Visitor,
  second: Visitor,
  agent: Agent,
  { plain, username }: { plain: string; username: string },
): Promise<void> {
  await first.open(plain);
  expect(await ask(first.page, 'startChat', { ...AT_ONCE, username })).toBe('session');
  await agent.accept(username);
  await second.open(plain);
  expect(await ask(second.page, 'restoreChat', EMBEDDED)).toBe('session');
}

test('one tab has the way to the server; when it is closed the next one has it, and nothing is lost', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const second = createVisitor(await context.newPage());
  const [first, other] = [watchSockets(visitor.page), watchSockets(second.page)];
  await talkInBoth(visitor, second, agent, { plain, username: 'Ann of one line' });
  await second.say('Written beside the leader');
  await agent.sees('Written beside the leader');
  await visitor.sees('Written beside the leader');
  expect([first.open, other.opened]).toEqual([1, 0]);

  await visitor.page.close();
  await agent.say('Said when it was closed');
  await second.sees('Said when it was closed');
  await second.say('Sent by the next');
  await agent.sees('Sent by the next');
  expect(other.open).toBe(1);
});

test('a tab whose process crashes leaves the lead and its unsent words to the next', async ({
  visitor,
  agent,
  sites,
  server,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const second = createVisitor(await context.newPage());
  await talkInBoth(visitor, second, agent, { plain, username: 'Ann of the crash' });
  await second.sees('joined');

  await server.kill();
  await visitor.say('Said before the crash');
  await second.sees('Said before the crash');
  const devtools = await context.newCDPSession(visitor.page);
  void devtools.send('Page.crash').catch(() => {});
  await visitor.page.waitForEvent('crash');
  await second.say('Said after it');
  await server.restart();
  // The browser says that it is online again: nobody waits for the next attempt.
  await second.frame.locator('body').evaluate(() => void dispatchEvent(new Event('online')));

  await agent.isBack();
  await agent.sees('Said after it');
  await agent.sees('Said before the crash');
  await expect(second.log.getByText('Said before the crash')).toHaveCount(1);
  await expect(second.log.getByText('Sending')).toHaveCount(0);
});

test('what is read in one tab is read in all, and each has its own window and draft', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const second = createVisitor(await context.newPage());
  await talkInBoth(visitor, second, agent, { plain, username: 'Ann of two windows' });
  await second.message.fill('A draft of this tab');
  await visitor.button('Minimize').click();
  await second.button('Minimize').click();
  await agent.say('Who reads this?');
  await expect(visitor.frame.locator('.badge')).toHaveText('1');
  await expect(second.frame.locator('.badge')).toHaveText('1');

  await visitor.button('Restore').click();
  await visitor.sees('Who reads this?');
  await expect(second.frame.locator('.badge')).toHaveCount(0);
  await second.button('Restore').click();
  await expect(second.message).toHaveValue('A draft of this tab');
  await expect(visitor.message).toHaveValue('');
});
