// The journeys' titles, as Playwright would run them and as the agreed list has them.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Suite = { title: string; suites?: Suite[]; specs: { title: string }[] };

const titlesIn = ({ suites = [], specs, title }: Suite): string[] =>
  [...specs.map((spec) => spec.title), ...suites.flatMap(titlesIn)].map((name) => `${title} › ${name}`);

/** In Chromium: there all of them are run, and elsewhere some of the same. */
export function listedJourneys(): string[] {
  const cli = `${root}node_modules/@playwright/test/cli.js`;
  const listed = execFileSync(process.execPath, [cli, 'test', '--list', '--reporter=json', '--project=chromium*'], {
    cwd: root,
    env: { ...process.env, JOURNEYS_REPORT: '' },
    encoding: 'utf8',
  });
  return (JSON.parse(listed) as { suites: Suite[] }).suites.flatMap(titlesIn);
}

/** A file of `test/journeys/`. */
export const readJourneysFile = (name: string): unknown =>
  JSON.parse(readFileSync(`${root}test/journeys/${name}`, 'utf8'));
