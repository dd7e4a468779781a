// Serves the gallery and looks at each of its scenes in Chromium: a picture per scene, scheme, direction and size, and what
// axe says. `node test/support/ui-gallery.mjs [folder for pictures] [part of a scene's name]`

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { chromiumArgs, getBrowser } from './browser.mjs';
import { scenesIn, showScene } from './gallery.mjs';

const [folder = '', wanted = ''] = process.argv.slice(2);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** In which what is meant for the usual size is looked at. */
const SIZES = {
  usual: { width: 380, height: 600 },
  phone: { width: 360, height: 740 },
  narrow: { width: 280, height: 300 },
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
  const list = await browser.newPage();
  const scenes = await scenesIn(list, address);
  await list.close();
  for (const scene of scenes.filter(({ name }) => name.includes(wanted))) {
    for (const colorScheme of ['light', 'dark']) {
      for (const dir of ['ltr', 'rtl']) await look(scene, colorScheme, dir);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${looked} pages looked at, ${violations} violations`);
process.exitCode = violations > 0 ? 1 : 0;

async function look(scene, colorScheme, dir) {
  const { name } = scene;
  const isUsual = scene.width === SIZES.usual.width;
  const sizes = isUsual ? SIZES : { own: scene };
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    violations += 1;
    console.log(`${name}: ${error.message}`);
  });
  await page.goto(`${address}?state=${name}&dir=${dir}`);
  await showScene(page, scene);
  await judge(page, `${name} ${colorScheme} ${dir}`);
  for (const [size, { width, height }] of Object.entries(sizes)) {
    await page.setViewportSize({ width, height });
    await settled(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wider) {
      violations += 1;
      console.log(`${name} ${size}: scrolls sideways`);
    }
    if (folder) await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}-${dir}.png` });
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
