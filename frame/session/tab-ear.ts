// What this tab makes of what the others with the same chat say: as the leader it serves them, as a follower it takes over
// what the leader shows, in the words of a transport. Knows neither lines nor locks.

import type { Shared, SharedItem, TabMessage } from '../../protocol/tabs.ts';
import type { Clock } from '../ports.ts';
import type { TransportEvents } from '../transport/transport.ts';
import type { Dispatch } from './engine-parts.ts';
import { isLive } from './selectors.ts';
import { isUp } from './sharing.ts';
import type { Outgoing, SessionState } from './state.ts';

/** Of the leader, by a follower. */
export type Wanted = Extract<TabMessage, { type: 'mine' | 'asked' | 'retried' | 'left' | 'woke' }>;

type Parts = {
  clock: Clock;
  state: () => SessionState;
  dispatch: Dispatch;
  events: Pick<TransportEvents, 'onDown' | 'onResumed' | 'onPush'>;
};

/** Wishes of a follower that are no events of the session; the rest is dispatched. */
export function serveFollower(wanted: Wanted, { state, dispatch }: Pick<Parts, 'state' | 'dispatch'>): void {
  switch (wanted.type) {
    case 'mine':
      dispatch({ type: 'seenElsewhere', index: wanted.seenIndex });
      if (wanted.outbox.length) dispatch({ type: 'outboxHandedOver', items: wanted.outbox });
      break;
    case 'retried':
      if (isRefused(state(), wanted.id)) dispatch({ type: 'retryRequested', messageId: wanted.id });
      break;
    case 'left':
      dispatch({ type: 'endConfirmed' });
  }
}

/** What is on its way is not tried again beside that. */
const isRefused = ({ life }: SessionState, messageId: string): boolean =>
  isLive(life) && life.outbox.some(({ id, status }) => id === messageId && status === 'failed');

/** true: the leader has more than it could say at once. */
export function takeShared(shared: Shared, { clock, state, dispatch, events }: Parts): boolean {
  const { up, limits, entries, outbox, typing, seenIndex, agentSeen } = shared;
  const { life } = state();
  if (!isLive(life)) return false;
  const wasUp = isUp(life);
  const here = life.transcript.lastIndex;
  const known = shared.knownIndex ?? here;
  // The server's log is shorter than what is here: what was lost there is taken back here as it is in the leader. A leader
  // may also have heard less than this tab, and asks the server anew before it says so to a tab that has come so far.
  const isCut = known < here && shared.askedIndex === here;
  const lastIndex = isCut ? known : Math.max(known, here);
  if (wasUp && (!up || isCut)) events.onDown();
  if (up && (!wasUp || isCut)) events.onResumed({ lastIndex, limits, serverTime: clock.now() });
  if (entries.length) events.onPush({ type: 'entries', entries });
  const typed = typing ?? (life.phase === 'active' ? life.typing : null);
  if (typed) events.onPush({ type: 'agentTyping', party: typed, isTyping: typing !== null });
  if (agentSeen) events.onPush({ type: 'seen', ...agentSeen });
  dispatch({ type: 'outboxShared', items: outbox.map((item) => withProgress(item, shared.sentBytes)) });
  dispatch({ type: 'seenElsewhere', index: seenIndex });
  const after = state().life;
  return isLive(after) && after !== life && entries.length > 0 && after.transcript.lastIndex < lastIndex;
}

const withProgress = (item: SharedItem, sentBytes: number | undefined): Outgoing =>
  item.status === 'failed'
    ? item
    : { ...item, ...(item.status === 'sending' && item.file && sentBytes !== undefined && { sentBytes }) };
