// A script of the host page that calls without measure: the frame refuses what is too much, and goes on.

import type { Page } from '@playwright/test';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

/** FLOOD=100000 for the whole measure, which wants an idle machine. */
const CALLS = Number(process.env.FLOOD ?? 10_000);
const LARGE = { count: 20, characters: 10_000_000 };

/** Of the frame's document, once it has thrown away what it can; in megabytes. */
async function heapMb(page: Page): Promise<number> {
  const frame = page.frames().at(-1);
  if (!frame) throw new Error('no frame');
  const session = await page.context().newCDPSession(frame);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_048_576;
}

test('a flood of calls is refused; the frame answers afterwards, and what an agent says meanwhile is not lost', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  test.setTimeout(180_000);
  const { page } = visitor;
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ann in the flood' })).toBe('session');
  await agent.accept('Ann in the flood');
  await page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const heard: string[] = [];
    Object.assign(window, { heard });
    session.onMessageReceived(({ content }) => heard.push(content.text));
  });
  const beforeMb = await heapMb(page);

  /** How many calls ended in which way, and how soon after the last one a fresh call of another kind had its answer. */
  const flood = (count: number, characters: number) =>
    page.evaluate(
      async ([calls, size]) => {
        const { session } = window as unknown as SiteWindow;
        const ends: Record<string, number> = {};
        const note = (end: unknown) => {
          ends[`${end}`] = (ends[`${end}`] ?? 0) + 1;
        };
        const text = 'x'.repeat(size);
        let open = calls;
        const over = new Promise<void>((resolve) => {
          const close = (end: unknown) => {
            note(end);
            open -= 1;
            if (!open) resolve();
          };
          for (let n = 0; n < calls; n += 1)
            session.setUserData({ text }).then(
              () => close('done'),
              ({ error }) => close(error.code),
            );
        });
        await over;
        const from = performance.now();
        const ask = () =>
          session.getUserData('any').then(
            () => true,
            () => false,
          );
        // On a machine that is too slow for so many, the frame has not seen them all when time is over for the last.
        while (!(await ask()));
        return { ends, freshMs: Math.round(performance.now() - from) };
      },
      [count, characters] as const,
    );

  const many = flood(CALLS, 1);
  await agent.say('during the many');
  const small = await many;
  await visitor.sees('during the many');
  const large = flood(LARGE.count, LARGE.characters);
  await agent.say('during the large');
  const big = await large;
  // By itself: a machine with other things to do may not come through so many in the ten seconds of a call.
  const single = await flood(1, LARGE.characters);
  await visitor.sees('during the large');
  const afterMb = await heapMb(page);
  console.log(`${CALLS} calls:`, small, `${LARGE.count} of ${LARGE.characters} characters:`, big);
  console.log(`the frame holds ${beforeMb.toFixed(1)} MB before, ${afterMb.toFixed(1)} MB after`);

  // Nothing hangs, and nothing ends otherwise than as it should: what had no answer for ten seconds gets 300.
  for (const { ends } of [small, big, single])
    expect(Object.keys(ends).filter((end) => !['done', '308', '3', '300'].includes(end))).toEqual([]);
  expect(Object.keys(small.ends)).toContain('308');
  expect(single.ends).toEqual({ 3: 1 });
  expect(afterMb - beforeMb).toBeLessThan(64);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: string[] }).heard))
    .toEqual(['during the many', 'during the large']);
});
