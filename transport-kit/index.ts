// The checks of a transport of the site's own: what the contract says, as rules that can be run by any test runner, or none.

import { described, withinLimit } from './answers.ts';
import type { Rule, Scene } from './checks/check.ts';
import { eventRules } from './checks/events.ts';
import { messageRules } from './checks/messages.ts';
import { sessionRules } from './checks/sessions.ts';
import type { CheckOptions, OpenHarness, TransportCheck } from './harness.ts';
import { createPage, type Page } from './page.ts';

export type * from '../host/api-transport.ts';
export type { CheckOptions, OpenHarness, TransportCheck, TransportHarness } from './harness.ts';

/** What came of all checks. */
export type Report = {
  ok: boolean;
  passed: string[];
  failed: { name: string; error: Error }[];
  /** To be printed: a line for each rule. */
  text: string;
};

const DEFAULT_LIMIT_MS = 5_000;
const RULES: readonly Rule[] = [...sessionRules, ...messageRules, ...eventRules];

async function run({ check }: Rule, openHarness: OpenHarness, limitMs: number): Promise<void> {
  const harness = await openHarness();
  const pages: Page[] = [];
  const scene: Scene = {
    agent: harness.agent,
    messages: (sessionId) => harness.messages(sessionId),
    interrupt: () => harness.interrupt(),
    mend: () => harness.mend(),
    async page() {
      const page = createPage(await harness.openTransport(), limitMs);
      pages.push(page);
      return page;
    },
  };
  try {
    await check(scene);
  } finally {
    for (const { transport } of pages) transport.close?.();
    await withinLimit('close of the harness', limitMs, Promise.resolve(harness.close()));
  }
}

/**
 * The rules one by one, for a test runner.
 *
 * @example
 * for (const { name, run } of transportChecks(openHarness)) it(name, run);
 */
export const transportChecks = (
  openHarness: OpenHarness,
  { limitMs = DEFAULT_LIMIT_MS }: CheckOptions = {},
): TransportCheck[] => RULES.map((rule) => ({ name: rule.name, run: () => run(rule, openHarness, limitMs) }));

/**
 * All rules, one after the other, without a test runner.
 *
 * @example
 * const report = await checkTransport(openHarness);
 * console.log(report.text);
 */
export async function checkTransport(openHarness: OpenHarness, options: CheckOptions = {}): Promise<Report> {
  const passed: string[] = [];
  const failed: Report['failed'] = [];
  const lines: string[] = [];
  for (const check of transportChecks(openHarness, options)) {
    try {
      await check.run();
      passed.push(check.name);
      lines.push(`ok      ${check.name}`);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(described(thrown));
      failed.push({ name: check.name, error });
      lines.push(`failed  ${check.name}\n        ${error.message}`);
    }
  }
  lines.push(`${passed.length} passed, ${failed.length} failed`);
  return { ok: failed.length === 0, passed, failed, text: lines.join('\n') };
}
