// Files at the fake server: pieces in, whole files out, all in memory. As protocol/files.ts tells it.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { COMMAND_STOPPED, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import { MAX_PIECE_BYTES } from '../../protocol/files.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';

type Kept = { facts: FileFacts; bytes: Buffer };

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const tell = (response: ServerResponse, body: unknown) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

export const FAKE_LIMITS = { maxBytes: 2_000_000, types: ['image/*', 'application/pdf', 'text/plain'] };

export function createFakeFiles() {
  const files = new Map<string, Kept>();
  /** `refuseNext`: answers to the next pieces. `cutNext`: so many pieces get no answer. */
  const faults = { refuseNext: [] as Failure[], cutNext: 0 };
  const pieces: { fileId: string; offset: number; bytes: number }[] = [];

  const takePiece = async (request: IncomingMessage, response: ServerResponse, fileId: string) => {
    const piece = await bodyOf(request);
    const header = (name: string) => String(request.headers[name] ?? '');
    const [offset, size] = [Number(header('x-offset')), Number(header('x-size'))];
    pieces.push({ fileId, offset, bytes: piece.length });
    if (faults.cutNext > 0) {
      faults.cutNext -= 1;
      return request.socket.destroy();
    }
    const refusal = faults.refuseNext.shift() ?? (size > FAKE_LIMITS.maxBytes ? PARAMETER_WRONG : null);
    if (refusal || piece.length > MAX_PIECE_BYTES) {
      return tell(response, { ok: false, error: refusal ?? COMMAND_STOPPED });
    }
    const facts = {
      fileId,
      name: decodeURIComponent(header('x-name')),
      mediaType: header('x-type') || 'application/octet-stream',
      sizeBytes: size,
      ...(header('x-type').startsWith('image/') ? { width: 320, height: 200 } : {}),
    };
    const kept = files.get(fileId) ?? { facts, bytes: Buffer.alloc(0) };
    if (offset === kept.bytes.length) kept.bytes = Buffer.concat([kept.bytes, piece]);
    files.set(fileId, kept);
    const isWhole = kept.bytes.length === size;
    return tell(response, { ok: true, receivedBytes: kept.bytes.length, file: isWhole ? kept.facts : null });
  };

  const listener: RequestListener = (request, response) => {
    const [, sessionId, fileId] = /^\/agent\/v1\/files\/([\w-]+)\/([\w-]+)$/.exec(request.url ?? '') ?? [];
    if (sessionId && fileId && request.method === 'POST') return void takePiece(request, response, fileId);
    const kept = files.get(/^\/fake-file\/([\w-]+)$/.exec(request.url ?? '')?.[1] ?? '');
    if (!kept) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': kept.facts.mediaType });
    return void response.end(kept.bytes);
  };

  return {
    listener,
    faults,
    /** In the order of arrival. */
    pieces,
    facts: (fileId: string) => files.get(fileId)?.facts ?? null,
    put: (facts: FileFacts, bytes: Buffer) => void files.set(facts.fileId, { facts, bytes }),
    addressOf: (fileId: string) => ({ path: `/fake-file/${fileId}`, expiresAt: Date.now() + 60_000 }),
    isOurs: (url: string) => /^\/(agent\/v1\/files|fake-file)\//.test(url),
  };
}
