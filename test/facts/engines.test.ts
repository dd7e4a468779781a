// In which engines the core journeys are run is said once in code and once in CONTRIBUTING, and both say the same.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CORE, coreTitles, ENGINES } from '../engines/core.ts';
import { readJourneysFile } from '../support/listed-journeys.ts';

const contributing = readFileSync(fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url)), 'utf8');
const journeys = readJourneysFile('journeys.json') as string[];

it('takes every core journey from the list of journeys', () => {
  for (const title of Object.keys(CORE)) expect(journeys).toContain(title);
});

it('finds by its titles what an engine runs, and no other journey', () => {
  for (const engine of ENGINES) {
    const found = journeys.filter((title) => coreTitles(engine).test(`project ${title.replaceAll(' › ', ' ')}`));
    expect(found.sort()).toEqual(
      Object.keys(CORE)
        .filter((title) => CORE[title]?.[engine] === 'yes')
        .sort(),
    );
  }
});

it('has the table of CONTRIBUTING, with its reasons', () => {
  const rows = Object.entries(CORE).map(([title, { firefox, webkit }]) => `| ${title} | ${firefox} | ${webkit} |`);
  const [, table = ''] = contributing.split('| core journey | Firefox | WebKitGTK |\n| --- | --- | --- |\n');
  expect(table.split('\n\n')[0]?.split('\n')).toEqual(rows);
});
