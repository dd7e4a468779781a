// What is saved has gone bad in the browser's own storage.

import type { Frame } from '@playwright/test';
import fc from 'fast-check';
import { poisoned } from '../support/poison.ts';
import { AT_ONCE, ask, EMBEDDED, plainPage } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';
import { watchThrown } from '../support/thrown.ts';
import { textsIn } from '../support/visitor.ts';

const WAYS = 100;

test(`a chat whose saved state has gone bad in ${WAYS} ways comes back as it was, or there is nothing`, async ({
  visitor,
  sites,
  context,
}) => {
  test.setTimeout(240_000);
  const { page } = visitor;
  const thrown = watchThrown(page);
  const plain = await plainPage(context, sites);
  const key = `tagalong:default:${sites.shop}`;
  const said = ['remark 1', 'remark 2', 'remark 3'];

  await visitor.open(plain);
  expect(await ask(page, 'startChat', AT_ONCE)).toBe('session');
  for (const text of said) await visitor.say(text);
  await expect.poll(() => textsIn(visitor.log, /remark \d/g)).toEqual(said);

  /** A page that has not asked yet, and beside it a document of the chat's origin, which has its storage. */
  const openAgain = async (): Promise<Frame> => {
    await visitor.open(plain);
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const side = Object.assign(document.createElement('iframe'), { src, name: 'side', onload: resolve });
          document.body.append(side);
        }),
      `${sites.chat}/frame/v1/`,
    );
    const side = page.frame('side');
    if (!side) throw new Error('no document beside the chat');
    return side;
  };
  const put = (side: Frame, text: string) =>
    side.evaluate(([name = '', value = '']) => localStorage.setItem(name, value), [key, text]);
  const left = (side: Frame) => side.evaluate((name) => localStorage.getItem(name), key);

  let side = await openAgain();
  const good = await left(side);
  if (!good) throw new Error('nothing was saved');
  const outcomes = { session: 0, nothing: 0 };
  for (const [kind, , text] of fc.sample(poisoned([{ text: good }]), { numRuns: WAYS, seed: 20_261_123 })) {
    await put(side, text);
    const outcome = await ask(page, 'restoreChat', EMBEDDED);
    expect(['session', 'nothing'], `${kind}: ${text}`).toContain(outcome);
    outcomes[outcome as keyof typeof outcomes] += 1;
    if (outcome === 'nothing') expect([null, text]).toContain(await left(side));
    else {
      expect(await textsIn(visitor.log, /remark \d/g), `${kind}: ${text}`).toEqual(said);
      side = await openAgain();
    }
  }
  expect(outcomes.nothing).toBeGreaterThan(WAYS / 2);
  expect(outcomes.session).toBeGreaterThan(0);
  expect(outcomes.nothing + outcomes.session).toBe(WAYS);
  expect(await thrown.all()).toEqual([]);

  await put(side, good);
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  await expect.poll(() => textsIn(visitor.log, /remark \d/g)).toEqual(said);
});
