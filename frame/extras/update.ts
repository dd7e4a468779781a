// What `chat.update` changes of the options that hold: looks, place, attention, texts. Checked as the options of a request
// are. The chat's own state keeps what the request brought; this is laid over it, and goes with it.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import { explained, OPTION_INVALID } from '../../protocol/errors.ts';
import { UpdateOptions } from '../../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Look } from '../browser-look.ts';
import type { ExtraOptions } from '../session/state.ts';
import { exactIssue } from './exact-issue.ts';
import { textsOf } from './requests.ts';
import { wrongTheme } from './theme.ts';

type Updated = {
  /** With the texts that were there. */
  extra: ExtraOptions;
  /** Those that are to take their place; undefined: none are. */
  texts: ExtraOptions['texts'] | undefined;
  remarks: string[];
};

/** Of a page that has asked for nothing special. */
const PLAIN: ExtraOptions = {
  ...{ requestId: '', method: 'restoreChat', place: 'page', ui: true, registration: null },
  ...{ transport: null, texts: null, logger: null, debug: false },
};

export function updated(before: ExtraOptions | null, options: unknown, supports: Look['supports']): RpcResult<Updated> {
  const refused = (words: string) => failed(explained(OPTION_INVALID, words));
  const checked = v.safeParse(UpdateOptions, options);
  if (!checked.success) return refused(describeIssue(exactIssue(checked.issues[0]), 'options'));
  const { ui, localization } = checked.output;
  const extra = before ?? PLAIN;
  if (ui && extra.ui === false) return refused('ui: expected a chat that has an interface, received one without');
  const texts = textsOf(localization);
  const wrong = wrongTheme(ui?.theme, supports) ?? texts.wrong[0];
  if (wrong) return refused(wrong);
  return ok({
    extra: { ...extra, ui: ui ? { ...(typeof extra.ui === 'object' && extra.ui), ...ui } : extra.ui },
    texts: localization && texts.texts,
    remarks: texts.remarks,
  });
}
