// All that the server does with files, put together: taking them in, giving them out under addresses that expire, and
// removing what the store has forgotten.

import type { FilePlace } from '../chats/parts.ts';
import type { StoredFile } from '../store/stored-file.ts';
import { createReceiving, type Receive, type ReceivingParts } from './receiving.ts';
import { readSignedPath, signPath } from './signed-path.ts';
import type { Vault } from './vault.ts';

export type SignedFile = { file: StoredFile; expiresAt: number };

export interface ServedFiles extends FilePlace {
  receive: Receive;
  /** What stands after `/files/`. Null: no address of ours, or not any more. */
  find(path: string): Promise<SignedFile | null>;
  read: Vault['read'];
  holds: Vault['holds'];
}

/** As many at a time, so that a sweep ends. */
const REMOVED_AT_ONCE = 100;

/** `secret`: of the signatures; the same on every process and after every restart. */
export function createServedFiles(parts: ReceivingParts, secret: string): ServedFiles {
  const { store, vault, clock, log } = parts;
  /** On the disk for good, as far as is known: tried again each time, and said once. */
  const stuck = new Set<string>();
  return {
    receive: createReceiving(parts),
    addressOf: ({ storageName }) => signPath(secret, storageName, clock.now()),
    async find(path) {
      const signed = readSignedPath(secret, path, clock.now());
      const file = signed && (await store.findStoredFile(signed.storageName));
      return signed && file?.isComplete ? { file, expiresAt: signed.expiresAt } : null;
    },
    read: vault.read,
    holds: vault.holds,
    async removeForgotten() {
      for (const name of await store.listRemovals(REMOVED_AT_ONCE + stuck.size)) {
        try {
          await vault.remove(name);
        } catch (failure) {
          if (!stuck.has(name)) log(`a forgotten file stays on the disk: ${(failure as Error).message}`);
          stuck.add(name);
          continue;
        }
        stuck.delete(name);
        await store.forgetRemoval(name);
      }
    },
  };
}
