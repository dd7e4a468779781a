// Turns a ticket of the host page into an event: checks the site's options, says exactly what is wrong with them, and
// fills in the defaults. Knows the options, not the chat.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import { EMBEDDED_REQUIRED, explained, type Failure, OPTION_INVALID } from '../../protocol/errors.ts';
import { ChatOptions, DEFAULT_MAX_OFFLINE_SECONDS } from '../../protocol/options.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { RememberedOptions } from '../../protocol/saved-form.ts';
import { DEFAULT_FORM } from './default-form.ts';
import type { StartRequested } from './events.ts';
import type { PageOptions } from './state.ts';

/** What the options mean, with nothing left to check. */
export type CheckedRequest = {
  form: StartRequested['form'];
  remembered: RememberedOptions;
  page: PageOptions;
  /** Options of the original that have no meaning here. */
  ignored: string[];
};

const IGNORED = ['templates', 'widgetUrl', 'stateStorage', 'source', 'cookieMaxAge'] as const;

export function checkRequest({ method, options }: Ticket, serverOrigin: string): RpcResult<CheckedRequest> {
  const checked = v.safeParse(ChatOptions, options);
  if (!checked.success) return failed(invalid(describeIssue(checked.issues[0], 'options')));
  const given = checked.output;
  if (given.embedded !== true) {
    return failed(
      method === 'restoreChat'
        ? EMBEDDED_REQUIRED
        : invalid(`embedded: expected true, received ${given.embedded}; this version has no popup mode`),
    );
  }
  if (given.serverUrl !== undefined && new URL(given.serverUrl).origin !== serverOrigin) {
    return failed(invalid(`serverUrl: expected an address of ${serverOrigin}, received "${given.serverUrl}"`));
  }
  const { registration = true, username = '', subject = '', userData = {} } = given;
  return ok({
    form: registration === true ? DEFAULT_FORM : registration || null,
    remembered: { username, subject, userData },
    page: {
      maxOfflineSeconds: given.maxOfflineDuration ?? DEFAULT_MAX_OFFLINE_SECONDS,
      disableWebSockets: given.disableWebSockets ?? false,
      debug: given.debug ?? false,
    },
    ignored: IGNORED.filter((name) => given[name] !== undefined),
  });
}

const invalid = (words: string): Failure => explained(OPTION_INVALID, words);
