// Ends of chats of which the server has not heard yet. The page that ended a chat says so over the way that it has
// (phases/leaving.ts); if it went before that was heard, another page finds it written down here and says it, over a way
// of its own and without a word to anybody. A chat on a transport of the site's own has no way but its page's.

import * as v from 'valibot';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { MAX_OWED_LEAVES, type OwedLeave, OwedLeaves as Written } from '../../protocol/owed-leaves.ts';
import { LONGEST_OFFLINE_MS } from '../../protocol/saved-form.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { Transport } from '../transport/transport.ts';
import { pauseAfter } from './asking-again.ts';
import type { Conversation, Inner } from './conversation.ts';
import type { EngineParts } from './engine-parts.ts';
import { isLeaving, isLive, sessionIdOf } from './selectors.ts';
import { SITE_TRANSPORT } from './site-transport.ts';

export type OwedLeaves = {
  remember(session: SessionKey): void;
  /** The server has heard of it, or never will. */
  forget(sessionId: string): void;
  /** What no page has said yet is said. */
  deliver(): void;
};

type Parts = Pick<EngineParts, 'clock' | 'random' | 'lifecycle' | 'store' | 'place'>;

/** Beyond every log: nothing of the talk is asked for. */
const AFTER_ALL = 2 ** 31 - 1;

export function createOwedLeaves(
  { clock, random, lifecycle, store, place }: Parts,
  { state, dispatch }: Pick<Inner, 'state' | 'dispatch'>,
  createTransport: Conversation['createTransport'],
): OwedLeaves {
  /** Of this page: a browser may refuse to keep it. */
  const mine = new Map<string, OwedLeave>();
  const ways = new Map<string, Transport>();

  function kept(): OwedLeave[] {
    const there = v.safeParse(Written, store.owedLeaves());
    const leaves = there.success ? there.output.leaves : [];
    return leaves.filter(({ owedAt }) => clock.now() - owedAt < LONGEST_OFFLINE_MS);
  }

  const keep = (leaves: readonly OwedLeave[]): void =>
    store.keepOwedLeaves(leaves.length ? { version: 1, leaves: leaves.slice(-MAX_OWED_LEAVES) } : null);

  const keptBut = (sessionId: string): OwedLeave[] => kept().filter(({ session }) => session.sessionId !== sessionId);

  function remember(session: SessionKey): void {
    const { serverOrigin } = state().page;
    if (serverOrigin === SITE_TRANSPORT) return;
    const leave: OwedLeave = { session, serverOrigin, owedAt: clock.now() };
    mine.set(session.sessionId, leave);
    keep([...keptBut(session.sessionId), leave]);
  }

  function forget(sessionId: string): void {
    mine.delete(sessionId);
    ways.get(sessionId)?.close();
    ways.delete(sessionId);
    if (store.owedLeaves() !== null) keep(keptBut(sessionId));
  }

  function say({ session, serverOrigin }: OwedLeave): void {
    const { sessionId } = session;
    async function tell(): Promise<void> {
      const answer = await way.request({ type: 'leave', id: random.id() });
      if (ways.get(sessionId) !== way) return;
      const againMs = answer.ok ? undefined : pauseAfter(answer);
      if (againMs !== undefined) clock.after(againMs, () => void tell());
      // A lost way comes back, and then it is said again.
      else if (answer.ok || answer.error.code !== SERVER_UNAVAILABLE.code) forget(sessionId);
    }
    const way = createTransport(
      {
        ...{ onOpened() {}, onPush() {}, onDown() {}, onError() {} },
        onResumed: () => void tell(),
        onRefused: () => forget(sessionId),
      },
      () => ({ ...state(), page: { ...state().page, serverOrigin, extra: null } }),
    );
    ways.set(sessionId, way);
    way.resume(() => ({ session, afterIndex: AFTER_ALL, writerEpoch: 0, page: place.page }));
  }

  // An open way would keep the page out of the back/forward cache.
  lifecycle.onHide(() => {
    for (const way of ways.values()) way.close();
    ways.clear();
  });

  return {
    remember,
    forget,
    deliver() {
      const owed = new Map(kept().map((leave) => [leave.session.sessionId, leave]));
      // Whatever stands there, each page fetches the conversation for it.
      if (owed.size === 0 && store.owedLeaves() !== null) keep([]);
      for (const [sessionId, leave] of [...owed, ...mine]) {
        const { life } = state();
        const isHere = sessionIdOf(life) === sessionId;
        // Ended by a page that has gone since: here it still goes on.
        if (isHere && isLive(life) && !isLeaving(life)) dispatch({ type: 'endConfirmed' });
        else if (!(isHere && isLeaving(life)) && !ways.has(sessionId)) say(leave);
      }
    },
  };
}
