// Turns a ticket of the host page into what it means, where the options are those that most sites give. Anything else, also
// everything that is wrong, is for the extras to judge. Knows the options, not the chat.

import * as v from 'valibot';
import { DEFAULT_MAX_OFFLINE_SECONDS, PlainOptions } from '../../protocol/options.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { RememberedOptions } from '../../protocol/saved-form.ts';
import { DEFAULT_FORM } from './default-form.ts';
import type { StartRequested } from './events.ts';
import type { ExtraOptions, PageOptions } from './state.ts';

/** What the options mean, with nothing left to check. */
export type CheckedRequest = {
  form: StartRequested['form'];
  remembered: RememberedOptions;
  page: PageOptions;
};

/** With so many keys of the site's own the form's fields may be too many. */
const ROOM = 90;

/** null: this takes a closer look. */
export function plainRequest({ options, place }: Ticket): CheckedRequest | null {
  const { success, output } = v.safeParse(PlainOptions, options);
  return success && output.embedded && place !== 'window' && Object.keys(output.userData ?? {}).length < ROOM
    ? meaning(output, output.registration === false ? null : DEFAULT_FORM, null)
    : null;
}

export function meaning(
  { maxOfflineDuration, disableWebSockets, username = '', subject = '', userData = {} }: PlainOptions,
  form: CheckedRequest['form'],
  extra: ExtraOptions | null,
): CheckedRequest {
  return {
    form,
    remembered: { username, subject, userData },
    page: {
      maxOfflineSeconds: maxOfflineDuration ?? DEFAULT_MAX_OFFLINE_SECONDS,
      disableWebSockets: !!disableWebSockets,
      extra,
    },
  };
}
