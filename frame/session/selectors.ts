// What can be read off a state: the interface, the engine and the tests ask here instead of looking inside.

import type { WindowState } from '../../protocol/rpc.ts';
import type { Active, Phase, Restoring } from './state.ts';

export type Live = Restoring | Active;

/** A session exists at the server and has not ended as far as we know. */
export const isLive = (life: Phase): life is Live => life.phase === 'restoring' || life.phase === 'active';

/** No chat, or one that is over: another may begin here. */
export const isAtRest = (life: Phase): boolean => life.phase === 'idle' || life.phase === 'ended';

/** Its visitor has ended it, and the server has not said so yet. */
export const isLeaving = (life: Phase): boolean =>
  life.phase === 'active' ? life.leaving !== false : life.phase === 'ended' && life.leaveOwed;

export const sessionIdOf = (life: Phase): string | null =>
  isLive(life) ? life.session.sessionId : life.phase === 'ended' ? life.sessionId : null;

/** Where the window stands on the page; null: nowhere. */
export function windowOf(life: Phase): WindowState | null {
  if (life.phase === 'idle') return null;
  // A function of the site does it.
  if (life.phase === 'registering' && !life.form.inputs.length) return null;
  if (life.phase === 'ended' && life.hidden) return null;
  if (life.phase === 'active' && life.leaving === 'hide') return null;
  return life.window;
}

/** Agents' words that the visitor has not looked at. */
export function unreadCount(life: Phase): number {
  if (!isLive(life) && life.phase !== 'ended') return 0;
  return life.transcript.entries.filter(
    (entry) => entry.kind === 'message' && entry.index > life.seenIndex && entry.party.kind !== 'visitor',
  ).length;
}
