// What follows from the operator's file for the rules of the chats, and for what people send each other.

import type { Policy } from './chats/parts.ts';
import type { Config } from './config-schema.ts';
import { createServedFiles, type ServedFiles } from './files/file-place.ts';
import type { ReceivingParts } from './files/receiving.ts';
import { createVault } from './files/vault.ts';
import type { Origins } from './origins.ts';

type FileParts = Omit<ReceivingParts, 'vault' | 'policy'> & {
  /** Signs the addresses. */
  secret: string;
  /** Undefined: beside the database. */
  folder: string | undefined;
};

/** Null where the operator wants none. */
export function openFiles({ files, databaseFile }: Config, parts: FileParts): ServedFiles | null {
  if (files === false) return null;
  const { secret, folder = `${databaseFile}-files`, ...rest } = parts;
  const most = { files: files.filesPerSession, bytes: files.bytesPerSession, bytesInAll: files.bytesInAll };
  const policy = { maxBytes: files.maxBytes, types: files.types, most };
  return createServedFiles({ ...rest, vault: createVault(folder), policy }, secret);
}

export const policyOf = (
  { limits, retentionDays, files, rating, cannedReplies }: Config,
  origins: Origins,
): Policy => ({
  isAllowedSite: (origin) => origins.allowedSites.includes(origin),
  maxOfflineSeconds: limits.maxOfflineSeconds,
  ...{ retentionDays, rating, cannedReplies },
  ...(files ? { files: { maxBytes: files.maxBytes, types: files.types } } : {}),
});
