// Whole chats in real browsers behind the fault proxy: whatever it does, nothing is lost, doubled, out of order or stuck.
//
//   npm run faults:browsers                                    every kind of fault, all seeds, all engines
//   npm run faults:browsers -- --project=webkit -g reset       one engine, one kind
//   FAULT_SEED=17 npm run faults:browsers -- ...               one seed; 6-20: all of them from 6 to 20

import { expect } from '@playwright/test';
import { inWords } from '../history-checker.ts';
import { type FaultKind, KINDS } from '../proxy/draw-plan.ts';
import { test } from './faults-test.ts';
import type { Lane } from './lane.ts';
import { type Run, runChat } from './run-chat.ts';
import type { NewVisitor } from './visitors.ts';

/** On a busy machine, with everything that may have to be waited for. */
const CHAT_LIMIT_MS = 120_000;

type Planned = Pick<Run, 'seed' | 'kind'>;

function chosenSeeds(count: number): number[] {
  const [first = 1, last = first] = process.env.FAULT_SEED?.split('-').map(Number) ?? [1, count];
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

/** Each lane takes the next chat when it is free. Every failure is told, not only the first. */
async function runAll(engine: string, chats: Planned[], lanes: readonly Lane[], newVisitor: NewVisitor) {
  const failures: string[] = [];
  const total = { chats: 0, steps: 0, said: 0, struck: 0, settledMs: 0 };
  const runOne = async ({ seed, kind }: Planned, lane: Lane): Promise<void> => {
    const played: string[] = [];
    const found = await runChat({ lane, newVisitor, seed, kind, note: (line) => played.push(line) }).then(
      ({ violations, ...figures }) => {
        total.chats += 1;
        for (const each of ['steps', 'said', 'struck', 'settledMs'] as const) total[each] += figures[each];
        return inWords(violations);
      },
      (error: Error) => error.stack ?? error.message,
    );
    const again = `FAULT_SEED=${seed} npm run faults:browsers -- --project=${engine} -g "under ${kind} "`;
    if (!found) return;
    // At once, because the others may take long.
    console.log([`${engine}, ${kind}, seed ${seed}: ${found}`, ...played].join('\n  '));
    failures.push(`${found}\n${again}`);
  };
  const left = [...chats];
  const inLane = async (lane: Lane): Promise<void> => {
    for (let chat = left.shift(); chat; chat = left.shift()) await runOne(chat, lane);
  };
  await Promise.all(lanes.map(inLane));
  return { failures, total };
}

/** A test a kind; or one for all, where each kind has so few chats that they had better run beside each other. */
const GROUPS: Record<string, readonly FaultKind[]> =
  process.env.FAULTS === 'short'
    ? { 'each kind of fault': KINDS }
    : Object.fromEntries(KINDS.map((kind) => [kind, [kind]]));

for (const [name, kinds] of Object.entries(GROUPS)) {
  test(`under ${name} nothing is lost, doubled, out of order or stuck`, async ({
    engine,
    seeds,
    everyNth,
    lanes,
    newVisitor,
  }) => {
    const chats = chosenSeeds(seeds)
      .flatMap((seed) => kinds.map((kind) => ({ seed, kind })))
      .filter((_, place) => place % everyNth === 0);
    test.setTimeout(CHAT_LIMIT_MS * Math.ceil(chats.length / lanes.length));
    const { failures, total } = await runAll(engine, chats, lanes, newVisitor);
    console.log(`${engine}, ${name}: ${JSON.stringify(total)}`);
    expect(failures.join('\n\n')).toBe('');
    // Of one seed alone that may be so.
    if (!process.env.FAULT_SEED) expect(total.struck, 'the fault never did anything').toBeGreaterThan(0);
  });
}
