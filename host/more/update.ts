// Changes looks, place and language of what the page has asked for last. The frame looks at them first: what it refuses
// changes nothing. Whatever comes after, a new document in the frame or another chat, has them too.

import type { COMMAND_FAILED, OPTION_INVALID } from '../../protocol/errors.ts';
import type { Ticket } from '../../protocol/rpc.ts';
import type { Call, Core } from '../core.ts';
import type { Stage } from '../stage.ts';
import { inCorner } from './layouts.ts';

type Changes = { ui?: object; localization?: unknown };

/** What a chat begins with, and has to the end. */
const FIXED = /^(?!(ui(\.(title|theme|position|offset|zIndex|launcher|attention))?|localization)$)/;

const merged = (before: unknown, { ui, localization }: Changes): Record<string, unknown> => {
  const options = { ...Object(before) };
  if (ui) options.ui = { ...Object(options.ui), ...ui };
  if (localization !== undefined) options.localization = localization;
  return options;
};

export async function update(
  core: Core,
  stage: Stage,
  [, deferred]: Call,
  data: Record<string, unknown>,
  isInCorner: boolean,
): Promise<void> {
  const fail = (code: number, description: string) => deferred.fail({ error: { code, description } });
  const names = [...Object.keys(data), ...Object.keys(Object(data.ui)).map((name) => `ui.${name}`)];
  const fixed = names.find((name) => FIXED.test(name));
  if (fixed)
    return fail(306 satisfies typeof OPTION_INVALID.code, `${fixed.slice(0, 100)}: cannot be changed by update`);
  const { last, layout } = core;
  if (!last)
    return fail(52 satisfies typeof COMMAND_FAILED.code, 'There is no chat on this page that could be changed.');
  const answer = await core.run('update', () => data);
  if (!answer.ok) return deferred.fail({ error: answer.error });

  const open = [...core.tickets.values()] as [Ticket][];
  for (const ticket of new Set([last, core.current()?.ticket, ...open.map(([ticket]) => ticket)])) {
    if (ticket) ticket.options = merged(ticket.options, data);
  }
  if (isInCorner) stage.layOut = inCorner(Object(Object(last.options).ui));
  const frame = document.querySelector<HTMLIFrameElement>(`html>iframe[src^="${stage.origin}"]`);
  if (frame && isInCorner && layout) stage.layOut(frame, core.layout ?? layout);
  deferred.done(undefined as never);
}
