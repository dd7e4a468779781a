// What this tab says to the others with the same chat: as the leader whatever changes in what it shows, as a follower what
// the leader does not know. Watches the state; knows neither how a role is found nor the way to the server.

import type { Role } from '../tabs/leadership.ts';
import type { TabLine } from '../tabs/tab-line.ts';
import type { Known } from './fenced-way.ts';
import { isLive, type Live } from './selectors.ts';
import { isUp, mineOf, newsOf, sharedOf, silentEnd, takenBack } from './sharing.ts';
import type { SessionState } from './state.ts';

export type TabVoiceParts = {
  line: TabLine;
  state: () => SessionState;
  role(): Role | null;
  /** What the server has said to this tab. */
  known(): Known;
  /** Whether the leader has this message already. */
  isHandedOver(id: string): boolean;
};

export type TabVoice = {
  /** As a follower: how far this tab has come and what it has to send; also the question who leads. */
  sayMine(): void;
  /** As the leader: to one tab what it lacks, or to all (null) what is new. */
  share(to: string | null, afterIndex?: number): void;
  /** Something may have changed. */
  look(): void;
};

export function createTabVoice({ line, state, role, known, isHandedOver }: TabVoiceParts): TabVoice {
  let before = state();
  let news: readonly unknown[] = [];
  /** Of this tab's messages those that the leader had not, over the way that it had. */
  let lacking = '';
  let sharedIndex = 'transcript' in before.life ? before.life.transcript.lastIndex : 0;

  function sayMine(): void {
    const { life } = state();
    if (isLive(life)) line.say(mineOf(life));
  }

  function share(to: string | null, afterIndex?: number, life = state().life): void {
    if (!isLive(life)) return;
    const { lastIndex } = life.transcript;
    line.say(sharedOf(life, afterIndex ?? Math.min(sharedIndex, lastIndex), known(), to));
    if (to === null) sharedIndex = lastIndex;
  }

  function look(): void {
    const was = before;
    before = state();
    if (!isLive(was.life)) return;
    if (isLive(before.life)) tellNews(was.life, before.life);
    else tellEnd(was.life);
  }

  function tellNews(was: Live, life: Live): void {
    for (const id of takenBack(was, life)) line.say({ type: 'discarded', id });
    const latest = newsOf(life);
    const isNews = latest.some((value, place) => value !== news[place]);
    news = latest;
    if (!isNews) return;
    if (role() === 'leader') share(null);
    const isMore = isLackingMore(life) || was.seenIndex < life.seenIndex;
    // Also while nobody has said yet that he leads: one who is frozen hears of it when he thaws, and this page may be gone.
    if ((role() ?? 'follower') === 'follower' && isMore) sayMine();
  }

  /** Told once: a leader that does not take it answers each telling, and to tell it again for that would go on without end. */
  function isLackingMore(life: Live): boolean {
    const ids = life.outbox.flatMap(({ id }) => (isHandedOver(id) ? [] : [id]));
    const told = lacking;
    lacking = `${isUp(life)} ${ids}`;
    return ids.length > 0 && lacking !== told;
  }

  function tellEnd(was: Live): void {
    const { life } = before;
    const isFollower = role() === 'follower';
    // The last words come before the end of them.
    if (!isFollower && life.phase === 'ended') {
      share(null, undefined, { ...was, transcript: life.transcript, outbox: life.unsent });
    }
    const end = silentEnd(life);
    if (end && isFollower && end.isOwed) line.say({ type: 'left' });
    // What this tab alone gives up, or is refused, the others may well go on with.
    const isOfSession = end?.reason !== 'error' || known().isUnknown;
    if (end && !isFollower && isOfSession) line.say({ type: 'over', reason: end.reason });
  }

  return { sayMine, share, look };
}
