// What builds of every kind have left in browsers, as it stood there: one file for each phase and each change of shape,
// named by its version. Files are added and never changed: browsers have them.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./golden/', import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: older versions may look like anything.
export type GoldenState = { name: string; text: string; state: any };

export const GOLDEN_STATES: readonly GoldenState[] = readdirSync(folder)
  .sort()
  .map((file) => {
    const state = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return { name: file.replace('.json', ''), text: JSON.stringify(state), state };
  });
