// Has functions of the site judge what was put into a form. One that fails, or takes too long, finds the value wrong.

import type { ExtraOptions } from '../session/state.ts';
import type { Judge } from '../ui/site-form.tsx';
import type { createHooks } from './hooks.ts';

/** A visitor waits for it with a finger on the button. */
const JUDGE_LIMIT_MS = 10_000;
/** Longest words beside a field. */
const MAX_WORDS = 500;
/** Neither layout nor marks that leave no trace. */
const SEEN = /[^\s\p{Cc}\p{Cf}]/u;

export const createJudge =
  (extra: () => ExtraOptions | null, { of }: Pick<ReturnType<typeof createHooks>, 'of'>): Judge =>
  async (validate, value, values) => {
    const answer = await of(extra()?.requestId ?? '').callWithin(JUDGE_LIMIT_MS, validate, value, values);
    if (!answer.ok || answer.value === false) return '';
    if (typeof answer.value !== 'string' || !answer.value) return null;
    // A field that is wrong says so: nothing is to be seen of some words.
    return SEEN.test(answer.value) ? answer.value.slice(0, MAX_WORDS) : '';
  };
