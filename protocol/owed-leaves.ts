// Frame - a later page: ends of chats of which their server has not heard, because it was out of reach and the page went. The
// one thing of a chat that outlives it: what it takes to say so, and nothing of the talk. A value of its own beside the saved
// state, so that another chat may begin meanwhile.

import * as v from 'valibot';
import { SessionKey, Timestamp } from './session.ts';

export const OwedLeave = v.object({
  session: SessionKey,
  /** Of the chat server that has it, if it is not the frame's own. */
  serverOrigin: v.optional(v.string()),
  owedAt: Timestamp,
});
export type OwedLeave = v.InferOutput<typeof OwedLeave>;

/** A session that was asked for and called off before the server had answered: it may be there all the same. */
export const CalledOff = v.object({
  openId: v.string(),
  serverOrigin: v.optional(v.string()),
  owedAt: Timestamp,
});
export type CalledOff = v.InferOutput<typeof CalledOff>;

/** Nobody ends so many chats while a server is away. */
export const MAX_OWED_LEAVES = 20;

export const OwedLeaves = v.object({
  version: v.literal(1),
  leaves: v.pipe(v.array(OwedLeave), v.maxLength(MAX_OWED_LEAVES)),
  calledOff: v.optional(v.pipe(v.array(CalledOff), v.maxLength(MAX_OWED_LEAVES))),
});
export type OwedLeaves = v.InferOutput<typeof OwedLeaves>;

export type Owed = OwedLeave | CalledOff;
/** All of them, of either kind. */
export const owedIn = ({ leaves, calledOff = [] }: OwedLeaves): Owed[] => [...leaves, ...calledOff];
