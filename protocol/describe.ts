// Says in one sentence what was wrong with an input: where, what was expected, what came.

import type * as v from 'valibot';

const LONGEST_QUOTE = 60;

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map((item) => String(item.key))
    .join('.')
    .slice(0, 120);

/** `userData.age: expected string, received 7`; without a path, `value` stands in its place. */
export function describeIssue(issue: v.BaseIssue<unknown>, whole = 'value'): string {
  const received = issue.received.slice(0, LONGEST_QUOTE);
  if (issue.expected === 'never') return `${pathOf(issue) || whole}: unknown, received ${received}`;
  const expected = issue.expected ?? `a value for which holds: ${issue.message}`;
  return `${pathOf(issue) || whole}: expected ${expected}, received ${received}`;
}
