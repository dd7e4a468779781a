// What a transport of the site's own tells, checked and turned into entries of our log that still lack their index. Knows
// neither what was told before nor which session is wanted.

import * as v from 'valibot';
import { describeIssue } from '../../../protocol/describe.ts';
import { explained, type Failure, PARAMETER_WRONG } from '../../../protocol/errors.ts';
import { FailureSchema } from '../../../protocol/failure.ts';
import { failed, ok, type RpcResult } from '../../../protocol/result.ts';
import {
  ContentType,
  type EndReason,
  Id,
  Index,
  MessageText,
  type Party,
  type TranscriptEntry,
} from '../../../protocol/session.ts';

const KIND = { Agent: 'agent', Client: 'visitor', External: 'system' } as const;
const REASON = { 1: 'leaveRequest', 2: 'agent', 3: 'error' } as const satisfies Record<number, EndReason>;

const RawParty = v.pipe(
  v.object({
    id: v.pipe(v.number(), v.integer(), v.minValue(1)),
    name: v.pipe(v.string(), v.maxLength(200)),
    type: v.picklist(['Agent', 'Client', 'External']),
  }),
  v.transform(({ id, name, type }): Party => ({ id, name, kind: KIND[type] })),
);

const any = { sessionId: v.optional(v.string()) };
const stored = {
  ...any,
  index: Index,
  timestamp: v.pipe(
    v.number(),
    v.minValue(0),
    v.transform((ms) => Math.round(ms)),
  ),
};
const schemas = {
  AgentConnected: v.object({ ...stored, type: v.literal('AgentConnected'), party: RawParty }),
  AgentDisconnected: v.object({ ...stored, type: v.literal('AgentDisconnected'), party: RawParty }),
  MessageReceived: v.object({
    ...stored,
    type: v.literal('MessageReceived'),
    party: RawParty,
    content: v.object({ text: MessageText, type: v.optional(ContentType, 'text') }),
    id: v.optional(v.unknown()),
  }),
  SessionEnded: v.object({
    ...stored,
    type: v.literal('SessionEnded'),
    reason: v.object({ id: v.picklist([1, 2, 3]) }),
  }),
  AgentTyping: v.object({
    ...any,
    type: v.literal('AgentTyping'),
    party: RawParty,
    isTyping: v.boolean(),
    /** Some back ends count it, though they do not keep it. */
    index: v.optional(Index),
  }),
  Error: v.object({ ...any, type: v.literal('Error'), error: FailureSchema }),
};
type RawType = keyof typeof schemas;
type Checked<Type extends RawType> = v.InferOutput<(typeof schemas)[Type]>;

/** Without its place in our log. */
export type Unplaced = TranscriptEntry extends infer Entry
  ? Entry extends unknown
    ? Omit<Entry, 'index'>
    : never
  : never;
/** `rawIndex`: the back end's. `ownId`: what `sendMessage` was given, if the back end kept it. */
export type Stored = { rawIndex: number; ownId: string | null; entry: Unplaced };

export type Told =
  | ({ kind: 'stored' } & Stored)
  | { kind: 'typing'; party: Party; isTyping: boolean; rawIndex: number | null }
  | { kind: 'error'; error: Failure };
/** `sessionId`: if the event says which it belongs to. */
export type Heard = { told: Told; sessionId: string | null };

const STORED = ['AgentConnected', 'AgentDisconnected', 'MessageReceived', 'SessionEnded'] as const;

/** `type`: what was subscribed to; null: an element of a transcript, which says itself what it is. */
export function readRawEvent(input: unknown, type: RawType | null): RpcResult<Heard> {
  const named = v.safeParse(v.object({ type: v.picklist(type ? [type] : STORED) }), input);
  if (!named.success) return wrong(named.issues[0], type);
  const checked = v.safeParse(schemas[named.output.type], input);
  if (!checked.success) return wrong(checked.issues[0], named.output.type);
  const { sessionId = null } = checked.output;
  return ok({ told: toldBy(checked.output), sessionId });
}

const wrong = (issue: v.BaseIssue<unknown>, type: RawType | null) =>
  failed(explained(PARAMETER_WRONG, `transport: ${type ?? 'transcript'}: ${describeIssue(issue, 'event')}`));

function toldBy(event: Checked<RawType>): Told {
  switch (event.type) {
    case 'AgentTyping':
      return { kind: 'typing', party: event.party, isTyping: event.isTyping, rawIndex: event.index ?? null };
    case 'Error':
      return { kind: 'error', error: event.error };
    case 'SessionEnded':
      return placed(event, { kind: 'sessionEnded', at: event.timestamp, reason: REASON[event.reason.id] });
    case 'MessageReceived': {
      const { party, content, timestamp: at } = event;
      const message = { kind: 'message', at, party, text: content.text, contentType: content.type } as const;
      // An id of an agent's message must not pass for one of ours.
      const ownId = party.kind === 'visitor' && v.is(Id, event.id) ? event.id : null;
      return placed(event, { ...message, id: ownId ?? `hosted-${event.index}` }, ownId);
    }
    default:
      return placed(event, {
        kind: event.type === 'AgentConnected' ? 'agentConnected' : 'agentDisconnected',
        at: event.timestamp,
        party: event.party,
      });
  }
}

const placed = ({ index }: { index: number }, entry: Unplaced, ownId: string | null = null): Told => ({
  kind: 'stored',
  rawIndex: index,
  ownId,
  entry,
});

/** The index of something that is no event: it is used up all the same. */
export const indexIn = (input: unknown): number | null => {
  const found = v.safeParse(v.object({ index: Index }), input);
  return found.success ? found.output.index : null;
};
