// In which engines the core journeys are run is said once in code and once in CONTRIBUTING, and both say the same.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ALSO, CORE, coreTitles, ENGINES, titlesIn } from '../engines/core.ts';
import { readJourneysFile } from '../support/listed-journeys.ts';

const contributing = readFileSync(fileURLToPath(new URL('../../CONTRIBUTING.md', import.meta.url)), 'utf8');
const journeys = readJourneysFile('journeys.json') as string[];

it('takes every one of them from the list of journeys', () => {
  for (const title of Object.keys({ ...CORE, ...ALSO })) expect(journeys).toContain(title);
});

it('has none twice', () => {
  expect(Object.keys(ALSO).filter((title) => title in CORE)).toEqual([]);
});

it.each([
  { of: 'a core run', table: CORE, titles: coreTitles },
  { of: 'the journeys', table: { ...CORE, ...ALSO }, titles: titlesIn },
])('finds by its titles what an engine runs in $of, and no other journey', ({ table, titles }) => {
  for (const engine of ENGINES) {
    const found = journeys.filter((title) => titles(engine).test(`project ${title.replaceAll(' › ', ' ')}`));
    const expected = Object.keys(table).filter((title) => table[title]?.[engine] === 'yes');
    expect(found.sort()).toEqual(expected.sort());
  }
});

it.each([
  { head: 'core journey', table: CORE },
  { head: 'further journey', table: ALSO },
])('has the table of CONTRIBUTING for each $head, with its reasons', ({ head, table }) => {
  const rows = Object.entries(table).map(([title, { firefox, webkit }]) => `| ${title} | ${firefox} | ${webkit} |`);
  const [, rest = ''] = contributing.split(`| ${head} | Firefox | WebKitGTK |\n| --- | --- | --- |\n`);
  expect(rest.split('\n\n')[0]?.split('\n')).toEqual(rows);
});
