// What is said of a seed that fails, by histories of which it is known why they fail.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Violation } from '../history-checker.ts';
import { failuresOf, type Kind } from './failures.ts';
import { type Plan, plansOf } from './plans.ts';

const failing = (kind: Violation['kind']): Violation[] => [{ kind, where: 'server', what: 'a word' }];

/** `fails`: what is found in this plan, if anything. */
function kindThat(fails: (plan: Plan) => Violation[]) {
  const plans: Plan[] = [];
  const kind: Kind<Plan> = {
    ...{ name: 'FAULT', knobs: ['FAULT_STEPS'], test: "-t 'reset'", plans: plansOf('reset', 60) },
    async run(plan) {
      plans.push(plan);
      return fails(plan);
    },
  };
  return { kind, plans };
}

const files = ({ steps }: Plan): number => steps.filter((step) => step.do === 'sendFile').length;
const pathIn = (failure: string | undefined): string => /FAULT_PATH=([\d:]+)/.exec(failure ?? '')?.[1] ?? '';

beforeEach(() => {
  for (const knob of ['FAULT_SEED', 'FAULT_PATH', 'FAULT_STEPS']) vi.stubEnv(knob, undefined);
});
afterEach(() => vi.unstubAllEnvs());

it('shrinks a plan that fails to the steps that matter, and to one that fails alike', async () => {
  const { kind, plans } = kindThat((plan) =>
    files(plan) > 1 ? failing('lost') : files(plan) > 0 ? failing('stuck') : [],
  );
  const [failure] = await failuresOf(kind, 100);
  expect(failure).toContain('lost (server): a word');
  const file = { do: 'sendFile', tab: 0 };
  expect(failure).toContain(`"faults":["reset"],"socketsAllowed":true,"steps":${JSON.stringify([file, file])}`);
  expect(plans.every(({ steps }) => steps.length >= 60)).toBe(true);
});

it('prints a line that has the same again, with what else a plan depends on', async () => {
  vi.stubEnv('FAULT_STEPS', '60');
  const { kind, plans } = kindThat((plan) => (files(plan) > 1 ? failing('lost') : []));
  const [failure = ''] = await failuresOf(kind, 100);
  const [, seed = ''] = /FAULT_STEPS=60 FAULT_SEED=(\d+) npm run faults -- -t 'reset'/.exec(failure) ?? [];
  vi.stubEnv('FAULT_SEED', seed);
  plans.length = 0;
  expect(await failuresOf(kind, 100)).toEqual([failure]);
  const shortest = plans.filter((plan) => files(plan) > 1).at(-1);
  vi.stubEnv('FAULT_PATH', pathIn(failure));
  plans.length = 0;
  expect(await failuresOf(kind, 100)).toEqual([failure]);
  expect(plans).toEqual([shortest]);
});

it('shrinks the first of many failures alone, and stops after a few', async () => {
  const { kind } = kindThat(() => failing('lost'));
  const failures = await failuresOf(kind, 100);
  expect(failures).toHaveLength(5);
  expect(failures.map(pathIn).filter(Boolean)).toHaveLength(1);
});

it('draws as many steps as asked for, and in every third plan an end of the chat', async () => {
  const { kind, plans } = kindThat(() => []);
  await failuresOf(kind, 200);
  const isEnd = (step: Plan['steps'][number]): boolean => step.do === 'leave' || step.do === 'agentEnds';
  expect(plans.map(({ steps }) => steps.filter((step) => !isEnd(step)).length)).toEqual(plans.map(() => 60));
  const ended = plans.filter(({ steps }) => steps.some(isEnd)).length;
  expect(ended).toBeGreaterThan(50);
  expect(ended).toBeLessThan(84);
});
