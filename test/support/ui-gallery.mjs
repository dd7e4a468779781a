// Serves the gallery of interface states and looks at each of them in Chromium: a picture per state, scheme, direction
// and size, and what axe says. `node test/support/ui-gallery.mjs [folder for pictures] [part of a state's name]`

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { chromiumArgs, getBrowser } from './browser.mjs';

const [folder = '', wanted = ''] = process.argv.slice(2);
const root = fileURLToPath(new URL('../../', import.meta.url));

const SIZES = {
  wide: { width: 380, height: 600 },
  phone: { width: 360, height: 740 },
  narrow: { width: 280, height: 300 },
  bar: { width: 240, height: 56 },
};

const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  cacheDir: 'node_modules/.vite-gallery',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
});
await server.listen();
const { port } = server.httpServer.address();
const address = `http://127.0.0.1:${port}/frame/gallery/index.html`;

const browser = await chromium.launch({
  executablePath: getBrowser(),
  args: chromiumArgs(),
});
let violations = 0;
let looked = 0;
try {
  if (folder) mkdirSync(folder, { recursive: true });
  const names = await stateNames();
  for (const name of names.filter((name) => name.includes(wanted))) {
    for (const colorScheme of ['light', 'dark']) {
      for (const dir of ['ltr', 'rtl']) await look(name, colorScheme, dir);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${looked} pages looked at, ${violations} violations`);
process.exitCode = violations > 0 ? 1 : 0;

async function stateNames() {
  const page = await browser.newPage();
  await page.goto(address);
  const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  await page.close();
  return [...new Set(links.map((href) => new URLSearchParams(href).get('state')))];
}

async function look(name, colorScheme, dir) {
  const sizes = name.startsWith('minimized') ? ['bar'] : ['wide', 'phone', 'narrow'];
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce', viewport: SIZES[sizes[0]] });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    violations += 1;
    console.log(`${name}: ${error.message}`);
  });
  await page.goto(`${address}?state=${name}&dir=${dir}`);
  for (const variant of name.startsWith('form') && name !== 'form-filled'
    ? ['', '-errors']
    : name === 'talking'
      ? ['', '-asking']
      : ['']) {
    if (variant === '-errors') await page.getByRole('button', { name: 'Start chat' }).click();
    if (variant === '-asking') await page.getByRole('button', { name: 'End chat' }).click();
    await settled(page);
    await judge(page, `${name}${variant} ${colorScheme} ${dir}`);
    for (const size of sizes) {
      await page.setViewportSize(SIZES[size]);
      await settled(page);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wider) {
        violations += 1;
        console.log(`${name}${variant} ${size}: scrolls sideways`);
      }
      if (folder) await page.screenshot({ path: `${folder}/${name}${variant}-${size}-${colorScheme}-${dir}.png` });
    }
  }
  await context.close();
}

async function judge(page, what) {
  looked += 1;
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  violations += found.length;
  for (const { id, nodes } of found) console.log(`${what}: ${id}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
}

/** Two frames: one for the observer of sizes, one for what it changed. */
function settled(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
