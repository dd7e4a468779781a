// The whole check of a request's options: what the document could not decide. Says exactly what is wrong, and fills in
// the defaults. Knows the options, not the chat.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import { EMBEDDED_REQUIRED, explained, type Failure, OPTION_INVALID } from '../../protocol/errors.ts';
import { ChatOptions, type FormDefinition } from '../../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { Look } from '../browser-look.ts';
import { DEFAULT_FORM, FUNCTION_FORM } from '../session/default-form.ts';
import { type CheckedRequest, meaning } from '../session/requests.ts';
import { SITE_TRANSPORT } from '../session/site-transport.ts';
import type { ExtraOptions } from '../session/state.ts';
import { exactIssue } from './exact-issue.ts';
import { wrongForm } from './form-definition.ts';
import { type CheckedTexts, checkTexts, type Texts, usableIn } from './texts.ts';
import { wrongTheme } from './theme.ts';

const IGNORED = ['templates', 'widgetUrl', 'stateStorage', 'source', 'cookieMaxAge'] as const;

export type FullRequest = CheckedRequest & {
  /** For the log: what is not wrong, and not as the site thinks either. */
  remarks: string[];
};

export type RequestFacts = {
  ownOrigin: string;
  /** Of chat servers that the operator lists. */
  serverOrigins: readonly string[];
  supports: Look['supports'];
};

export function checkRequest(
  { requestId, method, options, place = 'page' }: Ticket,
  { ownOrigin, serverOrigins, supports }: RequestFacts,
): RpcResult<FullRequest> {
  const checked = v.safeParse(ChatOptions, options);
  if (!checked.success) return failed(invalid(describeIssue(exactIssue(checked.issues[0]), 'options')));
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
  const { registration = true, transport = null, ui = true, logger = null } = given;
  const texts = textsOf(given.localization);
  const form = formOf(registration, ui);
  const wrong =
    (form && wrongForm(form, given.userData ?? {})) ??
    (typeof ui === 'object' ? wrongTheme(ui.theme, supports) : null) ??
    texts.wrong[0];
  if (wrong) return failed(invalid(wrong));
  const extra: ExtraOptions = {
    ...{ requestId, method, place, ui, transport, texts: texts.texts, logger },
    registration: typeof registration === 'object' ? registration : null,
    debug: given.debug ?? false,
  };
  const request = meaning({ ...given, registration: true }, form, extra);
  return ok({
    ...request,
    page: {
      ...request.page,
      serverOrigin: transport ? SITE_TRANSPORT : serverOrigin === ownOrigin ? undefined : serverOrigin,
    },
    remarks: [
      ...IGNORED.filter((name) => given[name] !== undefined).map((name) => `${name}: has no meaning here`),
      ...texts.remarks,
    ],
  });
}

export function textsOf(
  given: ChatOptions['localization'],
): Pick<CheckedTexts, 'wrong' | 'remarks'> & { texts: Texts | null } {
  if (!given) return { texts: null, wrong: [], remarks: [] };
  if (!isFile(given)) return checkTexts(given);
  const { usable, remarks } = usableIn(given.$file);
  const { texts, wrong, remarks: more } = checkTexts(usable);
  return { texts, wrong: [], remarks: [...remarks, ...wrong, ...more] };
}

const isFile = (given: NonNullable<ChatOptions['localization']>): given is { $file: Record<string, unknown> } =>
  typeof given.$file === 'object';

function formOf(registration: NonNullable<ChatOptions['registration']>, ui: ExtraOptions['ui']): FormDefinition | null {
  if (typeof registration === 'object' && '$hook' in registration) return FUNCTION_FORM;
  // Without an interface there is nobody to draw a form.
  if (registration === false || ui === false) return null;
  return registration === true ? DEFAULT_FORM : registration;
}

const invalid = (words: string): Failure => explained(OPTION_INVALID, words);
