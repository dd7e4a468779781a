// Secrets are kept as hashes and compared in constant time. A plain SHA-256 is enough for what the server or the
// client drew from 128 random bits or more; passwords have bcrypt (see agent-accounts.ts).

import { createHash, timingSafeEqual } from 'node:crypto';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export function matchesHash(secret: string, hash: string): boolean {
  const given = Buffer.from(hashOf(secret));
  const known = Buffer.from(hash);
  return given.length === known.length && timingSafeEqual(given, known);
}

/**
 * The token of a session, made from the secret that it was opened with: an open that is repeated, or that a network
 * brings late or twice, takes the token away from nobody.
 */
export const tokenFrom = (openId: string): string => hashOf(`token of ${openId}`);
