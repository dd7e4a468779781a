// Makes the README's pictures from the real product: npm run pictures. Leaves docs/pictures/*.png.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumArgs, getBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'docs/pictures');
const PORT = process.env.PORT ?? '8471';
const SHOP = `http://localhost:${PORT}`;
const DESKTOP = { width: 1_000, height: 680 };
const PHONE = { width: 390, height: 760 };

const ENGLISH = {
  page: '/',
  agent: 'Robin',
  visitor: ['Ada', 'Lovelace', 'ada@example.org', 'A pot for oolong'],
  talk: [
    ['agent', 'Hello Ada! For oolong, a small clay pot of about 150 ml is perfect.'],
    ['visitor', 'That was quick, thank you. Would the round one do?'],
    ['agent', 'It would. It pours without dripping:'],
    ['picture', 'teapot.png'],
    ['visitor', 'Lovely. Do you deliver to Cornwall?'],
  ],
};
/** For the console's picture: who talks with the same agent, and who waits. */
const OTHERS = {
  own: [
    ['Grace', 'Hopper', 'grace@example.org', 'A cup that broke on its way'],
    ['Alan', 'Turing', 'alan@example.org', 'Tea without caffeine'],
  ],
  waiting: [
    ['Mary', 'Somerville', 'mary@example.org', 'A gift by Friday'],
    ['Emmy', 'Noether', 'emmy@example.org', 'Which clay is it?'],
  ],
};
const ARABIC = {
  page: '/language-arabic.html',
  agent: 'ليلى',
  visitor: ['آدا', 'لوفلايس', 'ada@example.org', 'إبريق لشاي أولونغ'],
  talk: [
    ['agent', 'أهلًا آدا! إبريق صغير من الطين، نحو 150 مل، هو الأنسب.'],
    ['visitor', 'شكرًا على السرعة. هل يصلح الإبريق المستدير؟'],
    ['agent', 'نعم، يصب دون أن يقطر، ويكفي أربعة فناجين.'],
    ['visitor', 'رائع. هل توصلون إلى كورنوال؟'],
  ],
};

async function startServer(folder) {
  const env = { ...process.env, PORT, DATABASE_FILE: join(folder, 'chat.db'), DEMO_ASSISTANT: 'off' };
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js'), '--demo'], { env, stdio: 'pipe' });
  await once(server.stdout, 'data');
  return server;
}

/** A photograph for the agent to send. */
async function photograph(browser) {
  const page = await browser.newPage({ viewport: { width: 480, height: 210 } });
  await page.goto(`${SHOP}/assets/teapot.svg`);
  const buffer = await page.screenshot();
  await page.close();
  return buffer;
}

async function openChat(page, { page: path, visitor }) {
  await page.goto(`${SHOP}${path}`);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const chat = page.frameLocator('iframe').first();
  const fields = chat.getByRole('textbox');
  await fields.nth(visitor.length - 1).waitFor();
  for (const [place, text] of visitor.entries()) await fields.nth(place).fill(text);
  return chat;
}

/** Another visitor's chat, up to the waiting room. */
async function arrive(browser, visitor) {
  const context = await browser.newContext({ viewport: DESKTOP });
  const chat = await openChat(await context.newPage(), { page: '/', visitor });
  await chat.locator('form button[type=submit]').click();
  await chat.locator('textarea').waitFor();
  return context;
}

async function sendPicture(agent, name, buffer) {
  const choosing = agent.waitForEvent('filechooser');
  await agent.getByRole('button', { name: 'Attach files' }).click();
  await (await choosing).setFiles({ name, mimeType: 'image/png', buffer });
}

async function talk({ chat, agent, words, picture }) {
  await chat.locator('form button[type=submit]').click();
  await agent.getByRole('button', { name: 'Accept' }).first().click();
  const log = chat.getByRole('log');
  for (const [who, text] of words.talk) {
    if (who === 'picture') {
      await sendPicture(agent, text, picture);
      await log.locator('img').evaluate((image) => image.decode());
      continue;
    }
    const box = who === 'agent' ? agent.getByRole('textbox', { name: 'Reply' }) : chat.locator('textarea');
    await box.fill(text);
    await box.press('Enter');
    const shown = text.slice(-20);
    for (const screen of [log, agent.getByRole('log')]) await screen.getByText(shown).waitFor();
  }
  await chat.locator('.read').last().waitFor();
}

async function shoot(browser, name, { viewport, words = ENGLISH, colorScheme = 'light', shoots = [], picture }) {
  const looks = { colorScheme, deviceScaleFactor: 2 };
  const visitors = await browser.newContext({ viewport, ...looks });
  const agents = await browser.newContext({ viewport: { width: 1_180, height: 720 }, ...looks });
  const [page, agent] = [await visitors.newPage(), await agents.newPage()];
  await agent.goto(`http://127.0.0.1:${PORT}/agent`);
  await agent.getByRole('textbox', { name: 'Your name' }).fill(words.agent);
  const others = [];
  const { own, waiting } = shoots.includes('console') ? OTHERS : { own: [], waiting: [] };
  for (const visitor of own) {
    others.push(await arrive(browser, visitor));
    await agent.getByRole('button', { name: 'Accept' }).click();
  }
  const chat = await openChat(page, words);
  if (shoots.includes('form')) await page.screenshot({ path: join(out, 'form.png') });
  await talk({ chat, agent, words, picture });
  // The cursor's blinking would make every picture differ.
  await page.screenshot({ path: join(out, `${name}.png`), caret: 'hide' });
  for (const visitor of waiting) others.push(await arrive(browser, visitor));
  if (waiting.length)
    await agent
      .getByRole('button', { name: 'Accept' })
      .nth(waiting.length - 1)
      .waitFor();
  if (shoots.includes('console')) await agent.screenshot({ path: join(out, 'console.png'), caret: 'hide' });
  await Promise.all([visitors, agents, ...others].map((context) => context.close()));
}

mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'tagalong-pictures-'));
const server = await startServer(folder);
// A frame of another site is drawn by a process of its own, which a page's own scale does not reach.
const args = [...chromiumArgs(), '--force-device-scale-factor=2'];
const browser = await chromium.launch({ executablePath: getBrowser(), args });
try {
  const picture = await photograph(browser);
  await shoot(browser, 'dark', { viewport: DESKTOP, colorScheme: 'dark', picture });
  await shoot(browser, 'phone', { viewport: PHONE, picture });
  await shoot(browser, 'right-to-left', { viewport: DESKTOP, words: ARABIC });
  // The last: those who wait in it would be accepted in place of the next visitor.
  await shoot(browser, 'widget', { viewport: DESKTOP, shoots: ['form', 'console'], picture });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
