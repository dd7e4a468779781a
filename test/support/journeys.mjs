// Runs the journeys: the browsers first, then a build if what is built is missing or older than its sources, then
// Playwright with the arguments given:  npm run journeys -- --repeat-each=20

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getBrowser, getEngines } from './browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['build', 'frame', 'host', 'protocol', 'server', 'package-lock.json', 'vite.config.ts'];
/** The build writes this one last. */
const LAST_BUILT = 'dist/server/main.js';

function newestChangeMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChangeMs(join(path, name))));
}

function buildIsStale() {
  const built = join(root, LAST_BUILT);
  if (!existsSync(built)) return true;
  const builtAtMs = statSync(built).mtimeMs;
  return SOURCES.some((source) => existsSync(join(root, source)) && newestChangeMs(join(root, source)) > builtAtMs);
}

/** The engines that the arguments ask for: all, or those of the projects that are named. */
function wantedEngines(args) {
  const projects = args.filter((arg) => arg.startsWith('--project='));
  const isAsked = (name) => projects.length === 0 || projects.some((arg) => arg.startsWith(`--project=${name}`));
  return ['firefox', 'webkit'].filter(isAsked);
}

/** Runs to the end in the foreground and gives the exit code; a signal counts as failure. */
const run = (command, args, env = process.env) =>
  spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: false }).status ?? 1;

function main() {
  const args = process.argv.slice(2);
  const CHROMIUM_PATH = getBrowser();
  getEngines(wantedEngines(args));
  if (buildIsStale()) {
    const code = run('npm', ['run', '--silent', 'build']);
    if (code !== 0) return code;
  }
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  return run(process.execPath, [playwright, 'test', ...args], { ...process.env, CHROMIUM_PATH });
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
