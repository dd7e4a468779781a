// An option may be of several kinds, and then a check says no more than that it is none of them. This finds the kind that
// was meant, and what exactly was wrong with it. Knows no option.

import type * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

const depth = ({ path }: Issue): number => path?.length ?? 0;

/** Of equally deep ones: what came and was wrong, before what was missing, before what another kind has not. */
const weight = (issue: Issue): number =>
  depth(issue) * 3 + (issue.expected === 'never' ? 0 : issue.received === 'undefined' ? 1 : 2);

export function exactIssue(issue: Issue): Issue {
  const inner = (issue.issues ?? []).map(exactIssue).filter((found) => depth(found) > 0);
  const [best] = inner.sort((a, b) => weight(b) - weight(a));
  if (!best?.path) return issue;
  const path = [...(issue.path ?? []), ...best.path] as NonNullable<Issue['path']>;
  return { ...best, path };
}
