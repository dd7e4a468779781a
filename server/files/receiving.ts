// How a file arrives: piece by piece, each on the disk before it is counted, and the count in the store. Only what goes on
// exactly where the file ends so far is new; everything else is answered with how far it is.

import {
  explained,
  FILE_KIND_REFUSED,
  FILE_TOO_LARGE,
  PARAMETER_WRONG,
  SERVER_UNAVAILABLE,
} from '../../protocol/errors.ts';
import { typeByName } from '../../protocol/file-endings.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';
import { isTaken } from '../../protocol/taken-types.ts';
import type { Outcome } from '../chats/parts.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';
import { type StoredFile, toFilePart } from '../store/stored-file.ts';
import { harmless } from './media-types.ts';
import { PICTURE_HEAD_BYTES, PICTURE_TYPES, pictureFacts } from './picture-facts.ts';
import { createRoom, NO_ROOM_IN_CHAT, type RoomLimits } from './room.ts';
import { createTurns } from './turns.ts';
import type { Vault } from './vault.ts';

export type FilePolicy = { maxBytes: number; types: readonly string[]; most: RoomLimits };
export type ReceivingParts = { store: Store; vault: Vault; clock: Clock; random: Random; log: Log; policy: FilePolicy };

/** A piece with what it says of the whole. */
export type Piece = {
  sessionId: string;
  fileId: string;
  owner: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  offset: number;
  bytes: Buffer;
};
export type Received = { receivedBytes: number; file: FileFacts | null };
export type Receive = (piece: Piece) => Promise<Outcome<Received>>;

/** A disk that is full is not emptied within a second. */
const DISK_AGAIN_MS = 30_000;

const wrong = (why: string): Outcome<never> => ({ ok: false, error: explained(PARAMETER_WRONG, why) });
const wrongKind = (why: string): Outcome<never> => ({ ok: false, error: explained(FILE_KIND_REFUSED, why) });
const noDisk: Outcome<never> = {
  ok: false,
  error: explained(SERVER_UNAVAILABLE, 'The chat server cannot store files at the moment: try again later.'),
  retryAfterMs: DISK_AGAIN_MS,
};

function refusal(
  { sizeBytes, mediaType, offset, bytes }: Piece,
  { maxBytes, types }: FilePolicy,
): Outcome<never> | null {
  if (sizeBytes > maxBytes) {
    const why = `x-size: expected at most ${maxBytes} bytes, received ${sizeBytes}`;
    return { ok: false, error: explained(FILE_TOO_LARGE, why) };
  }
  if (!isTaken(mediaType, types))
    return wrongKind(`x-type: expected one of ${types.join(', ')}, received ${mediaType}`);
  const end = offset + bytes.length;
  return end > sizeBytes
    ? wrong(`x-offset: expected a piece within ${sizeBytes} bytes, received one up to ${end}`)
    : null;
}

const answer = (file: StoredFile): Outcome<Received> => {
  const { kind: _, ...facts } = toFilePart(file);
  return { ok: true, value: { receivedBytes: file.receivedBytes, file: file.isComplete ? facts : null } };
};

export function createReceiving({ store, vault, clock, random, log, policy }: ReceivingParts): Receive {
  const inTurn = createTurns();
  const room = createRoom({ store, clock, log, most: policy.most });

  /** A picture that is none would be shown as broken; it is refused before the rest of it comes. */
  const isWrongPicture = ({ mediaType }: StoredFile, head: Buffer): boolean => {
    const found = PICTURE_TYPES.includes(mediaType) ? pictureFacts(head) : null;
    return PICTURE_TYPES.includes(mediaType) && (!found || !isTaken(found.mediaType, policy.types));
  };

  const remember = async (piece: Piece): Promise<StoredFile | null> => {
    const { sessionId, fileId, owner, name, sizeBytes } = piece;
    const fresh = { width: null, height: null, messageId: null, isComplete: false, receivedBytes: 0 };
    const storageName = Buffer.from(random.id(), 'base64url').toString('hex').padEnd(32, '0').slice(0, 32);
    const known = { sessionId, fileId, owner, name, sizeBytes, mediaType: harmless(piece.mediaType) };
    return store.addFile({ ...known, ...fresh, storageName, createdAt: clock.now() }, policy.most);
  };

  const growth = async (file: StoredFile, receivedBytes: number) => {
    const { mediaType, width, height } = file;
    const isComplete = receivedBytes === file.sizeBytes;
    if (!isComplete || !PICTURE_TYPES.includes(mediaType))
      return { receivedBytes, isComplete, mediaType, width, height };
    const facts = pictureFacts(await vault.head(file.storageName, PICTURE_HEAD_BYTES));
    return { receivedBytes, isComplete, ...(facts ?? { mediaType, width, height }) };
  };

  const take = async (file: StoredFile, piece: Piece): Promise<Outcome<Received>> => {
    const { offset, bytes } = piece;
    const known = file.receivedBytes;
    const isNext = offset <= known && (offset + bytes.length > known || file.sizeBytes === 0);
    if (file.isComplete) return answer(file);
    // Also to who only asks how far it is: there is no use in beginning.
    const full = await room.refusal(file);
    if (full) return full;
    if (!isNext) return answer(file);
    if (known === 0 && isWrongPicture(file, bytes)) {
      return wrongKind(
        `x-type: expected a picture of the kind that it is, received ${file.mediaType} with other content`,
      );
    }
    await vault.write(file.storageName, known, bytes.subarray(known - offset));
    const grown = await growth(file, offset + bytes.length);
    if (await store.growFile(file.storageName, known, grown)) {
      room.grew(grown.receivedBytes - known);
      return answer({ ...file, ...grown });
    }
    // Another process was faster with the same piece; then its count holds.
    return answer((await store.findFile(file.sessionId, file.fileId)) ?? file);
  };

  return (said) => {
    const mediaType = typeByName(said.mediaType, said.name, policy.types);
    const piece = { ...said, mediaType };
    const refused = refusal(piece, policy);
    if (refused) return Promise.resolve(refused);
    const { sessionId, fileId, owner, sizeBytes } = piece;
    return inTurn(`${sessionId} ${fileId}`, async () => {
      try {
        const file = await remember(piece);
        if (!file) return NO_ROOM_IN_CHAT;
        if (file.owner !== owner)
          return wrong('file id: expected one of your own making, received that of another party');
        if (file.sizeBytes === sizeBytes) return await take(file, piece);
        return wrong(`x-size: expected ${file.sizeBytes} as before, received ${sizeBytes}`);
      } catch (failure) {
        log(`a file could not be stored: ${(failure as Error).message}`);
        return noDisk;
      }
    });
  };
}
