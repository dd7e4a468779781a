// The frame's end of the Penpal connection, and the only file of the frame that uses Penpal. Who embeds us is what
// the handshake proves: one exact origin, never a parameter that is merely believed.

import { connect, type Messenger } from 'penpal';
import type { FrameMethods, HostMethods } from '../../protocol/rpc.ts';
import type { Host } from '../session/engine.ts';

/** Waits as long as the loader does not answer: whether that is too long is the loader's to decide. */
export const openLink = (messenger: Messenger, methods: FrameMethods): Promise<Host> =>
  connect<HostMethods>({ messenger, methods }).promise as Promise<Host>;

/** The embedding origin that the loader named in our address, or null if none could be. */
export function claimedOrigin(fragment: string): string | null {
  try {
    const claimed = new URLSearchParams(fragment.replace(/^#/, '')).get('origin') ?? '';
    return new URL(claimed).origin === claimed ? claimed : null;
  } catch {
    return null;
  }
}
