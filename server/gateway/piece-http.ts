// One piece of a file as it comes over HTTP: what its headers say, and its body within bounds. Who may send it is decided
// where the routes are.

import type { Context } from 'hono';
import * as v from 'valibot';
import { explained, type Failure, PARAMETER_MISSING, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { MAX_PIECE_BYTES, type PieceAnswer } from '../../protocol/files.ts';
import { Id } from '../../protocol/session.ts';
import { ENDED } from '../chats/rules.ts';
import { readFileName } from '../files/file-names.ts';
import { readMediaType } from '../files/media-types.ts';
import type { Piece, Receive } from '../files/receiving.ts';
import type { Limiter } from '../limits/limiter.ts';
import { tooMany } from '../limits/server-limits.ts';
import type { StoredSession } from '../store/stored-session.ts';
import { type Env, readBounded } from './http-basics.ts';

/** Those that a frame of another origin has to ask for. */
export const PIECE_HEADERS = 'authorization, content-type, x-session, x-offset, x-size, x-name, x-type';

export const answerPiece = (c: Context<Env>, body: PieceAnswer, status: 200 | 400 | 413 = 200) => c.json(body, status);
export const refusePiece = (c: Context<Env>, error: Failure, status: 200 | 400 | 413 = 200) =>
  answerPiece(c, { ok: false, error }, status);

type Said = Pick<Piece, 'fileId' | 'name' | 'mediaType' | 'sizeBytes' | 'offset'>;

const isId = (text: string): boolean => v.is(Id, text);
const number = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

/** Each header with what is wrong about it, and what was expected instead. */
function readHeaders(c: Context<Env>, fileId: string): Said | Failure {
  const text = (name: string) => c.req.header(name) ?? '';
  const missing = ['x-offset', 'x-size', 'x-name'].find((name) => text(name) === '');
  if (missing) return explained(PARAMETER_MISSING, `${missing}: expected a header, received none`);
  const wrong = (expected: string, name: string) =>
    explained(PARAMETER_WRONG, `${name}: expected ${expected}, received ${text(name).slice(0, 80)}`);
  const [offset, sizeBytes] = [number(text('x-offset')), number(text('x-size'))];
  const [name, mediaType] = [readFileName(text('x-name')), readMediaType(text('x-type'))];
  if (offset === null) return wrong('a number of bytes', 'x-offset');
  if (sizeBytes === null) return wrong('a number of bytes', 'x-size');
  if (name === null) return wrong('a percent-encoded name', 'x-name');
  if (mediaType === null) return wrong('a media type such as image/png', 'x-type');
  if (!isId(fileId)) {
    return explained(
      PARAMETER_WRONG,
      `file id: expected 8 to 64 letters, digits, - or _, received ${fileId.slice(0, 80)}`,
    );
  }
  return { fileId, name, mediaType, sizeBytes, offset };
}

export type Sender = { session: StoredSession; owner: string };

/** After the sender was found to be who they say they are. */
export async function takePiece(
  c: Context<Env>,
  { receive, pieces }: { receive: Receive; pieces: Limiter },
  { session, owner }: Sender,
): Promise<Response> {
  const { sessionId } = session;
  const said = readHeaders(c, c.req.param('file') ?? '');
  if ('code' in said) return refusePiece(c, said, 400);
  if (session.status === 'ended') return refusePiece(c, ENDED);
  const waitMs = pieces.take(`${sessionId} ${owner}`);
  if (waitMs > 0) return answerPiece(c, tooMany('pieces of files', waitMs));
  const bytes = await readBounded(c.req.raw, MAX_PIECE_BYTES);
  if (!bytes) {
    return refusePiece(
      c,
      explained(PARAMETER_WRONG, `body: expected at most ${MAX_PIECE_BYTES} bytes, received more`),
      413,
    );
  }
  const outcome = await receive({ ...said, sessionId, owner, bytes });
  return answerPiece(c, outcome.ok ? { ok: true, ...outcome.value } : outcome);
}
