// The promise that every asking call gives, as a site's script sees it.

import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';

test('done and fail are chainable, any number of times, early and late, in order and never at once', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const found = await visitor.page.evaluate(async (options) => {
    const { chat } = window as unknown as SiteWindow;
    const heard: unknown[] = [];
    const note = (what: unknown) => () => void heard.push(what);
    const promise = chat.startChat(options);
    const chained = promise.done(note('first')).fail(note('no')).done(note('second')).done(note('third'));
    heard.push('called');
    const session = await promise;
    promise.done(note('late')).fail(note('no'));
    promise.done((again) => heard.push(again === session));
    heard.push('late call returned');
    await new Promise((done) => setTimeout(done));
    return { heard, isChained: typeof chained.done === 'function' && typeof chained.fail === 'function' };
  }, AT_ONCE);
  expect(found).toEqual({
    heard: ['called', 'first', 'second', 'third', 'late call returned', 'late', true],
    isChained: true,
  });
});

test('a callback that throws is reported, and the others go on', async ({ visitor, sites, context }) => {
  const { all } = watchThrown(visitor.page);
  await visitor.open(await plainPage(context, sites));
  const heard = await visitor.page.evaluate(async () => {
    const { chat } = window as unknown as SiteWindow;
    const heard: string[] = [];
    const refused = chat.restoreChat({});
    refused.fail(() => {
      heard.push('throws');
      throw new Error('planted');
    });
    await new Promise<void>((done) => refused.fail(() => heard.push('goes on')).fail(() => done()));
    return heard;
  });
  expect(heard).toEqual(['throws', 'goes on']);
  expect(await all()).toEqual([expect.stringContaining('planted')]);
});

test('an awaited promise rejects with the event; with done and fail alone no rejection is left unhandled', async ({
  visitor,
  sites,
  context,
}) => {
  const { all } = watchThrown(visitor.page);
  await visitor.open(await plainPage(context, sites));
  expect(await ask(visitor.page, 'restoreChat', {})).toMatchObject({ code: 301 });
  const events = await visitor.page.evaluate(async () => {
    const { chat } = window as unknown as SiteWindow;
    chat.restoreChat({});
    chat.restoreChat({}).done(() => {});
    const byFail = new Promise<unknown>((resolve) => chat.restoreChat({}).fail(resolve));
    const byThen = chat.restoreChat({}).then(null, (event: unknown) => event);
    return [await byFail, await byThen];
  });
  for (const event of events) expect(event).toMatchObject({ error: { code: 301 } });
  expect(await all()).toEqual([]);
});

test('fail always receives an object, without an error if there was nothing to restore', async ({
  visitor,
  sites,
  context,
}) => {
  await visitor.open(await plainPage(context, sites));
  const seen = await visitor.page.evaluate(async (options) => {
    const { chat } = window as unknown as SiteWindow;
    const event = await new Promise<object>((resolve) => chat.restoreChat(options).fail(resolve));
    return { event, hasError: 'error' in event, isObject: typeof event === 'object' && event !== null };
  }, EMBEDDED);
  expect(seen).toEqual({ event: {}, hasError: false, isObject: true });
});
