// Every colour and size of a theme is seen where it says, in a light and in a dark page, and the insets of a device are
// kept clear. Fonts of the site come from where the operator allows, or are missed in the log.

import type { Locator } from '@playwright/test';
import { AT_ONCE, ask, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, test as ownServerTest, sharedTest } from '../support/site-test.ts';

const THEME = {
  ...{ accent: 'rgb(0, 80, 0)', onAccent: 'rgb(250, 250, 200)', header: 'rgb(255, 220, 120)' },
  ...{ onHeader: 'rgb(40, 20, 0)', background: 'rgb(255, 250, 240)', ground: 'rgb(240, 230, 210)' },
  ...{ text: 'rgb(30, 20, 10)', link: 'rgb(0, 0, 150)', focus: 'rgb(200, 0, 120)' },
  ...{ visitorBubble: 'rgb(90, 0, 90)', onVisitorBubble: 'rgb(255, 240, 255)' },
  ...{ agentBubble: 'rgb(0, 60, 60)', onAgentBubble: 'rgb(220, 255, 255)' },
  ...{ fontSize: '21px', radius: '3px' },
};

const has = async (element: Locator, styles: Record<string, string>) => {
  for (const [name, value] of Object.entries(styles)) await expect(element, name).toHaveCSS(name, value);
};

for (const colorScheme of ['light', 'dark'] as const) {
  sharedTest(`a whole theme is seen on a ${colorScheme} device`, async ({ visitor, agent, sites, context }) => {
    const { page, frame } = visitor;
    await page.emulateMedia({ colorScheme });
    await visitor.open(await plainPage(context, sites));
    const username = `Thea of the ${colorScheme}`;
    expect(await ask(page, 'startChat', { ...AT_ONCE, username, ui: { theme: THEME } })).toBe('session');
    await agent.accept(username);
    await agent.say('Look at **that**: https://example.org/tea');
    await visitor.type('Lovely');
    await visitor.sees('Look at');
    await has(frame.locator('header'), { 'background-color': THEME.header, color: THEME.onHeader });
    await has(frame.locator('.agent .text').first(), {
      'background-color': THEME.agentBubble,
      color: THEME.onAgentBubble,
      'font-size': THEME.fontSize,
    });
    await has(frame.locator('.agent .text a').first(), { color: THEME.link });
    await has(frame.locator('.visitor .text').first(), {
      'background-color': THEME.visitorBubble,
      color: THEME.onVisitorBubble,
    });
    await has(frame.getByRole('log'), { 'background-color': THEME.ground });
    await visitor.message.focus();
    await has(frame.locator('.pill'), { 'outline-color': THEME.focus });
    await has(visitor.message, { 'font-size': THEME.fontSize });
    await visitor.message.fill('x');
    await has(visitor.button('Send'), { 'background-color': THEME.accent, color: THEME.onAccent });
    await has(visitor.iframe, { 'border-radius': THEME.radius });
    await visitor.button('Minimize').click();
    await has(visitor.iframe, { 'border-radius': THEME.radius });
    await has(frame.locator('.bar'), { 'background-color': THEME.header, color: THEME.onHeader });
  });
}

sharedTest('a font that the operator does not list is missed in the log', async ({ visitor, sites, context }) => {
  await visitor.open(await plainPage(context, sites));
  const { page } = visitor;
  await page.evaluate(async (options) => {
    const site = window as unknown as SiteWindow;
    site.heard = [];
    const fontFile = `${location.origin}/assets/shop.woff2`;
    const logger = (...line: unknown[]) => void site.heard.push(line.join(' '));
    await site.chat.startChat({ ...options, logger, ui: { theme: { fontFile } } });
  }, AT_ONCE);
  await expect(visitor.button('Send')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as SiteWindow).heard))
    .toContainEqual(expect.stringMatching(/ warn frame ui\.theme\.fontFile: no font came from http:.*fontOrigins/));
});

ownServerTest.describe('where the operator lists the shop', () => {
  const FONTS = 'https://fonts.example.org';
  ownServerTest.use({ serverEnv: { FONT_ORIGINS: FONTS } });

  ownServerTest('a font of the site is asked for', async ({ visitor, sites, context }) => {
    const asked = new Promise<string>((resolve) => {
      void context.route(`${FONTS}/**`, (route) => {
        resolve(route.request().resourceType());
        return route.abort();
      });
    });
    await visitor.open(await plainPage(context, sites));
    const ui = { theme: { fontFile: `${FONTS}/shop.woff2` } };
    expect(await ask(visitor.page, 'startChat', { ...AT_ONCE, ui })).toBe('session');
    expect(await asked).toBe('font');
    await expect(visitor.frame.locator('body')).toHaveCSS('font-family', /^site,/);
  });
});
