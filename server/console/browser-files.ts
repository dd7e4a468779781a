// Carries one piece of a file to the server by fetch. The only file here that knows the address and its headers.

import * as v from 'valibot';
import { PieceAnswer } from '../../protocol/files.ts';
import type { PostPiece } from './uploads.ts';

/** A piece is small: who needs longer for it has no line. */
const ANSWER_LIMIT_MS = 30_000;

export const postPieceBy =
  (fetchFrom: typeof fetch): PostPiece =>
  async ({ sessionId, fileId, offset, size, name, type, body }) => {
    try {
      const response = await fetchFrom(`/agent/v1/files/${sessionId}/${fileId}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/octet-stream',
          'x-offset': String(offset),
          'x-size': String(size),
          'x-name': encodeURIComponent(wellFormed(name)),
          'x-type': type || 'application/octet-stream',
        },
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
        cache: 'no-store',
        credentials: 'same-origin',
      });
      const checked = v.safeParse(PieceAnswer, await response.json());
      return checked.success ? checked.output : null;
    } catch {
      return null;
    }
  };

/** Half of a surrogate pair cannot be encoded, and a file's name may hold one. */
const wellFormed = (name: string): string => name.replace(/\p{Surrogate}/gu, '\uFFFD');
