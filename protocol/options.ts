// The options that most sites give, as they cross from the host page to the frame: what the frame's document can check by
// itself. A request that says more, or anything wrong, is looked at by full-options.ts, which comes later.

import * as v from 'valibot';
import { UserData } from './basics.ts';

/** Default for `maxOfflineDuration`, seconds. */
export const DEFAULT_MAX_OFFLINE_SECONDS = 1_800;

export const plainEntries = {
  embedded: v.optional(v.boolean()),
  userData: v.optional(UserData),
  username: v.optional(v.pipe(v.string(), v.maxLength(200))),
  subject: v.optional(v.pipe(v.string(), v.maxLength(500))),
  maxOfflineDuration: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(86_400 * 30))),
  disableWebSockets: v.optional(v.boolean()),
};

export const PlainOptions = v.strictObject({ ...plainEntries, registration: v.optional(v.boolean()) });
export type PlainOptions = v.InferOutput<typeof PlainOptions>;
