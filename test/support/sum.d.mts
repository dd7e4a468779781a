export type Count = { passed: number; failed: number };
export function countVitest(report: { numPassedTests: number; numFailedTests: number }): Count;
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}): Count;
export function countStep(step: { exitCode: number; tests: Count | null }): Count;
export function addUp(counts: readonly Count[]): Count;
