// Files on their way between people, in a real browser with a real server.

import type { SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { ANN } from '../support/visitor.ts';

test('a file that the site sends stands in the talk, reaches the agent, and can be read there', async ({
  visitor,
  agent,
  sites,
}) => {
  await visitor.open(sites.shop);
  await visitor.startChat({ ...ANN, 'First name': 'Ann with a basket' });
  await agent.accept('Ann with a basket');
  await visitor.page.evaluate(async () => {
    const { chatSession } = window as unknown as { chatSession: SiteWindow['session'] };
    await chatSession.sendFile({ file: new File(['two cups, one pot'], 'basket.txt', { type: 'text/plain' }) });
  });
  await expect(visitor.log.getByRole('link', { name: 'basket.txt' })).toBeVisible();
  const reading = agent.page.waitForEvent('download');
  await agent.log.getByRole('link', { name: 'basket.txt' }).click();
  expect((await reading).suggestedFilename()).toBe('basket.txt');
});
