// Where the contents of files lie: one folder, one file each, under names that the server has made. What is written is on
// the disk when its promise resolves. Knows bytes and places; nothing of sessions, kinds or limits.

import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Vault {
  /** Puts bytes at a place of the file, which is made if there is none. */
  write(name: string, position: number, bytes: Uint8Array): Promise<void>;
  /** Up to so many bytes from the beginning. */
  head(name: string, mostBytes: number): Promise<Buffer>;
  /** From `start` up to and with `end`. */
  read(name: string, start: number, end: number): Readable;
  /** Whether so much of it is there. */
  holds(name: string, bytes: number): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** As the server makes them; no other name ever becomes a path. */
const NAME = /^[0-9a-f]{32}$/;

/** What people send each other is nobody else's on this machine. */
const OWN_EYES = 0o600;
const OWN_FOLDER = 0o700;

const isMissing = (failure: unknown): boolean => (failure as NodeJS.ErrnoException).code === 'ENOENT';

/** The folder's own list of names, so that a new file is found after a power failure. Not every system allows it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

export function createVault(folder: string): Vault {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new Error('a file name that this server has not made');
    return join(folder, name);
  };
  // Two processes may begin the same file at once: whoever comes second finds it.
  const openForWriting = async (name: string): Promise<FileHandle> => {
    const path = pathOf(name);
    const once = () => open(path, constants.O_RDWR | constants.O_CREAT, OWN_EYES);
    return once().catch(async (failure) => {
      if (!isMissing(failure)) throw failure;
      await mkdir(folder, { recursive: true, mode: OWN_FOLDER });
      await syncFolder(dirname(folder));
      return once();
    });
  };

  return {
    async write(name, position, bytes) {
      const handle = await openForWriting(name);
      try {
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
          done += bytesWritten;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (position === 0) await syncFolder(folder);
    },
    async head(name, mostBytes) {
      const handle = await open(pathOf(name), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    read: (name, start, end) => createReadStream(pathOf(name), { start, end }),
    async holds(name, bytes) {
      const handle = await open(pathOf(name), 'r').catch(() => null);
      const found = await handle?.stat();
      await handle?.close();
      return found !== undefined && found.size >= bytes;
    },
    async remove(name) {
      await unlink(pathOf(name)).catch((failure) => {
        if (!isMissing(failure)) throw failure;
      });
    },
  };
}
