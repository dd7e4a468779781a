// Loads the model anew with one bug planted, and runs histories until the bug is found or its seeds are used up.

import { fileURLToPath } from 'node:url';
import { createServer, createServerModuleRunner, type ViteDevServer } from 'vite';
import type { Violation } from '../history-checker.ts';
import type { Bug } from './bugs.ts';
import { plant } from './plant.ts';

type Model = typeof import('../model/history.ts') &
  typeof import('../model/plans.ts') &
  typeof import('../model/tab-plans.ts') &
  typeof import('../model/tab-schedule.ts');

const root = fileURLToPath(new URL('../../../', import.meta.url));
const STEPS = 60;

/** One for all bugs of a file: what is the same with each of them is made ready once. */
let serving: Promise<ViteDevServer> | undefined;
let current: { bug: Bug; onPlanted(): void } | null = null;

const server = (): Promise<ViteDevServer> => {
  serving ??= createServer({
    ...{ root, configFile: false, appType: 'custom', logLevel: 'error' },
    plugins: [
      plant(
        () => current?.bug ?? null,
        () => current?.onPlanted(),
      ),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  return serving;
};

export const closeServer = async (): Promise<void> => (await serving)?.close();

/** `seed`: the first whose history shows the bug; null: none of them does. */
export type Finding = { seed: number | null; violations: readonly Violation[] };

export async function findBug(bug: Bug): Promise<Finding> {
  const { ssr } = (await server()).environments;
  let isPlanted = false;
  const forget = (): void => {
    const module = ssr.moduleGraph.getModuleById(`${root}${bug.file}`);
    if (module) ssr.moduleGraph.invalidateModule(module);
  };
  current = {
    bug,
    onPlanted() {
      isPlanted = true;
    },
  };
  forget();
  const runner = createServerModuleRunner(ssr, { hmr: false });
  try {
    const parts = await Promise.all(
      ['history', 'plans', 'tab-plans', 'tab-schedule'].map((name) => runner.import(`/test/faults/model/${name}.ts`)),
    );
    const model = Object.assign({}, ...parts) as Model;
    if (!isPlanted) throw new Error(`"${bug.name}": ${bug.file} is not part of the model`);
    return await firstFinding(bug, model);
  } finally {
    current = null;
    forget();
    await runner.close();
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
  (by === 'tabs' ? await model.runTabs(model.tabPlanOf(seed)) : await model.runHistory(model.planOf(by, seed, STEPS)))
    .violations;
