// The saved state as far as it must be read before there is a conversation: the envelope, the form, and that there is
// something else, which is checked by those who go on with it. Does with few kinds of schema: the document carries each.

import * as v from 'valibot';
import { Timestamp, UserData, UserDataValue } from './basics.ts';
import { WindowState } from './rpc.ts';
import { STATE_VERSION } from './version.ts';

/** What was put into the registration form so far, by input name; by a function of the site, whatever it keeps. */
export const FormValues = v.record(v.pipe(v.string(), v.maxLength(100)), UserDataValue);
export type FormValues = v.InferOutput<typeof FormValues>;

/** Options that are remembered from `startChat`, with defaults filled in. */
export const RememberedOptions = v.object({
  username: v.string(),
  subject: v.string(),
  userData: UserData,
});
export type RememberedOptions = v.InferOutput<typeof RememberedOptions>;

/**
 * As far as it must be understood to go on with it; who draws a form of the site's own looks closer (full-options.ts).
 * One without fields stands for a function of the site.
 */
const SavedForm = v.looseObject({ inputs: v.array(v.looseObject({ name: v.string() })) });

export const FilledForm = v.object({ form: SavedForm, values: FormValues, remembered: RememberedOptions });
export type FilledForm = v.InferOutput<typeof FilledForm>;

export const SavedRegistering = v.object({
  phase: v.picklist(['registering']),
  ...FilledForm.entries,
  window: WindowState,
});

export const StateEnvelope = v.object({
  version: v.picklist([STATE_VERSION]),
  deployment: v.string(),
  siteOrigin: v.string(),
  /** The iframe that wrote it: another document in the same one goes on with it, also if the page asks for a new chat again. */
  mark: v.optional(v.string()),
  /** Last sign of life of any page that had this chat, by this browser's clock. */
  aliveAt: Timestamp,
  maxOfflineSeconds: v.pipe(v.number(), v.minValue(1)),
  /** Of the chat server that has this chat, if it is not the frame's own; or SITE_TRANSPORT (frame/session). */
  serverOrigin: v.optional(v.string()),
});

/**
 * What a build of a later version may have left, unchecked. These names keep their meaning in every version: an older build
 * lets such a state alone while it may be gone on with.
 */
export type AnyVersion = Pick<v.InferOutput<typeof StateEnvelope>, 'aliveAt' | 'maxOfflineSeconds'> & {
  version: number;
};

/** As read from storage: a form has been checked, a conversation not yet. */
export const LoadedState = v.object({
  ...StateEnvelope.entries,
  saved: v.union([
    SavedRegistering,
    v.looseObject({ phase: v.picklist(['connecting']) }),
    v.looseObject({ phase: v.picklist(['active']), session: v.looseObject({ sessionId: v.string() }) }),
  ]),
});
export type LoadedState = v.InferOutput<typeof LoadedState> & {
  /** The form of the site's own that the server has not answered yet, as it can be filled in on this page. */
  own?: FilledForm | undefined;
};

/** Key in the frame's localStorage. */
export const stateKey = (deployment: string, siteOrigin: string): string => `tagalong:${deployment}:${siteOrigin}`;

/** Beside it: ends of chats of which their server has not heard (owed-leaves.ts). */
export const leavesKey = (key: string): string => `${key}:leaves`;

/** No session waits longer for its visitor (see `maxOfflineSeconds` of an open). */
export const LONGEST_OFFLINE_MS = 30 * 86_400_000;

/** Whether the last sign of life is recent enough to go on from. */
export const isFresh = (state: { aliveAt: number }, maxOfflineSeconds: number, now: number): boolean =>
  now - state.aliveAt <= maxOfflineSeconds * 1_000;
