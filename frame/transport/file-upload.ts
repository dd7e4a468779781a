// Brings one file to the chat server, piece by piece, from where the server stands: any piece may be lost, doubled, or sent by
// another page. Tries once; knows nothing of trying again, nor of the message that will name the file.

import * as v from 'valibot';
import { COMMAND_FAILED, FILE_GONE, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { MAX_PIECE_BYTES, PieceAnswer } from '../../protocol/files.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';
import { failed, ok } from '../../protocol/result.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { Clock, Log, Upload } from '../ports.ts';
import type { Answer } from './transport.ts';

/** A slow line brings such a piece within the limit, and its visitor sees it move. */
const FIRST_PIECE_BYTES = 32_768;
/** A piece that took less is followed by one of twice its size. */
const QUICK_MS = 1_000;
const PIECE_LIMIT_MS = 30_000;
/** Pieces in a row after which the server stands where it stood. */
const MAX_STALLS = 3;

/** Ends with what the server found the file to be, or with a failure. */
export type SendFile = (
  file: FileFacts,
  bytes: Blob,
  session: SessionKey,
  to: { signal: AbortSignal; onProgress(sentBytes: number): void },
) => Promise<Answer<FileFacts>>;

type Parts = { upload: Upload; clock: Clock; log: Log; serverOrigin: () => string };

export function createFileUpload({ upload, clock, log, serverOrigin }: Parts): SendFile {
  async function post(url: string, headers: Record<string, string>, bytes: ArrayBuffer, signal: AbortSignal) {
    const limit = new AbortController();
    const giveUp = (): void => limit.abort();
    const cancel = clock.after(PIECE_LIMIT_MS, giveUp);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      const answer = await upload(url, headers, bytes, limit.signal);
      const checked = v.safeParse(PieceAnswer, answer.body);
      if (checked.success) return checked.output;
      log('warn', 'the chat server answered a file with what is not of the protocol', answer.status);
    } catch {
      // No answer.
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
    return failed(SERVER_UNAVAILABLE);
  }

  return async (file, bytes, { sessionId, token }, { signal, onProgress }) => {
    const url = `${serverOrigin()}/chat/v1/files/${file.fileId}`;
    const about = {
      authorization: `Bearer ${token}`,
      'x-session': sessionId,
      'x-size': `${bytes.size}`,
      'x-name': encodeURIComponent(file.name),
      'x-type': file.mediaType,
    };
    let sentBytes = 0;
    // Of none, at first: how far has the server got?
    let pieceBytes = 0;
    let nextBytes = FIRST_PIECE_BYTES;
    let stalls = 0;
    for (;;) {
      const piece = await read(bytes.slice(sentBytes, sentBytes + pieceBytes));
      if (!piece) return failed(FILE_GONE);
      const startedAt = clock.uptime();
      const answer = await post(url, { ...about, 'x-offset': `${sentBytes}` }, piece, signal);
      if (!answer.ok) {
        const { error, retryAfterMs } = answer as Extract<Answer<never>, { ok: false }>;
        return { ok: false, error, ...(retryAfterMs !== undefined && { retryAfterMs }) };
      }
      if (answer.file) {
        onProgress(bytes.size);
        return ok(answer.file);
      }
      stalls = pieceBytes > 0 && answer.receivedBytes <= sentBytes ? stalls + 1 : 0;
      if (stalls === MAX_STALLS || answer.receivedBytes >= bytes.size) return failed(COMMAND_FAILED);
      sentBytes = answer.receivedBytes;
      onProgress(sentBytes);
      if (pieceBytes > 0 && clock.uptime() - startedAt < QUICK_MS) nextBytes *= 2;
      nextBytes = Math.min(nextBytes, MAX_PIECE_BYTES);
      pieceBytes = nextBytes;
    }
  };
}

/** null: the visitor has changed or deleted it meanwhile. */
const read = (piece: Blob): Promise<ArrayBuffer | null> => piece.arrayBuffer().catch(() => null);
