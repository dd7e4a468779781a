// How much room for files there is: for one party in one chat, and on this server for everybody. Counts what has come, not
// what was announced: an upload that was given up takes no more than it brought.

import { COMMAND_STOPPED, explained } from '../../protocol/errors.ts';
import type { Outcome } from '../chats/parts.ts';
import type { Clock, Log } from '../ports.ts';
import type { Store } from '../store/store.ts';
import type { FileQuota, StoredFile } from '../store/stored-file.ts';

/** `bytesInAll`: of all chats. */
export type RoomLimits = FileQuota & { bytesInAll: number };

/** All files are added up as often; in between what comes here is counted. */
const MEASURED_EVERY_MS = 10_000;
/** So much of all has to be free before the log hears of it again. */
const FREE_AGAIN = 0.05;

const noRoom = (where: string): Outcome<never> => ({
  ok: false,
  error: explained(COMMAND_STOPPED, `The command was stopped: this ${where} has no room for more files.`),
});
export const NO_ROOM_IN_CHAT = noRoom('chat');
const NO_ROOM_IN_ALL = noRoom('server');

export interface Room {
  /** Why the rest of this file cannot be taken, or null. */
  refusal(file: StoredFile): Promise<Outcome<never> | null>;
  /** So much more has been stored. */
  grew(bytes: number): void;
}

type RoomParts = { store: Pick<Store, 'fileBytes'>; clock: Clock; log: Log; most: RoomLimits };

export function createRoom({ store, clock, log, most }: RoomParts): Room {
  let all = 0;
  let measuredAt = Number.NEGATIVE_INFINITY;
  let isSaid = false;

  async function measure(): Promise<void> {
    if (clock.uptime() - measuredAt < MEASURED_EVERY_MS) return;
    measuredAt = clock.uptime();
    all = await store.fileBytes(null);
    if (all <= most.bytesInAll * (1 - FREE_AGAIN)) isSaid = false;
  }

  function sayOnce(): void {
    if (!isSaid) log(`files of all chats: ${all} bytes; no more are taken (files.bytesInAll is ${most.bytesInAll})`);
    isSaid = true;
  }

  return {
    async refusal(file) {
      const rest = file.sizeBytes - file.receivedBytes;
      if ((await store.fileBytes(file)) + rest > most.bytes) return NO_ROOM_IN_CHAT;
      await measure();
      if (all + rest <= most.bytesInAll) return null;
      sayOnce();
      return NO_ROOM_IN_ALL;
    },
    grew(bytes) {
      all += bytes;
    },
  };
}
