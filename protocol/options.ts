// The public options as they cross from the host page to the frame: data only. The host page's own code checks no
// more than it must; here is the whole truth, and error 306 is written from it.

import * as v from 'valibot';
import { UserData } from './basics.ts';

/** One field of a registration form. `name` becomes the key in the session's user data. */
export const FormInput = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/, 'a name of letters, digits, _ . or -')),
  label: v.optional(v.pipe(v.string(), v.maxLength(300))),
  type: v.optional(v.picklist(['text', 'email', 'tel', 'textarea', 'select', 'checkbox', 'hidden'])),
  id: v.optional(v.pipe(v.string(), v.maxLength(100))),
  required: v.optional(v.boolean()),
  pattern: v.optional(v.pipe(v.string(), v.maxLength(500))),
  maxlength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4_000))),
  placeholder: v.optional(v.pipe(v.string(), v.maxLength(300))),
  value: v.optional(v.union([v.pipe(v.string(), v.maxLength(4_000)), v.boolean()])),
  autocomplete: v.optional(v.pipe(v.string(), v.maxLength(100))),
  options: v.optional(
    v.pipe(v.array(v.strictObject({ value: v.string(), label: v.string() })), v.minLength(1), v.maxLength(500)),
  ),
});
export type FormInput = v.InferOutput<typeof FormInput>;

export const FormDefinition = v.strictObject({
  inputs: v.pipe(v.array(FormInput), v.minLength(1), v.maxLength(50)),
});
export type FormDefinition = v.InferOutput<typeof FormDefinition>;

/** Default for `maxOfflineDuration`, seconds. */
export const DEFAULT_MAX_OFFLINE_SECONDS = 1_800;

/** Options of `startChat` and `restoreChat`, defaults not yet filled in. */
export const ChatOptions = v.strictObject({
  embedded: v.optional(v.boolean()),
  serverUrl: v.optional(v.pipe(v.string(), v.url(), v.maxLength(2_000))),
  registration: v.optional(v.union([v.boolean(), FormDefinition])),
  userData: v.optional(UserData),
  username: v.optional(v.pipe(v.string(), v.maxLength(200))),
  subject: v.optional(v.pipe(v.string(), v.maxLength(500))),
  debug: v.optional(v.boolean()),
  maxOfflineDuration: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(86_400 * 30))),
  disableWebSockets: v.optional(v.boolean()),
  // Options of the original that have no meaning here: accepted, and named in the log.
  templates: v.optional(v.unknown()),
  widgetUrl: v.optional(v.unknown()),
  stateStorage: v.optional(v.unknown()),
  source: v.optional(v.unknown()),
  cookieMaxAge: v.optional(v.unknown()),
});
export type ChatOptions = v.InferOutput<typeof ChatOptions>;
