// A file on its way to the chat server, over HTTP, by visitors and by agents:
//
//   visitor  POST /chat/v1/files/FILE-ID              authorization: Bearer TOKEN, x-session: SESSION-ID
//   agent    POST /agent/v1/files/SESSION-ID/FILE-ID  by the login's cookie; the chat must be the agent's
//
// `FILE-ID` is made by the sender, as for messages. The body is one piece of the file; `x-offset` says where it belongs,
// `x-size` how long the whole is, `x-name` (percent-encoded) and `x-type` what it is; where that says nothing, the ending
// of the name does (file-endings.ts). A piece of no bytes asks how far the server got. What is already there is never
// written again, so any piece may be repeated, by any page, in any order: the answer says where to go on. A complete file
// belongs to nothing until a message names it (`fileId` of an append); what no message named within a day is deleted.
//
// To read one: `getFile` on the session's channel gives an address that works for a while and needs no token.

import * as v from 'valibot';
import { FailureSchema } from './failure.ts';
import { FileFacts } from './message-parts.ts';
import { Timestamp } from './session.ts';

/** Largest body of one piece. */
export const MAX_PIECE_BYTES = 262_144;

/** What the server takes, told with its other limits; absent: no files. */
export const FileLimits = v.object({
  maxBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Media types, or groups of them such as `image/*`. */
  types: v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.minLength(1), v.maxLength(200)),
});
export type FileLimits = v.InferOutput<typeof FileLimits>;

/** `file`: there when all of it is, with what the server found it to be. */
export const PieceAnswer = v.variant('ok', [
  v.object({
    ok: v.literal(true),
    receivedBytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    file: v.nullable(FileFacts),
  }),
  v.object({ ok: v.literal(false), error: FailureSchema, retryAfterMs: v.optional(v.number()) }),
]);
export type PieceAnswer = v.InferOutput<typeof PieceAnswer>;

/** Answer to `getFile`: a path on the chat server. */
export const FileAddress = v.object({
  path: v.pipe(v.string(), v.startsWith('/'), v.maxLength(500)),
  expiresAt: Timestamp,
});
export type FileAddress = v.InferOutput<typeof FileAddress>;
