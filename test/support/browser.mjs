// Finds the journeys' browsers, and gets those that are not there: a Chromium, without which there are no journeys, and
// Firefox and WebKitGTK, without which there are fewer. Knows nothing of the tests.
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
/** Beside Chromium: what has to be on the path, and Debian's packages that bring it. */
const ENGINES = {
  firefox: { isHere: () => isNewEnough(presentFirefox()), packages: ['firefox-esr'] },
  webkit: { isHere: () => ['WebKitWebDriver', 'Xvfb'].every(which), packages: ['webkit2gtk-driver', 'xvfb'] },
};
/** The first that knows every command that the driver sends it: network.addDataCollector came with it. */
const FIREFOX_AT_LEAST = 143;
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

/**
 * Of its own address bar Chromium 15x draws two suggestion lists as pages ahead of any use, a second of work for each
 * window, and it starts a renderer for a site that may never come, a fourteenth of a journey's work; no page can tell. The
 * others would talk to the network, or insist on HTTPS.
 */
const KEEP_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'],
  ...['HttpsUpgrades', 'MediaRouter', 'OptimizationHints'],
];

/**
 * Chromium as users have it: Playwright's own --disable-features list switches storage partitioning off, which leaves a
 * cross-site frame without storage. Chromium honours the last such list only, so this one replaces it.
 */
export const chromiumArgs = (...alsoOff) => [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${[...KEEP_OFF, ...alsoOff].join()}`,
];

/** Standard output stays free for what the caller prints. */
const run = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0;

function byPlaywright() {
  console.error('No Chromium found: trying `playwright install chromium`.');
  return run(process.execPath, [PLAYWRIGHT_CLI, 'install', 'chromium']) ? playwrightsOwn() : null;
}

function install(packages) {
  if (!which('apt-get')) return;
  console.error(`Trying \`apt-get install ${packages.join(' ')}\`.`);
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...APT, ...args];
    return run(command, rest);
  };
  // An image's package lists are missing, or as old as the image, and so are the browsers in them: fetched first.
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

function byApt() {
  install(['chromium']);
  return onThisSystem();
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

/** A Firefox that is already here, or null; its long-term release, because the driver of the journeys knows that one. */
export const presentFirefox = (env = process.env) => env.FIREFOX_PATH ?? which('firefox-esr');

/** "Mozilla Firefox 153.8.0esr", as Firefox says itself, and new enough for the driver. */
function isNewEnough(path) {
  if (path === null) return false;
  const said = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const version = Number(/Firefox (\d+)/.exec(said)?.[1]);
  if (version >= FIREFOX_AT_LEAST) return true;
  console.error(`${path}: expected Firefox ${FIREFOX_AT_LEAST} or newer, received ${said.trim() || 'no version'}.`);
  return false;
}

/** The engines beside Chromium that are here. */
export const presentEngines = () => Object.keys(ENGINES).filter((name) => ENGINES[name].isHere());

/**
 * Installs those that are not here. One that cannot be had is passed over by name; where everything has to be tested, in
 * continuous integration, it is an error.
 */
export function getEngines(wanted = Object.keys(ENGINES), env = process.env) {
  for (const name of wanted) {
    if (!ENGINES[name].isHere()) install(ENGINES[name].packages);
    if (ENGINES[name].isHere()) continue;
    const words = `${name} cannot be installed here: ${ENGINES[name].packages.join(', ')}`;
    if (env.CI) throw new Error(`${words}. CI is set, so its journeys may not be left out.`);
    console.error(`${words}. Its journeys are left out.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(getBrowser());
