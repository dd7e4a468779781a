// Registration in its four forms: the default one is everywhere else; here none, the site's own fields, the site's own code.

import { ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';

test('registration: false begins at once; username, subject and userData reach the agent', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const options = { registration: false, username: 'Known Ann', subject: 'A known matter', userData: { basket: 4711 } };
  expect(await ask(visitor.page, 'startChat', { ...EMBEDDED, ...options })).toBe('session');
  await expect(agent.waiting.getByRole('listitem').filter({ hasText: 'Known Ann' })).toContainText('A known matter');
  await agent.accept('Known Ann');
  await expect(agent.page.getByRole('complementary', { name: 'Visitor' })).toContainText('4711');
});

test('userData, username and subject are remembered while the form is open', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  void ask(page, 'startChat', { ...EMBEDDED, userData: { basket: 4712 } }).catch(() => {});
  await visitor.field('First name').fill('Remembered');
  await visitor.field('Last name').fill('Ann');
  await page.reload();
  const restored = ask(page, 'restoreChat', EMBEDDED);
  await visitor.field('Email').fill('ann@example.org');
  await visitor.button('Start chat').click();
  expect(await restored).toBe('session');
  await agent.accept('Remembered');
  await expect(agent.page.getByRole('complementary', { name: 'Visitor' })).toContainText('4712');
});

test('a form of the site with every kind of field: required, pattern, condition, answer of the site', async ({
  visitor,
  agent,
  sites,
}) => {
  const { frame } = visitor;
  const box = (name: string) => frame.getByRole('textbox', { name });
  await visitor.open(`${sites.shop}/form.html`);
  await visitor.chatWithUs.click();
  const start = visitor.button('Start chat');
  const order = box('Order number');
  await expect(order).toHaveCount(0);

  // What is required, a box to be ticked among it, keeps the form where it is.
  await start.click();
  await expect(box('First name')).toHaveAttribute('aria-invalid', 'true');
  await expect(frame.getByRole('checkbox', { name: 'You may keep what I write' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await expect(frame.getByRole('checkbox', { name: 'Write to me' })).not.toHaveAttribute('aria-invalid', 'true');

  await box('First name').fill('Formal Ann');
  await box('Phone').fill('by pigeon');
  await frame.getByRole('combobox', { name: 'What is it about?' }).selectOption({ label: 'An order' });
  await order.fill('KC-9999');
  await box('Tell us more').fill('Two lines\nof it');
  await frame.getByRole('checkbox', { name: 'You may keep what I write' }).check();
  await start.click();
  await expect(box('Phone')).toHaveAttribute('aria-invalid', 'true');
  await box('Phone').fill('+49 30 1234567');
  await start.click();
  await expect(frame.getByText('We have no order of this number.')).toBeVisible();
  expect(await visitor.heard()).toEqual([{ type: 'fail', event: {} }]);

  // All of it comes back on the next page.
  await visitor.page.reload();
  await expect(order).toHaveValue('KC-9999');
  await expect(box('Tell us more')).toHaveValue('Two lines\nof it');
  await expect(frame.getByRole('checkbox', { name: 'You may keep what I write' })).toBeChecked();
  await order.fill('KC-1001');
  await start.click();
  await visitor.hears('done');
  await agent.accept('Formal Ann');
  const details = agent.page.getByRole('complementary', { name: 'Visitor' });
  for (const value of ['KC-1001', '+49 30 1234567', 'form.html']) await expect(details).toContainText(value);
});

test('a field whose condition is not met is neither asked nor sent', async ({ visitor, agent, sites }) => {
  const { frame } = visitor;
  await visitor.open(`${sites.shop}/form.html`);
  await visitor.chatWithUs.click();
  const topic = frame.getByRole('combobox', { name: 'What is it about?' });
  await frame.getByRole('textbox', { name: 'First name' }).fill('Undecided Ann');
  await topic.selectOption({ label: 'An order' });
  await frame.getByRole('textbox', { name: 'Order number' }).fill('KC-1002');
  await topic.selectOption({ label: 'Tea' });
  await expect(frame.getByRole('textbox', { name: 'Order number' })).toHaveCount(0);
  await frame.getByRole('checkbox', { name: 'You may keep what I write' }).check();
  await visitor.button('Start chat').click();
  await visitor.hears('done');
  await agent.accept('Undecided Ann');
  const details = agent.page.getByRole('complementary', { name: 'Visitor' });
  await expect(details).toContainText('tea');
  await expect(details).not.toContainText('KC-1002');
});

test('a registration function is called with what was typed, again after a reload, and done completes it', async ({
  visitor,
  agent,
  sites,
}) => {
  const { page } = visitor;
  await visitor.open(`${sites.shop}/registration.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.click();
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(page.getByText('Before we talk:')).toBeVisible();
  await expect(visitor.iframe).toBeHidden();
  await name.fill('Ann by function');
  await page.getByRole('textbox', { name: 'Your favourite cup' }).fill('the blue one');

  await page.reload();
  await expect(page.getByText('Welcome back.')).toBeVisible();
  await expect(name).toHaveValue('Ann by function');
  expect(await visitor.heard()).toEqual([]);
  await page.getByRole('button', { name: 'To the chat' }).click();
  await visitor.hears('done');
  await expect(visitor.message).toBeVisible();
  await agent.accept('Ann by function');
  await expect(agent.page.getByRole('complementary', { name: 'Visitor' })).toContainText('the blue one');
});

test('cancel of a registration function fails with 304; without the function a later page finds nothing', async ({
  visitor,
  sites,
}) => {
  const { page } = visitor;
  await visitor.open(`${sites.shop}/registration.html`);
  await visitor.hears('fail');
  await visitor.chatWithUs.click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect.poll(async () => (await visitor.heard()).at(-1)?.event?.error?.code).toBe(304);

  await visitor.chatWithUs.click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await visitor.open(`${sites.shop}/teapot.html`);
  expect(await visitor.hears('fail')).not.toHaveProperty('error');
  await expect(visitor.iframe).toBeHidden();
});

test('what done is given is checked: what is no user data fails with words, and the form goes on', async ({
  visitor,
  sites,
  context,
}) => {
  const { page } = visitor;
  const thrown = watchThrown(page);
  await visitor.open(await plainPage(context, sites));
  const outcome = page.evaluate(async () => {
    const site = window as unknown as SiteWindow;
    site.session = await site.chat.startChat({
      embedded: true,
      registration: (done) => {
        done({ deep: { er: 1 } } as never);
        done({ FirstName: 'Ann' });
      },
    });
    return 'session';
  });
  expect(await outcome).toBe('session');
  await expect.poll(() => thrown.lines).toEqual([expect.stringContaining('deep')]);
});
