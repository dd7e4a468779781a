// Addresses that work for a while: the path says which file and until when, and a signature that only this server can
// make. No token in it: who finds an address reads one file, for minutes.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FileAddress } from '../../protocol/files.ts';

/** Longer than a look at a picture and a slow download's beginning; short for what gets about. */
export const ADDRESS_LIFE_MS = 900_000;
/** The same address for some minutes, so that a picture that is asked for again comes from the browser's cache. */
const STEP_MS = 300_000;

const ADDRESS = /^([0-9a-f]{32})\/(\d{13,15})\/([\w-]{43})$/;

const signature = (secret: string, name: string, expiresAt: number): string =>
  createHmac('sha256', secret).update(`${name} until ${expiresAt}`).digest('base64url');

export function signPath(secret: string, storageName: string, now: number): FileAddress {
  const expiresAt = (Math.floor(now / STEP_MS) + 1) * STEP_MS + ADDRESS_LIFE_MS - STEP_MS;
  return { path: `/files/${storageName}/${expiresAt}/${signature(secret, storageName, expiresAt)}`, expiresAt };
}

/** What stands after `/files/`: the file's storage name, if the address is ours and its time is not over. */
export function readSignedPath(
  secret: string,
  path: string,
  now: number,
): { storageName: string; expiresAt: number } | null {
  const [, storageName = '', until = '', given = ''] = ADDRESS.exec(path) ?? [];
  const expiresAt = Number(until);
  if (storageName === '' || expiresAt <= now) return null;
  const ours = Buffer.from(signature(secret, storageName, expiresAt));
  const theirs = Buffer.from(given);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? { storageName, expiresAt } : null;
}
