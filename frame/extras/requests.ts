// The whole check of a request's options: what the document could not decide. Says exactly what is wrong, and fills in
// the defaults. Knows the options, not the chat.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import { EMBEDDED_REQUIRED, explained, type Failure, OPTION_INVALID } from '../../protocol/errors.ts';
import { ChatOptions, type FormDefinition } from '../../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import { DEFAULT_FORM, FUNCTION_FORM } from '../session/default-form.ts';
import { type CheckedRequest, meaning } from '../session/requests.ts';
import type { ExtraOptions } from '../session/state.ts';
import { wrongForm } from './form-definition.ts';

const IGNORED = ['templates', 'widgetUrl', 'stateStorage', 'source', 'cookieMaxAge'] as const;

export type FullRequest = CheckedRequest & {
  /** Options of the original that have no meaning here. */
  ignored: string[];
};

export function checkRequest(
  { requestId, method, options, place = 'page' }: Ticket,
  ownOrigin: string,
  serverOrigins: readonly string[] = [],
): RpcResult<FullRequest> {
  const checked = v.safeParse(ChatOptions, options);
  if (!checked.success) return failed(invalid(describeIssue(checked.issues[0], 'options')));
  const given = checked.output;
  if (given.embedded !== true) {
    return failed(
      method === 'restoreChat' ? EMBEDDED_REQUIRED : invalid(`embedded: expected true, received ${given.embedded}`),
    );
  }
  const serverOrigin = given.serverUrl === undefined ? ownOrigin : new URL(given.serverUrl).origin;
  const listed = [ownOrigin, ...serverOrigins];
  if (!listed.includes(serverOrigin)) {
    return failed(invalid(`serverUrl: expected an address of ${listed.join(' or ')}, received "${given.serverUrl}"`));
  }
  const { registration = true, transport = null, ui = true, localization = null, logger = null } = given;
  const form = formOf(registration, ui);
  const wrong = form && wrongForm(form, given.userData ?? {});
  if (wrong) return failed(invalid(wrong));
  const extra: ExtraOptions = {
    ...{ requestId, method, place, ui, transport, localization, logger },
    registration: typeof registration === 'object' ? registration : null,
    debug: given.debug ?? false,
    serverOrigin: serverOrigin === ownOrigin ? null : serverOrigin,
  };
  return ok({
    ...meaning({ ...given, registration: true }, form, extra),
    ignored: IGNORED.filter((name) => given[name] !== undefined),
  });
}

function formOf(registration: NonNullable<ChatOptions['registration']>, ui: ExtraOptions['ui']): FormDefinition | null {
  if (typeof registration === 'object' && '$hook' in registration) return FUNCTION_FORM;
  // Without an interface there is nobody to draw a form.
  if (registration === false || ui === false) return null;
  return registration === true ? DEFAULT_FORM : registration;
}

const invalid = (words: string): Failure => explained(OPTION_INVALID, words);
