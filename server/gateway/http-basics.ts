// What every HTTP route needs: the request's headers as access.ts wants them, and a JSON body within bounds.

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { explained, type Failure, PARAMETER_WRONG } from '../../protocol/errors.ts';
import type { Headers } from './access.ts';
import { parseJson } from './reading.ts';

/** `origin`: the chat origin that the request was sent to. `address`: whom it came from. */
export type Env = { Bindings: HttpBindings; Variables: { origin: string; address: string } };

export const headersOf = (c: Context<Env>): Headers => ({ get: (name) => c.req.header(name) });

type Body = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415; error: Failure };

const refuse = (status: 400 | 413 | 415, expected: string, received: string): Body => ({
  ok: false,
  status,
  error: explained(PARAMETER_WRONG, `body: expected ${expected}, received ${received}`),
});

export async function readBounded(request: Request, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  if (!request.body) return Buffer.alloc(0);
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** JSON by its content type too: a form of another site cannot send that without being asked first. */
export async function readJsonBody(c: Context<Env>, maxBytes: number): Promise<Body> {
  const type = c.req.header('content-type') ?? 'none';
  if (!/^application\/json\b/i.test(type)) return refuse(415, 'content type application/json', type.slice(0, 60));
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > maxBytes) return refuse(413, `at most ${maxBytes} bytes`, String(declared));
  const bytes = await readBounded(c.req.raw, maxBytes);
  if (!bytes) return refuse(413, `at most ${maxBytes} bytes`, 'more');
  const parsed = parseJson(bytes.toString('utf8'));
  return parsed.ok ? parsed : refuse(400, 'JSON', `${bytes.length} bytes of something else`);
}
