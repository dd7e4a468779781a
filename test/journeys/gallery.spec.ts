// Every scene of the interface, in both schemes and both directions, under the eyes of axe.

import AxeBuilder from '@axe-core/playwright';
import { scenesIn, showScene } from '../support/gallery.mjs';
import { expect, sharedTest as test } from '../support/site-test.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

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
        const found: string[] = [];
        for (const scene of scenes) {
          await showScene(page, scene);
          // axe brings types of a Playwright of its own. It need not look for frames: there is none.
          const { violations } = await new AxeBuilder({ page: page as never })
            .setLegacyMode()
            .options({ resultTypes: ['violations'] })
            .analyze();
          for (const { id, nodes } of violations)
            found.push(`${scene.name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
        }
        console.log(`${scenes.length} states looked at`);
        expect(found).toEqual([]);
      });
    });
  }
}
