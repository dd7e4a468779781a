// No journey may go missing or be passed over: what Playwright would run is compared with the agreed list, and the
// words that skip a test are not to be found in the specs.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const specs = `${root}test/journeys/`;

type Suite = { title: string; suites?: Suite[]; specs: { title: string }[] };

const titlesIn = ({ suites = [], specs, title }: Suite): string[] =>
  [...specs.map((spec) => spec.title), ...suites.flatMap(titlesIn)].map((name) => `${title} › ${name}`);

it('runs every journey of the list, and no other', () => {
  const cli = `${root}node_modules/@playwright/test/cli.js`;
  const env = { ...process.env, JOURNEYS_REPORT: '' };
  const listed = execFileSync(process.execPath, [cli, 'test', '--list', '--reporter=json'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const { suites } = JSON.parse(listed) as { suites: Suite[] };
  const agreed = JSON.parse(readFileSync(`${specs}journeys.json`, 'utf8')) as string[];
  expect(suites.flatMap(titlesIn).sort()).toEqual([...agreed].sort());
});

it('skips no journey', () => {
  for (const name of readdirSync(specs).filter((file) => file.endsWith('.ts'))) {
    const text = readFileSync(`${specs}${name}`, 'utf8');
    expect(text.match(/\.(skip|only|fixme|fail|slow)\b|waitForTimeout/), name).toBeNull();
  }
});
