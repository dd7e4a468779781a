// The core journeys of one engine, again and again, each time from the start and none of them twice:
//   npm run steady -- ENGINE [TIMES]      ENGINE: chromium, firefox or webkit
// The last line counts runs and failures. What failed stands in the runs' own output. How often each run restores a chat is
// set by CYCLES, as in `npm run journeys`; the runs are repeated themselves, so that it is less here.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { addUp, countPlaywright, countStep } from './sum.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [engine, timesText = '20'] = process.argv.slice(2);
const times = Number(timesText);
if (!['chromium', 'firefox', 'webkit'].includes(engine) || !(times > 0)) {
  console.error('Expected an engine (chromium, firefox, webkit) and how many times, for example: webkit 20');
  process.exit(2);
}
const report = `.cache/reports/steady-${engine}.json`;
mkdirSync(`${root}.cache/reports`, { recursive: true });

function runOnce(number) {
  rmSync(root + report, { force: true });
  const env = { CYCLES: '2', ...process.env, JOURNEYS_REPORT: report, CORE_ONLY: '1' };
  const args = [`${root}test/support/journeys.mjs`, `--project=${engine}*`];
  const exitCode = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
  let tests = { passed: 0, failed: 0 };
  try {
    tests = countPlaywright(JSON.parse(readFileSync(root + report, 'utf8')));
  } catch {}
  const counted = countStep({ exitCode, tests });
  console.log(`${engine}, run ${number} of ${times}: ${counted.passed} passed, ${counted.failed} failed`);
  return counted;
}

const runs = Array.from({ length: times }, (_, index) => runOnce(index + 1));
const { passed, failed } = addUp(runs);
const clean = runs.filter((run) => run.failed === 0).length;
console.log(`${engine}: ${clean} of ${times} runs without a failure; ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
