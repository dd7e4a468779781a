// Ends of chats of which the server has not heard yet, also of chats that were called off before it had opened them. The
// page that ended a chat says so over the way that it has (phases/leaving.ts); if it went before that was heard, another
// page finds it written down here and says it, over a way of its own and without a word to anybody. A chat on a transport
// of the site's own has no way but its page's.

import * as v from 'valibot';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import {
  type CalledOff,
  MAX_OWED_LEAVES,
  type Owed,
  type OwedLeave,
  owedIn,
  OwedLeaves as Written,
} from '../../protocol/owed-leaves.ts';
import { LONGEST_OFFLINE_MS } from '../../protocol/saved-form.ts';
import type { OpenRequest } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { Cursor, Transport } from '../transport/transport.ts';
import { pauseAfter } from './asking-again.ts';
import type { Conversation, Inner } from './conversation.ts';
import type { EngineParts } from './engine-parts.ts';
import { openRequest } from './phases/asking.ts';
import { isLeaving, isLive, sessionIdOf } from './selectors.ts';
import { SITE_TRANSPORT } from './site-transport.ts';

export type OwedLeaves = {
  remember(session: SessionKey): void;
  /** The server may open it all the same. */
  callOff(openId: string): void;
  /** The server has heard of it, or never will. By its session, or by its opening. */
  forget(name: string): void;
  /** What no page has said yet is said. `awaited`: an opening that this page will see to itself. */
  deliver(awaited: string | null): void;
};

const nameOf = (owed: Owed): string => ('openId' in owed ? owed.openId : owed.session.sessionId);

type Parts = Pick<EngineParts, 'clock' | 'random' | 'lifecycle' | 'store' | 'place'>;

/** Beyond every log: nothing of the talk is asked for. */
const AFTER_ALL = 2 ** 31 - 1;

export function createOwedLeaves(
  { clock, random, lifecycle, store, place }: Parts,
  { state, dispatch }: Pick<Inner, 'state' | 'dispatch'>,
  createTransport: Conversation['createTransport'],
): OwedLeaves {
  /** Of this page: a browser may refuse to keep it. */
  const mine = new Map<string, Owed>();
  const ways = new Map<string, Transport>();

  function kept(): Owed[] {
    const there = v.safeParse(Written, store.owedLeaves());
    return (there.success ? owedIn(there.output) : []).filter(
      ({ owedAt }) => clock.now() - owedAt < LONGEST_OFFLINE_MS,
    );
  }

  function keep(all: readonly Owed[]): void {
    const leaves = all.flatMap((owed) => ('openId' in owed ? [] : [owed])).slice(-MAX_OWED_LEAVES);
    const calledOff = all.flatMap((owed) => ('openId' in owed ? [owed] : [])).slice(-MAX_OWED_LEAVES);
    store.keepOwedLeaves(all.length ? { version: 1, leaves, ...(calledOff.length && { calledOff }) } : null);
  }

  const keptBut = (name: string): Owed[] => kept().filter((owed) => nameOf(owed) !== name);

  function owe(what: Pick<OwedLeave, 'session'> | Pick<CalledOff, 'openId'>): void {
    const { serverOrigin } = state().page;
    if (serverOrigin === SITE_TRANSPORT) return;
    const owed: Owed = { ...what, serverOrigin, owedAt: clock.now() };
    mine.set(nameOf(owed), owed);
    keep([...keptBut(nameOf(owed)), owed]);
  }

  function forget(name: string): void {
    mine.delete(name);
    ways.get(name)?.close();
    ways.delete(name);
    if (store.owedLeaves() !== null) keep(keptBut(name));
  }

  function say(owed: Owed): void {
    const name = nameOf(owed);
    const { serverOrigin } = owed;
    let session = 'session' in owed ? owed.session : { sessionId: '', token: '' };
    async function tell(): Promise<void> {
      const answer = await way.request({ type: 'leave', id: random.id() });
      if (ways.get(name) !== way) return;
      const againMs = answer.ok ? undefined : pauseAfter(answer);
      if (againMs !== undefined) clock.after(againMs, () => void tell());
      // A lost way comes back, and then it is said again.
      else if (answer.ok || answer.error.code !== SERVER_UNAVAILABLE.code) forget(name);
    }
    const way = createTransport(
      {
        ...{ onPush() {}, onDown() {}, onError() {} },
        // Of a server that does not know of calling off.
        onOpened(opened) {
          session = opened.session;
          void tell();
        },
        onResumed: () => void tell(),
        onRefused: () => forget(name),
      },
      () => ({ ...state(), page: { ...state().page, serverOrigin, extra: null } }),
    );
    ways.set(name, way);
    const cursor: Cursor = () => ({ session, afterIndex: AFTER_ALL, writerEpoch: 0, page: place.page });
    if ('openId' in owed) way.start(callingOff(owed), cursor);
    else way.resume(cursor);
  }

  /** Nothing of what the visitor had typed is kept, nor needed. */
  function callingOff({ openId }: CalledOff): Omit<OpenRequest, 'id'> {
    const nobody = { username: '', subject: '', userData: {} };
    const { id: _, ...request } = openRequest({ ...place, openId }, nobody, state().page);
    return { ...request, calledOff: true };
  }

  // An open way would keep the page out of the back/forward cache.
  lifecycle.onHide(() => {
    for (const way of ways.values()) way.close();
    ways.clear();
  });

  return {
    remember: (session) => owe({ session }),
    callOff: (openId) => owe({ openId }),
    forget,
    deliver(awaited) {
      const owed = new Map(kept().map((leave) => [nameOf(leave), leave]));
      // Whatever stands there, each page fetches the conversation for it.
      if (owed.size === 0 && store.owedLeaves() !== null) keep([]);
      for (const [name, leave] of [...owed, ...mine]) {
        if (name === awaited) continue;
        const { life } = state();
        const isHere = sessionIdOf(life) === name;
        // Ended by a page that has gone since: here it still goes on.
        if (isHere && isLive(life) && !isLeaving(life)) dispatch({ type: 'endConfirmed' });
        else if (!(isHere && isLeaving(life)) && !ways.has(name)) say(leave);
      }
    },
  };
}
