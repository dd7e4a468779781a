// Watches a chat for words that nobody looks at, and has done what decide.ts says. Waits a moment first: another tab may be
// the one that is looked at, and says so.

import type { Attention } from '../../protocol/rpc.ts';
import type { Clock, Dispose } from '../ports.ts';
import type { Phase, SessionState, Transcript } from '../session/state.ts';
import { due, NOTHING, type Sight } from './decide.ts';

/** Longer than a word between tabs takes, shorter than a person notices. */
const PAUSE_MS = 500;
/** Of a message, in a notice. */
const MAX_BODY_CHARS = 120;

export type AttentionParts = {
  state: () => SessionState;
  subscribe: (run: () => void) => Dispose;
  clock: Pick<Clock, 'after'>;
  facts: () => Pick<Sight, 'isPageSeen' | 'isSoundOn' | 'wants'>;
  /** Title of what is unread, and of who wrote where no name is known. */
  words: (unread: number) => { title: string; author: string };
  sound: () => void;
  host: (request: Attention) => void;
};

type Unseen = { index: number; count: number; author: string; text: string };

const ALL_SEEN: Unseen = { index: 0, count: 0, author: '', text: '' };

/** Looked for from the end, and only where something has come or was looked at: states change with each letter typed. */
function createFinder(): (life: Phase) => Unseen {
  let transcript: Transcript | null = null;
  let seenIndex = 0;
  let found = ALL_SEEN;
  return (life) => {
    if (!('transcript' in life) || (life.phase === 'ended' && life.hidden)) return ALL_SEEN;
    if (life.transcript !== transcript || life.seenIndex !== seenIndex) {
      ({ transcript, seenIndex } = life);
      found = unseenOf(transcript, seenIndex);
    }
    return found;
  };
}

function unseenOf({ entries }: Transcript, seenIndex: number): Unseen {
  let found = ALL_SEEN;
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (!entry || entry.index <= seenIndex) break;
    if (entry.kind !== 'message' || entry.party.kind === 'visitor') continue;
    const newest = found.count ? found : { index: entry.index, author: entry.party.name, text: entry.text };
    found = { ...newest, count: found.count + 1 };
  }
  return found;
}

/** Returns its undo. To be told too when the page is shown or hidden: `look`. */
export function watchAttention(parts: AttentionParts): { look: () => void; stop: Dispose } {
  const { state, clock, facts, host } = parts;
  const unseenIn = createFinder();
  let sessionId: string | null = null;
  let toldIndex = 0;
  let asked = JSON.stringify({ title: null, notice: null });
  let cancel: Dispose | null = null;

  function ask(request: Attention): void {
    const said = JSON.stringify(request);
    if (said === asked) return;
    asked = said;
    host(request);
  }
  function judge(): void {
    cancel = null;
    const { life, role } = state();
    const unseen = unseenIn(life);
    const result = life.phase === 'idle' ? NOTHING : due(toldIndex, { ...facts(), role, unseenIndex: unseen.index });
    toldIndex = result.toldIndex;
    if (result.sound) parts.sound();
    ask({
      title: result.title ? parts.words(unseen.count).title : null,
      notice: result.noticeIndex
        ? {
            id: `${sessionId}:${result.noticeIndex}`,
            title: unseen.author || parts.words(unseen.count).author,
            body: unseen.text.slice(0, MAX_BODY_CHARS),
          }
        : null,
    });
  }
  function look(): void {
    const { life } = state();
    const id = 'session' in life ? life.session.sessionId : life.phase === 'ended' ? life.sessionId : null;
    // What an earlier page had is nothing new.
    if (id !== sessionId || life.phase === 'restoring') toldIndex = unseenIn(life).index;
    sessionId = id;
    // Nobody waits for what is over.
    if (unseenIn(life).index === 0) {
      cancel?.();
      judge();
    } else cancel ??= clock.after(PAUSE_MS, judge);
  }
  const unsubscribe = parts.subscribe(look);
  return {
    look,
    stop() {
      unsubscribe();
      cancel?.();
      cancel = null;
    },
  };
}
