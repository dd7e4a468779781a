// The schema of a failure that comes from outside. Apart from result.ts, which the host page needs without schemas.

import * as v from 'valibot';

export const FailureSchema = v.object({
  code: v.pipe(v.number(), v.integer()),
  description: v.pipe(v.string(), v.maxLength(2_000)),
});
