// `npm test`: the parts of `npm run check`, then the journeys. All of them run, also after a failure; the very last
// line is the sum, `N passed, N failed`. Lint, types and build count as one test each.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { addUp, countPlaywright, countStep, countVitest } from './sum.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const reportFile = (name) => `.cache/reports/${name}.json`;

const npm = (script, ...args) => ['npm', 'run', '--silent', script, ...(args.length ? ['--', ...args] : [])];
const vitest = (script) => ({
  name: script,
  command: npm(script, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(script)}`),
  count: countVitest,
});

const STEPS = [
  { name: 'lint', command: npm('lint') },
  { name: 'typecheck', command: npm('typecheck') },
  vitest('test:unit'),
  vitest('faults'),
  { name: 'build', command: npm('build') },
  vitest('facts'),
  { name: 'journeys', command: npm('journeys'), count: countPlaywright },
  { name: 'faults:browsers', command: npm('faults:browsers'), count: countPlaywright },
];

/** The step's own account of its tests; null if it left none. */
function readTests({ name, count }) {
  try {
    return count(JSON.parse(readFileSync(`${root}${reportFile(name)}`, 'utf8')));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function runStep(step) {
  console.log(`\n== ${step.name}`);
  const startedAtMs = Date.now();
  const [command, ...args] = step.command;
  const env = { ...process.env, JOURNEYS_REPORT: reportFile(step.name), FAULTS: 'short' };
  const exitCode = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
  const counted = countStep({ exitCode, tests: step.count ? readTests(step) : null });
  const seconds = Math.round((Date.now() - startedAtMs) / 1000);
  return { line: `${step.name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`, ...counted };
}

// A report of an earlier run must not speak for this one.
rmSync(`${root}.cache/reports`, { recursive: true, force: true });
mkdirSync(`${root}.cache/reports`, { recursive: true });

const results = STEPS.map(runStep);
const sum = addUp(results);
console.log(`\n${results.map(({ line }) => line).join('\n')}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
console.log(`${sum.passed} passed, ${sum.failed} failed`);
