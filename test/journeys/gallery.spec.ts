// Every state of the interface, in both schemes and both directions, under the eyes of axe.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, sharedTest as test } from '../support/site-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 380, height: 600 } });

const namesOf = (page: Page): Promise<string[]> =>
  page
    .getByRole('link')
    .evaluateAll((links) => [
      ...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('state') ?? '')),
    ]);

/** Another state on the same page: what comes late is there after the first round. */
const show = (page: Page, name: string): Promise<void> =>
  page.evaluate(
    (state) =>
      new Promise<void>((drawn) => {
        location.hash = state;
        requestAnimationFrame(() => requestAnimationFrame(() => drawn()));
      }),
    name,
  );

for (const colorScheme of ['light', 'dark'] as const) {
  for (const dir of ['ltr', 'rtl'] as const) {
    test.describe(`${colorScheme}, ${dir}`, () => {
      test.use({ colorScheme });
      test('axe finds nothing in any state', async ({ page, sites }) => {
        test.setTimeout(480_000);
        const gallery = `${sites.shop}/gallery/index.html`;
        await page.goto(gallery);
        const names = await namesOf(page);
        expect(names.length).toBeGreaterThan(50);
        await page.goto(`${gallery}?state=${names[0]}&dir=${dir}`);
        for (const name of names) await show(page, name);
        await page.waitForLoadState('networkidle');
        const found: string[] = [];
        for (const name of names) {
          await show(page, name);
          // axe brings types of a Playwright of its own.
          const { violations } = await new AxeBuilder({ page: page as never })
            .options({ resultTypes: ['violations'] })
            .analyze();
          for (const { id, nodes } of violations)
            found.push(`${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }
        console.log(`${names.length} states looked at`);
        expect(found).toEqual([]);
      });
    });
  }
}
