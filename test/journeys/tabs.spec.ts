// Several tabs of one browser on the same site.

import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { createVisitor } from '../support/visitor.ts';

test('a chat of another tab is shown here too, live, and startChat answers 201', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const second = createVisitor(await context.newPage());
  await visitor.open(plain);
  expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, username: 'Ann of two tabs' })).toBe('session');
  await agent.accept('Ann of two tabs');
  await visitor.say('From the first tab');
  await agent.sees('From the first tab');

  await second.open(plain);
  expect(await ask(second.page, 'startChat', AT_ONCE)).toMatchObject({ code: 201 });
  expect(await ask(second.page, 'restoreChat', EMBEDDED)).toBe('session');
  await second.sees('From the first tab');
  await agent.say('To both');
  await visitor.sees('To both');
  await second.sees('To both');
  await second.say('From the second tab');
  await agent.sees('From the second tab');
  await visitor.sees('From the second tab');
  expect(await ask(second.page, 'startChat', AT_ONCE)).toMatchObject({ code: 200 });
});

test('a form open in another tab: nothing to restore here, startChat answers 201, and the form is kept', async ({
  visitor,
  sites,
  context,
}) => {
  const plain = await plainPage(context, sites);
  const second = createVisitor(await context.newPage());
  await visitor.open(plain);
  const open = ask(visitor.page, 'startChat', EMBEDDED);
  await visitor.field('First name').fill('Ann');

  await second.open(plain);
  expect(await ask(second.page, 'restoreChat', EMBEDDED)).toBe('nothing');
  expect(await ask(second.page, 'startChat', EMBEDDED)).toMatchObject({ code: 201 });
  await second.page.close();

  await expect(visitor.field('First name')).toHaveValue('Ann');
  await visitor.fillForm();
  await visitor.button('Start chat').click();
  expect(await open).toBe('session');
});

test('a tab that is closed leaves its form to the next one', async ({ visitor, sites, context }) => {
  const plain = await plainPage(context, sites);
  await visitor.open(plain);
  void ask(visitor.page, 'startChat', EMBEDDED).catch(() => {});
  await visitor.field('First name').fill('Ann');
  const second = createVisitor(await context.newPage());
  await visitor.page.close();

  await second.open(plain);
  const restored = ask(second.page, 'restoreChat', EMBEDDED);
  await expect(second.field('First name')).toHaveValue('Ann');
  await second.fillForm();
  await second.button('Start chat').click();
  expect(await restored).toBe('session');
});
