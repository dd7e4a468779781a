// Makes the README's pictures from the real product: npm run pictures. Needs a build; leaves docs/pictures/*.png.

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
const SHOP = `http://localhost:${PORT}/`;
const DESKTOP = { width: 1_000, height: 680 };
const PHONE = { width: 390, height: 760 };

async function startServer(folder) {
  const env = { ...process.env, PORT, DATABASE_FILE: join(folder, 'chat.db'), DEMO_ASSISTANT: 'off' };
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js'), '--demo'], { env, stdio: 'pipe' });
  await once(server.stdout, 'data');
  return server;
}

async function openChat(page) {
  await page.goto(SHOP);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const chat = page.frameLocator('iframe[title="Chat"]');
  const words = { 'First name': 'Ada', 'Last name': 'Lovelace', Email: 'ada@example.org', Subject: 'A pot for oolong' };
  for (const [label, text] of Object.entries(words)) await chat.getByLabel(label).fill(text);
  return chat;
}

async function talk(chat, agent) {
  await chat.getByRole('button', { name: 'Start chat' }).click();
  await agent.getByRole('button', { name: 'Accept' }).first().click();
  const lines = [
    ['agent', 'Hello Ada! For oolong, a small clay pot of about 150 ml is perfect.'],
    ['visitor', 'That was quick, thank you. Would the round one do?'],
    ['agent', 'It would. It pours without dripping, and it fits four small cups.'],
    ['visitor', 'Lovely. Do you deliver to Cornwall?'],
  ];
  for (const [who, text] of lines) {
    const [page, box] = who === 'agent' ? [agent, 'Reply'] : [chat, 'Message'];
    await page.getByRole('textbox', { name: box }).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await chat.getByRole('log').getByText(text).waitFor();
    await agent.getByRole('log').getByText(text).waitFor();
  }
}

async function shoot(browser, name, { viewport, colorScheme = 'light', shootForm = false, shootConsole = false }) {
  const visitors = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 2 });
  const agents = await browser.newContext({
    viewport: { width: 1_180, height: 720 },
    colorScheme,
    deviceScaleFactor: 2,
  });
  const [page, agent] = [await visitors.newPage(), await agents.newPage()];
  await agent.goto(`http://127.0.0.1:${PORT}/agent`);
  const chat = await openChat(page);
  if (shootForm) await page.screenshot({ path: join(out, 'form.png') });
  await talk(chat, agent);
  // The cursor's blinking would make every picture differ.
  await page.screenshot({ path: join(out, `${name}.png`), caret: 'hide' });
  if (shootConsole) await agent.screenshot({ path: join(out, 'console.png'), caret: 'hide' });
  await chat.getByRole('button', { name: 'End chat' }).click();
  await chat.getByRole('dialog').getByRole('button', { name: 'End chat' }).click();
  await chat.getByRole('button', { name: 'Close' }).waitFor();
  await Promise.all([visitors.close(), agents.close()]);
}

mkdirSync(out, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'tagalong-pictures-'));
const server = await startServer(folder);
const browser = await chromium.launch({ executablePath: getBrowser(), args: chromiumArgs() });
try {
  await shoot(browser, 'widget', { viewport: DESKTOP, shootForm: true, shootConsole: true });
  await shoot(browser, 'dark', { viewport: DESKTOP, colorScheme: 'dark' });
  await shoot(browser, 'phone', { viewport: PHONE });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
