// Every state of the interface for fingers, for those whom movement makes ill, and for those whose system chooses the colours.

import type { Page } from '@playwright/test';
import { scenesIn, showScene } from '../support/gallery.mjs';
import { expect, sharedTest as test } from '../support/site-test.ts';

/** In each scene: what the function finds there. */
async function inEachState(page: Page, site: string, look: () => string[]): Promise<string[]> {
  test.setTimeout(240_000);
  const gallery = `${site}/gallery/index.html`;
  const scenes = await scenesIn(page, gallery);
  expect(scenes.length).toBeGreaterThan(100);
  await page.goto(`${gallery}?state=${scenes[0]?.name}`);
  const found: string[] = [];
  for (const scene of scenes) {
    await showScene(page, scene);
    found.push(...(await page.evaluate(look)).map((what) => `${scene.name}: ${what}`));
  }
  return found;
}

test('whatever is pressed is at least 24 pixels wide and high, in every state; links within a sentence apart', async ({
  page,
  sites,
}) => {
  const small = await inEachState(page, sites.shop, () => {
    const leastPx = 24;
    const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, summary')];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .flatMap((control) => {
        // What is pressed of a radio button or a box to tick may be its label.
        const label = control.matches('input[type=radio], input[type=checkbox]') ? control.closest('label') : null;
        const { width, height } = (label ?? control).getBoundingClientRect();
        const isInWords = control.localName === 'a' && getComputedStyle(control).display === 'inline';
        const isEnough = width >= leastPx && height >= leastPx;
        return isEnough || isInWords
          ? []
          : [`${control.outerHTML.slice(0, 80)} ${Math.round(width)} × ${Math.round(height)}`];
      });
  });
  expect(small).toEqual([]);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves in any state', async ({ page, sites }) => {
    const moving = await inEachState(page, sites.shop, () =>
      document
        .getAnimations()
        // One that only waits to show something moves nothing.
        .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getTiming().duration) > 1)
        .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 80) ?? ''),
    );
    expect(moving).toEqual([]);
  });
});

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('no control is of one colour with what is written on it, in any state', async ({ page, sites }) => {
    const unseen = await inEachState(page, sites.shop, () => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>('button, input:not([type=radio], [type=checkbox]), textarea, select'),
      ];
      /** What lies beneath: its own, or that of the nearest around it that can be seen. */
      const beneath = (element: HTMLElement | null): string => {
        if (!element) return '';
        const { backgroundColor } = getComputedStyle(element);
        return /, 0\)$/.test(backgroundColor) ? beneath(element.parentElement) : backgroundColor;
      };
      return controls
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .flatMap((control) => {
          const { color, backgroundColor } = getComputedStyle(control);
          const signs = [...control.querySelectorAll('.icon')].map((icon) => getComputedStyle(icon).stroke);
          return [color, ...signs].some((one) => one === backgroundColor || one === beneath(control))
            ? [`${control.outerHTML.slice(0, 80)}: ${color} on itself`]
            : [];
        });
    });
    expect(unseen).toEqual([]);
  });

  test('no edge that the system draws lies over another one, in any state', async ({ page, sites }) => {
    const crossed = await inEachState(page, sites.shop, () => {
      const edged = [...document.querySelectorAll<HTMLElement>('button, .pill')].filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).borderTopWidth !== '0px',
      );
      const boxes = edged.map((element) => ({ element, box: element.getBoundingClientRect() }));
      const isAcross = (one: DOMRect, other: DOMRect): boolean =>
        one.left < other.right - 1 &&
        other.left < one.right - 1 &&
        one.top < other.bottom - 1 &&
        other.top < one.bottom - 1;
      return boxes.flatMap(({ element, box }, place) =>
        boxes
          .slice(place + 1)
          // What floats above the rest is in front of it, not across it.
          .filter((other) => element.parentElement === other.element.parentElement || element.contains(other.element))
          .filter((other) => isAcross(box, other.box))
          .map((other) => `${element.className} and ${other.element.className}`),
      );
    });
    expect(crossed).toEqual([]);
  });
});
