// Sends files to the chat server as a frame or a console does: in pieces, with what each says of the whole. And some files.

import { deflateSync } from 'node:zlib';
import { type HttpReply, http, newId } from './server-client.ts';

type SessionKey = { sessionId: string; token: string };

export type PieceOptions = {
  fileId: string;
  bytes: Buffer;
  offset?: number;
  size?: number;
  name?: string;
  type?: string;
  headers?: Record<string, string>;
};

const saying = ({ bytes, offset = 0, size = bytes.length, name = 'notes.txt', type = 'text/plain' }: PieceOptions) => ({
  'content-type': 'application/octet-stream',
  'x-offset': String(offset),
  'x-size': String(size),
  'x-name': encodeURIComponent(name),
  'x-type': type,
});

export const sendPiece = (port: number, session: SessionKey, options: PieceOptions): Promise<HttpReply> =>
  http(port, `/chat/v1/files/${options.fileId}`, {
    method: 'POST',
    body: options.bytes,
    headers: {
      ...{
        origin: `http://127.0.0.1:${port}`,
        authorization: `Bearer ${session.token}`,
        'x-session': session.sessionId,
      },
      ...saying(options),
      ...options.headers,
    },
  });

export const sendAgentPiece = (port: number, sessionId: string, options: PieceOptions): Promise<HttpReply> =>
  http(port, `/agent/v1/files/${sessionId}/${options.fileId}`, {
    method: 'POST',
    body: options.bytes,
    headers: { origin: `http://127.0.0.1:${port}`, ...saying(options), ...options.headers },
  });

/** A whole small file in one piece; gives its id. */
export async function sendFile(
  port: number,
  session: SessionKey,
  options: Partial<PieceOptions> = {},
): Promise<string> {
  const fileId = newId();
  const { json } = await sendPiece(port, session, { fileId, bytes: Buffer.from('some words'), ...options });
  if (!json?.ok || !json.file) throw new Error(`the file was refused: ${JSON.stringify(json)}`);
  return fileId;
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const number32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};

/** As far as a reader of headers looks. */
export const pngOf = (width: number, height: number): Buffer =>
  Buffer.concat([
    ...[
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      number32(13),
      Buffer.from('IHDR'),
      number32(width),
      number32(height),
    ],
    ...[bytes(8, 2, 0, 0, 0), number32(0), number32(0), Buffer.from('IDAT'), deflateSync(Buffer.alloc(16))],
  ]);

export const gifOf = (width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from('GIF89a'), bytes(width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b)]);

/** `before`: of what stands before the frame, as a camera's small picture does. */
export const jpegOf = (width: number, height: number, before = 20): Buffer =>
  Buffer.concat([
    ...[bytes(0xff, 0xd8, 0xff, 0xe1, (before + 2) >> 8, (before + 2) & 255), Buffer.alloc(before)],
    ...[bytes(0xff, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3), Buffer.alloc(10)],
  ]);

const riff = (kind: string, ...rest: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('RIFF'), number32(0), Buffer.from(`WEBP${kind}`), number32(0), ...rest, Buffer.alloc(20)]);
const little = (value: number, length: number): Buffer => {
  const buffer = Buffer.alloc(length);
  buffer.writeUIntLE(value, 0, length);
  return buffer;
};
export const webpsOf = (width: number, height: number): Buffer[] => [
  riff('VP8X', bytes(0, 0, 0, 0), little(width - 1, 3), little(height - 1, 3)),
  riff('VP8 ', bytes(0, 0, 0, 0x9d, 0x01, 0x2a), little(width, 2), little(height, 2)),
  riff('VP8L', bytes(0x2f), little((width - 1) | ((height - 1) << 14), 4)),
];
