// Files of the model: what a visitor's machine holds, the server's place for them, and the way between. Bytes answer at once,
// as everything does in a world whose time stands still.

import { createHash } from 'node:crypto';
import type { Upload } from '../../../frame/ports.ts';
import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import { ENDED } from '../../../server/chats/rules.ts';
import { createReceiving } from '../../../server/files/receiving.ts';
import type { Vault } from '../../../server/files/vault.ts';
import type { Clock, Random } from '../../../server/ports.ts';
import type { Store } from '../../../server/store/store.ts';
import { OWNED_BY_VISITOR } from '../../../server/store/stored-file.ts';
import type { StoredSession } from '../../../server/store/stored-session.ts';
import type { Doors, Owner } from './client-sockets.ts';

export const FILE_LIMITS = { maxBytes: 1_000_000, types: ['application/octet-stream'] };
const MOST = { files: 10_000, bytes: 1_000_000_000, bytesInAll: 1_000_000_000 };

/** A browser's bytes come from a disk, some time later; these are there. */
class BytesAtHand extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes]);
    this.#bytes = bytes;
  }
  override arrayBuffer = async (): Promise<ArrayBuffer> => new Uint8Array(this.#bytes).buffer;
  override slice = (from = 0, until = this.size): Blob => new BytesAtHand(this.#bytes.slice(from, until));
}

/** No two alike, and no two places of one. */
export function contentOf(number: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  for (let place = 0; place < words.length; place += 1) words[place] = number * 1_000_003 + place;
  return new Uint8Array(words.buffer).slice(0, sizeBytes);
}
export const bytesOf = (content: Uint8Array<ArrayBuffer>): Blob => new BytesAtHand(content);

/** What lies on the server's disk, whichever process has put it there. */
export type Disk = Map<string, Buffer>;

const vaultOn = (disk: Disk, isAlive: () => boolean): Vault => ({
  async write(name, position, bytes) {
    if (!isAlive()) return new Promise<never>(() => {});
    const before = disk.get(name) ?? Buffer.alloc(0);
    const after = Buffer.alloc(Math.max(before.length, position + bytes.length));
    before.copy(after);
    after.set(bytes, position);
    disk.set(name, after);
  },
  head: async (name, mostBytes) => (disk.get(name) ?? Buffer.alloc(0)).subarray(0, mostBytes),
  read: () => {
    throw new Error('nobody reads here');
  },
  holds: async (name, bytes) => (disk.get(name)?.length ?? -1) >= bytes,
  async remove(name) {
    disk.delete(name);
  },
});

type Parts = { store: Store; disk: Disk; clock: Clock; random: Pick<Random, 'id'>; isAlive: () => boolean };
export type TakePiece = (headers: Readonly<Record<string, string>>, fileId: string, bytes: Buffer) => Promise<object>;

/** What the server does with one piece, after its visitor was found to be who he says. */
export function createPieces(
  { store, disk, clock, random, isAlive }: Parts,
  authenticate: (key: { sessionId: string; token: string }) => Promise<StoredSession | null>,
): TakePiece {
  const policy = { ...FILE_LIMITS, most: MOST };
  const vault = vaultOn(disk, isAlive);
  // Of these ids the server takes 128 bits, which it may expect to be random.
  const scattered = () => createHash('sha256').update(random.id()).digest('base64url').slice(0, 22);
  const dice: Random = { id: scattered, secret: scattered };
  const receive = createReceiving({ store, vault, clock, random: dice, log: () => {}, policy });
  return async (headers, fileId, bytes) => {
    const sessionId = headers['x-session'] ?? '';
    const session = await authenticate({ sessionId, token: (headers.authorization ?? '').slice('Bearer '.length) });
    if (!session) return { ok: false, error: SERVER_UNAVAILABLE };
    if (session.status === 'ended') return { ok: false, error: ENDED };
    const said = { offset: Number(headers['x-offset']), sizeBytes: Number(headers['x-size']), owner: OWNED_BY_VISITOR };
    const named = { name: decodeURIComponent(headers['x-name'] ?? ''), mediaType: headers['x-type'] ?? '' };
    const outcome = await receive({ ...said, ...named, fileId, sessionId, bytes });
    return outcome.ok ? { ok: true, ...outcome.value } : outcome;
  };
}

/** One piece on its way, and its answer; both may be lost with the line. */
export const uploadOver =
  ({ net, process }: Doors, owner: Owner): Upload =>
  (url, headers, bytes, signal) =>
    new Promise((resolve, reject) => {
      const fail = (): void => owner.run(() => reject(new TypeError('Failed to fetch')));
      const line = net.open({ client: fail, server: () => {} });
      const leave = (): void => {
        line.leave('client', 0);
        fail();
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave);
      owner.onGone(() => line.leave('client', 0));
      const handle = (): void => {
        const serving = process();
        if (!serving) {
          line.reset();
          return;
        }
        void serving.takePiece(headers, url.slice(url.lastIndexOf('/') + 1), Buffer.from(bytes)).then((answer) => {
          if (!serving.isAlive()) return;
          const words = JSON.stringify(answer);
          if (net.conditions.loseAnswers > 0 && net.dice.chance(net.conditions.loseAnswers)) return line.reset();
          line.send('down', words.length, () => owner.run(() => resolve({ status: 200, body: JSON.parse(words) })));
        });
      };
      // As long as its headers where a line is slow: a history is not to be one of files alone.
      line.send('up', 400, handle, true);
    });
