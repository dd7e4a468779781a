// Finds a Chromium for the journeys, and gets one where there is none. Knows nothing of the tests.
//   node test/support/browser.mjs   prints the path that the journeys use

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Another package manager at work holds the lock: wait for it rather than fail. */
const APT = ['-o', 'DPkg::Lock::Timeout=300'];
const PLAYWRIGHT_CLI = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url));

/** Where the shell would find a program, or null. */
function which(name) {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Playwright's own browser, if it has been downloaded. */
function playwrightsOwn() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function onThisSystem() {
  for (const name of SYSTEM_NAMES) {
    const path = which(name);
    if (path) return path;
  }
  return MAC_PATHS.find((path) => existsSync(path)) ?? null;
}

/** A browser that is already here, or null. Throws if CHROMIUM_PATH names one that is not. */
export function presentBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH: expected the path of a Chromium, received ${env.CHROMIUM_PATH}, which is missing.`);
  }
  return playwrightsOwn() ?? onThisSystem();
}

/** Standard output stays free for what the caller prints. */
const run = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

function byPlaywright() {
  console.error('No Chromium found: trying `playwright install chromium`.');
  return run(process.execPath, [PLAYWRIGHT_CLI, 'install', 'chromium']) ? playwrightsOwn() : null;
}

function byApt() {
  if (!which('apt-get')) return null;
  console.error('Trying `apt-get install chromium`.');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...APT, ...args];
    return run(command, rest);
  };
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
  // A fresh machine or container has no package lists yet: fetch them and try once more.
  return install() || (apt('update') && install()) ? onThisSystem() : null;
}

/** The path of a Chromium that exists, installed if need be; throws with everything that was tried. */
export function getBrowser() {
  const path = presentBrowser() ?? byPlaywright() ?? byApt();
  if (path) return path;
  throw new Error(
    'No Chromium for the journeys. Tried: CHROMIUM_PATH, the one of Playwright, ' +
      `${SYSTEM_NAMES.join(', ')} on the path, \`playwright install chromium\`, \`apt-get install chromium\`. ` +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(getBrowser());
