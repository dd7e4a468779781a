import { expect, it } from 'vitest';
import { addUp, countPlaywright, countStep, countVitest } from '../../support/sum.mjs';

it('counts a step without tests as one test', () => {
  expect(countStep({ exitCode: 0, tests: null })).toEqual({ passed: 1, failed: 0 });
  expect(countStep({ exitCode: 2, tests: null })).toEqual({ passed: 0, failed: 1 });
});

it('counts a crash without a failed test as a failure', () => {
  expect(countStep({ exitCode: 1, tests: { passed: 40, failed: 0 } })).toEqual({ passed: 40, failed: 1 });
});

it('counts a step that ran no test at all as a failure', () => {
  expect(countStep({ exitCode: 0, tests: { passed: 0, failed: 0 } })).toEqual({ passed: 0, failed: 1 });
});

it('counts failed tests once, although the process fails with them', () => {
  expect(countStep({ exitCode: 1, tests: { passed: 3, failed: 2 } })).toEqual({ passed: 3, failed: 2 });
});

it('counts a journey that was skipped or needed luck as failed', () => {
  expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 } })).toEqual({
    passed: 5,
    failed: 3,
  });
});

it('adds up all steps', () => {
  const unit = countVitest({ numPassedTests: 7, numFailedTests: 1 });
  expect(addUp([unit, { passed: 1, failed: 0 }])).toEqual({ passed: 8, failed: 1 });
});
