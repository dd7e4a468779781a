// What the last build weighs. Budgets are promises; the README's table is read from here, so it cannot drift.

import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path));
const brotli = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const hostFiles = readdirSync(at('dist/host')).filter((name) => name.endsWith('.js') && name !== 'snippet.js');
const weigh = (names: string[]) => names.reduce((sum, name) => sum + brotli(read(`dist/host/${name}`)), 0);

const link = hostFiles.filter((name) => name.startsWith('link-'));
const more = hostFiles.filter((name) => name.startsWith('more-'));
/** Each fetched alone, by the pages and devices that need it. */
const LAZIER = ['touch', 'update', 'attraction'] as const;
const lazier = (part: (typeof LAZIER)[number]) => hostFiles.filter((name) => name.startsWith(`${part}-`));
const figures = {
  stub: read('dist/host/snippet.js').toString().trim().length,
  loader: weigh(['chat.js']),
  embedded: weigh(['chat.js', ...link]),
  more: weigh(more),
  touch: weigh(lazier('touch')),
  update: weigh(lazier('update')),
  attraction: weigh(lazier('attraction')),
  host: weigh(hostFiles),
  frame: brotli(read('dist/frame/index.html')),
};

const BUDGETS: [name: keyof typeof figures, what: string, limit: number][] = [
  ['stub', 'inline stub, raw', 500],
  ['loader', 'critical loader `chat.js`', 700],
  ['embedded', 'all on the host page for an embedded chat', 4_500],
  ['more', 'lazy part, for what only some pages ask', 4_200],
  ['touch', 'lazier part, for devices that are touched', 1_200],
  ['update', 'lazier part, for pages that call `update`', 600],
  ['attraction', 'lazier part, for pages that ask for attention', 500],
  ['host', 'all host files', 11_000],
];

const row = (what: string, bytes: number, limit: number | string) => `| ${what} | ${bytes} | ${limit} |`;

describe('sizes, bytes after brotli', () => {
  it('finds one link part, one lazy part and one of each lazier, and nothing else beside the loader', () => {
    expect([link.length, more.length, ...LAZIER.map((part) => lazier(part).length)]).toEqual([1, 1, 1, 1, 1]);
    expect(hostFiles).toHaveLength(3 + LAZIER.length);
  });

  for (const [name, what, limit] of BUDGETS) {
    it(`${what}: at most ${limit}`, () => {
      console.log(row(what, figures[name], limit));
      expect(figures[name]).toBeLessThanOrEqual(limit);
    });
  }

  it('the frame document leaves room for the host part within 24,000 at first open', () => {
    console.log(row('frame document', figures.frame, 24_000 - figures.embedded));
    expect(figures.frame + figures.embedded).toBeLessThanOrEqual(24_000);
  });

  it('the README says so', () => {
    const readme = read('README.md').toString();
    const expected: [string, number][] = [
      ...BUDGETS.map(([name, what]): [string, number] => [what, figures[name]]),
      ['frame document', figures.frame],
    ];
    for (const [what, bytes] of expected) {
      const said = Number(new RegExp(`\\| ${what.replace(/[.`]/g, '\\$&')} \\| (\\d+) \\|`).exec(readme)?.[1]);
      // Another version of the compressor may differ by a few bytes.
      expect(Math.abs(said - bytes) / bytes, `README.md says "${what}" is ${said}, it is ${bytes}`).toBeLessThan(0.01);
    }
  });
});
