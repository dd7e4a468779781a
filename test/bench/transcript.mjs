// What a long conversation costs, in Chromium: sizes take turns in one run, medians are compared, ratios are judged.
//   npm run bench [rounds]

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { chromiumArgs, getBrowser } from '../support/browser.mjs';

const rounds = Number(process.argv[2] ?? 12);
const APPENDS = 40;
const SIZES = [50, 100, 10_000];
const GOALS = { elements: 400, append: 1.15, painted: 1.25 };

const outDir = mkdtempSync(join(tmpdir(), 'bench-'));
const shared = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, target: 'es2022' },
};
await build({ ...shared, oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } });
const server = await preview({ ...shared, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({ executablePath: getBrowser(), args: chromiumArgs() });
const found = new Map(SIZES.map((size) => [size, { paintedMs: [], drawMs: [], appendMs: [], elements: 0 }]));
try {
  const page = await browser.newPage({ viewport: { width: 380, height: 600 } });
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await page.waitForFunction('window.bench');
  // The first of each are the browser's own warming up.
  for (let round = -2; round < rounds; round += 1) {
    for (const size of round % 2 ? SIZES : SIZES.toReversed()) {
      const run = await page.evaluate(([size, appends]) => window.bench.run(size, appends), [size, APPENDS]);
      const drawMs = await page.evaluate((size) => window.bench.open(size), size);
      if (round < 0) continue;
      const of = found.get(size);
      of.paintedMs.push(run.paintedMs);
      of.drawMs.push(drawMs);
      of.appendMs.push(...run.appendMs);
      of.elements = Math.max(of.elements, run.elements);
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (values) => median(values).toFixed(2);
console.log(`Chromium, ${rounds} rounds, ${APPENDS} messages appended in each; medians in ms`);
console.log('messages | first picture, script and layout | painted | one more message | elements');
for (const [size, { drawMs, paintedMs, appendMs, elements }] of found) {
  console.log([size, ms(drawMs), ms(paintedMs), ms(appendMs), elements].join(' | '));
}
const ratio = (name, size) => median(found.get(10_000)[name]) / median(found.get(size)[name]);
const verdicts = [
  ['elements with 10,000 messages', found.get(10_000).elements, GOALS.elements],
  ['one more message, 10,000 against 100', ratio('appendMs', 100), GOALS.append],
  ['painted, 10,000 against 50', ratio('paintedMs', 50), GOALS.painted],
  ['script and layout of the first picture, 10,000 against 50', ratio('drawMs', 50), GOALS.painted],
];
for (const [what, value, goal] of verdicts) {
  const shown = Number.isInteger(value) ? value : value.toFixed(3);
  console.log(`${value <= goal ? 'ok  ' : 'over'} ${what}: ${shown} (goal: at most ${goal})`);
}
process.exitCode = verdicts.every(([, value, goal]) => value <= goal) ? 0 : 1;
