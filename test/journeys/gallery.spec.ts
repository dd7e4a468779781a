// Every scene of the interface, in both schemes and both directions, under the eyes of axe.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { scenesIn, showScene } from '../support/gallery.mjs';
import { expect, sharedTest as test } from '../support/site-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

type Found = { violations: { id: string; nodes: { html: string }[] }[] };
type AxeWindow = { axe: { run(options: object): Promise<Found> } };

/** It stays in a page that it has once looked at: bringing it costs more than the look. */
async function bringAxe(page: Page): Promise<void> {
  // axe brings types of a Playwright of its own.
  await new AxeBuilder({ page: page as never }).setLegacyMode().analyze();
}

const violationsIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { axe } = window as unknown as AxeWindow;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const dir of ['ltr', 'rtl'] as const) {
    test.describe(`${colorScheme}, ${dir}`, () => {
      test.use({ colorScheme });
      test('axe finds nothing in any state', async ({ page, sites }) => {
        test.setTimeout(480_000);
        const gallery = `${sites.shop}/gallery/index.html`;
        const scenes = await scenesIn(page, gallery);
        expect(scenes.length).toBeGreaterThan(100);
        await page.goto(`${gallery}?state=${scenes[0]?.name}&dir=${dir}`);
        await bringAxe(page);
        const found: string[] = [];
        for (const scene of scenes) {
          await showScene(page, scene);
          found.push(...(await violationsIn(page)).map((what) => `${scene.name}: ${what}`));
        }
        console.log(`${scenes.length} states looked at`);
        expect(found).toEqual([]);
      });
    });
  }
}
