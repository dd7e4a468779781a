// Whole chats in real browsers behind the fault proxy: whatever it does, nothing is lost, doubled, out of order or stuck.
//
//   npm run faults:browsers                                    every kind of fault, all seeds, all engines
//   npm run faults:browsers -- --project=webkit -g reset       one engine, one kind
//   FAULT_SEED=17 npm run faults:browsers -- ...               one seed

import { test as base, expect } from '@playwright/test';
import { inWords } from '../history-checker.ts';
import { type FaultKind, KINDS } from '../proxy/draw-plan.ts';
import { type Lane, startLane } from './lane.ts';
import { runChat } from './run-chat.ts';
import { type NewVisitor, playwrightVisitors, webkitVisitors } from './visitors.ts';

type Worker = {
  engine: 'chromium' | 'firefox' | 'webkit';
  seeds: number;
  laneCount: number;
  lanes: Lane[];
  newVisitor: NewVisitor;
};

const test = base.extend<object, Worker>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  seeds: [1, { option: true, scope: 'worker' }],
  laneCount: [1, { option: true, scope: 'worker' }],
  lanes: [
    async ({ laneCount }, use) => {
      const lanes = await Promise.all(Array.from({ length: laneCount }, startLane));
      await use(lanes);
      await Promise.all(lanes.map((lane) => lane.close()));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  newVisitor: [
    async ({ engine, playwright }, use) => {
      if (engine === 'webkit') return use(webkitVisitors);
      const browser = await playwright[engine].launch();
      await use(playwrightVisitors(browser));
      await browser.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

const CHAT_LIMIT_MS = 180_000;

const chosenSeeds = (count: number): number[] =>
  process.env.FAULT_SEED ? [Number(process.env.FAULT_SEED)] : Array.from({ length: count }, (_, place) => place + 1);

/** Each lane takes the next seed when it is free. Every failure is told, not only the first. */
async function runAll(kind: FaultKind, { engine, seeds, lanes, newVisitor }: Omit<Worker, 'laneCount'>) {
  const left = chosenSeeds(seeds);
  const failures: string[] = [];
  const total = { chats: 0, steps: 0, said: 0, struck: 0, settledMs: 0 };
  const inLane = async (lane: Lane): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const played: string[] = [];
      const found = await runChat({ lane, newVisitor, seed, kind, note: (line) => played.push(line) }).then(
        ({ violations, ...figures }) => {
          total.chats += 1;
          for (const each of ['steps', 'said', 'struck', 'settledMs'] as const) total[each] += figures[each];
          return inWords(violations);
        },
        (error: Error) => error.stack ?? error.message,
      );
      const again = `FAULT_SEED=${seed} npm run faults:browsers -- --project=${engine} -g "${kind}"`;
      if (found) failures.push([`${engine}, ${kind}, seed ${seed}: ${found}`, ...played, again].join('\n  '));
    }
  };
  await Promise.all(lanes.map(inLane));
  return { failures, total };
}

for (const kind of KINDS) {
  test(`under ${kind} nothing is lost, doubled, out of order or stuck`, async ({
    engine,
    seeds,
    lanes,
    newVisitor,
  }) => {
    test.setTimeout(CHAT_LIMIT_MS * Math.max(1, Math.ceil(seeds / lanes.length)));
    const { failures, total } = await runAll(kind, { engine, seeds, lanes, newVisitor });
    console.log(`${engine}, ${kind}: ${JSON.stringify(total)}`);
    expect(failures.join('\n\n')).toBe('');
    expect(total.struck, 'the fault never did anything').toBeGreaterThan(0);
  });
}
