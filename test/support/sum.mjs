// Adds up what the steps of `npm test` report. Pure: report objects in, numbers out.

/** Vitest's JSON report. What was skipped was not tested, so it counts as neither. */
export const countVitest = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });

/** Playwright's JSON report. No journey may be skipped: one that did not run has failed. */
export const countPlaywright = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + stats.skipped,
});

/**
 * One step's share. A step without tests is one test itself; a step whose process failed although no test did (a
 * crash, an error between tests), or that ran no test at all, has failed once.
 */
export function countStep({ exitCode, tests }) {
  if (!tests) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const ran = tests.passed + tests.failed > 0;
  const unexplained = tests.failed === 0 && (exitCode !== 0 || !ran);
  return { passed: tests.passed, failed: tests.failed + (unexplained ? 1 : 0) };
}

export const addUp = (counts) =>
  counts.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
