// What the README says of its reliability runs is what they do: how many kinds, seeds and steps. What was found in them is
// theirs to say each time.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '../faults/model/faults.ts';
import { BUGS } from '../faults/planted/bugs.ts';
import { KINDS } from '../faults/proxy/draw-plan.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const [, section = ''] = /\n## Reliability\n([\s\S]*?)\n## /.exec(read('README.md')) ?? [];

/** The number that a source file falls back on where the environment names none. */
function defaultOf(path: string, pattern: RegExp): string {
  const [, digits] = pattern.exec(read(path)) ?? [];
  if (!digits) throw new Error(`${path}: expected ${pattern}, which says how much a run does`);
  return digits.replaceAll('_', '');
}

const seedsIn = (engine: string): string =>
  defaultOf(
    'test/faults/browsers/playwright.config.ts',
    new RegExp(`engine\\('${engine}', \\d+, { seeds: (\\d+), everyNth: 1 }`),
  );

describe('the reliability section of README.md', () => {
  it('says how many histories run in one process', () => {
    const seeds = defaultOf('test/faults/model/run-fault.ts', /'FAULT_SEEDS', ([\d_]+)/);
    const steps = defaultOf('test/faults/model/run-fault.ts', /'FAULT_STEPS', ([\d_]+)/);
    expect(section).toContain(`${FAULT_NAMES.length} kinds of fault × ${seeds} seeds × ${steps} steps`);
  });

  it('names every kind of fault', () => {
    for (const name of FAULT_NAMES) expect(section).toContain(name);
  });

  it('says how many known bugs are planted, and how many tabs’ schedules run', () => {
    expect(section).toContain(`${BUGS.length} known bugs`);
    const schedules = defaultOf('test/faults/model/tabs.test.ts', /TAB_SCHEDULES \?\? ([\d_]+)/);
    expect(section).toContain(`${schedules} schedules`);
  });

  it('says how many chats run in real browsers', () => {
    const [chromium, firefox, webkit] = ['chromium', 'firefox', 'webkit'].map(seedsIn);
    const seeds = `${chromium} seeds in Chromium, ${firefox} in Firefox, ${webkit} in WebKitGTK`;
    expect(section).toContain(`${KINDS.length} kinds of fault, ${seeds}`);
  });

  it('says how many saved states gone bad are opened', () => {
    const runs = Number(defaultOf('test/unit/frame/storage/poisoned.test.ts', /POISONED \?\? ([\d_]+)/));
    expect(section).toContain(`${runs.toLocaleString('en-GB')} a run`);
  });
});
