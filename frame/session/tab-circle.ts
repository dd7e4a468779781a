// The tabs that show one session, as this one is in touch with them: the line between them, what this tab says on it, and
// which of them leads. Knows neither the way to the server nor what is made of what is heard.

import type { TabMessage } from '../../protocol/tabs.ts';
import type { Clock, Dispose, TabChannels } from '../ports.ts';
import { createLeadership, type Leadership, type Role } from '../tabs/leadership.ts';
import type { Presence } from '../tabs/presence.ts';
import { openTabLine, type TabLine } from '../tabs/tab-line.ts';
import type { Inner } from './conversation.ts';
import { isAtRest } from './selectors.ts';
import { createTabVoice, type TabVoice, type TabVoiceParts } from './tab-voice.ts';

/** Where there is no line nothing is said. */
export type TabCircle = Pick<TabLine, 'say'> &
  Pick<TabVoice, 'sayMine' | 'share'> &
  Pick<Leadership, 'answered' | 'check' | 'judge'> & { leave: Dispose };

export type TabCircleParts = Pick<Inner, 'state' | 'subscribe'> & {
  clock: Clock;
  presence: Presence;
  channels: TabChannels;
  /** Of the line: of one deployment on one site. */
  name: string;
};

/** `me`: this page's own name on the line. */
type Member = { me: string; sessionId: string } & Pick<TabVoiceParts, 'role' | 'known' | 'isHandedOver'>;

type Events = { hear(message: TabMessage): void; onRole(role: Role): void };

/** The role may be found before this returns; it is to be judged anew once the caller has the circle. */
export function joinTabCircle(
  { state, subscribe, clock, presence, channels, name }: TabCircleParts,
  { me, sessionId, ...member }: Member,
  { hear, onRole }: Events,
): TabCircle {
  const line = openTabLine(channels, { name, sessionId, me }, hear);
  const voice = line && createTabVoice({ ...member, line, state });
  const { answered, check, judge, stop } = createLeadership({
    ...{ presence, clock, onRole },
    isAlone: () => !line || isAtRest(state().life),
    ask: () => voice?.sayMine(),
  });
  const stopLooking = subscribe(() => {
    voice?.look();
    judge();
  });
  return {
    ...{ answered, check, judge },
    say: (words) => line?.say(words),
    sayMine: () => voice?.sayMine(),
    share: (to, afterIndex) => voice?.share(to, afterIndex),
    leave() {
      stopLooking();
      // A page that is left has given its lock back: that is no news of another tab.
      stop();
      voice?.look();
      line?.close();
    },
  };
}
