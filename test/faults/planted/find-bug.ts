// Loads the model anew with one bug planted, and runs histories until the bug is found or its seeds are used up.

import { fileURLToPath } from 'node:url';
import { createServer, type ViteDevServer } from 'vite';
import type { Violation } from '../history-checker.ts';
import type { Bug } from './bugs.ts';
import { plant } from './plant.ts';

type Model = typeof import('../model/history.ts') & typeof import('../model/tab-schedule.ts');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const STEPS = 60;

const serverWith = (bug: Bug, onPlanted: () => void): Promise<ViteDevServer> =>
  createServer({
    ...{ root, configFile: false, appType: 'custom', logLevel: 'error', plugins: [plant(bug, onPlanted)] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });

/** `seed`: the first whose history shows the bug; null: none of them does. */
export type Finding = { seed: number | null; violations: readonly Violation[] };

export async function findBug(bug: Bug): Promise<Finding> {
  let isPlanted = false;
  const server = await serverWith(bug, () => {
    isPlanted = true;
  });
  try {
    const parts = await Promise.all(
      ['history', 'tab-schedule'].map((name) => server.ssrLoadModule(`/test/faults/model/${name}.ts`)),
    );
    const model = Object.assign({}, ...parts) as Model;
    if (!isPlanted) throw new Error(`"${bug.name}": ${bug.file} is not part of the model`);
    return await firstFinding(bug, model);
  } finally {
    await server.close();
  }
}

async function firstFinding(bug: Bug, model: Model): Promise<Finding> {
  for (let seed = 1; seed <= bug.seeds; seed += 1) {
    const violations = await violationsOf(bug, seed, model);
    if (violations.some(({ kind }) => bug.as.includes(kind))) return { seed, violations };
    // The test's runner waits for a word, in vain while promises alone keep this process busy.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { seed: null, violations: [] };
}

const violationsOf = async ({ by }: Bug, seed: number, model: Model): Promise<readonly Violation[]> =>
  (by === 'tabs' ? await model.runTabs(seed) : await model.runHistory(model.planOf(by, seed, STEPS))).violations;
