// A message of the agent before the log shows it: as it is stored, and with where it stands.

import * as v from 'valibot';
import type { Failure } from '../../protocol/errors.ts';
import { type OfferedPart, OfferedParts } from '../../protocol/message-parts.ts';
import { Id, MessageText, Timestamp } from '../../protocol/session.ts';

/** What a message carries beside its text: a file that the server has, or parts to choose from. */
const Attached = {
  fileId: v.optional(Id),
  parts: v.optional(OfferedParts),
};
export type Attached = { fileId?: string | undefined; parts?: OfferedPart[] | undefined };

export const OutboxItem = v.object({ id: Id, sessionId: Id, text: MessageText, at: Timestamp, ...Attached });
export type OutboxItem = v.InferOutput<typeof OutboxItem>;

/**
 * `waiting`: behind another one, or for the link. `sending`: in flight. `stored`: the server has it, the log has not
 * shown it yet. `failed`: refused; it holds the chat's queue until it is tried again or discarded.
 */
export type Outgoing = OutboxItem &
  ({ status: 'waiting' | 'sending' | 'stored' } | { status: 'failed'; error: Failure });

export const attachedOf = ({ fileId, parts }: Attached): Attached => ({
  ...(fileId === undefined ? {} : { fileId }),
  ...(parts === undefined ? {} : { parts }),
});

export const asItem = ({ id, sessionId, text, at, ...rest }: Outgoing): OutboxItem => ({
  ...{ id, sessionId, text, at },
  ...attachedOf(rest),
});

/** Whether the server has it is unknown: to be sent again. A refusal stays one. */
export const asWaiting = (item: Outgoing): Outgoing =>
  item.status === 'failed' ? item : { ...asItem(item), status: 'waiting' };
