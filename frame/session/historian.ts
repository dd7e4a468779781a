// Keeps beside the saved state what its small tail leaves out, in batches, and gives a later page its beginning back. A
// chat that fits into the tail needs none of this. Knows no database.

import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Clock, Lifecycle } from '../ports.ts';
import type { HistoryStore } from '../storage/storage.ts';
import type { Inner } from './conversation.ts';
import { tailOf } from './persist.ts';
import { isLive, type Live } from './selectors.ts';
import type { SessionState, Transcript } from './state.ts';

/** After a refusal; the history itself says no at once for a while then. */
export const WRITE_AGAIN_MS = 60_000;
/** Catches what is said in one breath; what a crash costs is in the tail, or else at the server. */
export const WRITE_DELAY_MS = 1_000;

export type Historian = {
  /** What is kept of a stretch before the transcript that is here: from its first index on, as far as it goes. */
  entries(fromIndex: number, untilIndex: number): Promise<TranscriptEntry[]>;
};

/** A chat that a later page can find, and that this page writes down. */
const keptBy = ({ life, role, storageWorks }: SessionState): Live | null =>
  isLive(life) && storageWorks && role !== 'follower' && !('leaving' in life && life.leaving) ? life : null;

const isSame = (one: TranscriptEntry, other: TranscriptEntry | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export function createHistorian(
  { clock, lifecycle }: { clock: Pick<Clock, 'after'>; lifecycle: Pick<Lifecycle, 'onHide'> },
  { state, subscribe }: Pick<Inner, 'state' | 'subscribe'>,
  store: HistoryStore,
): Historian {
  let sessionId = '';
  /** Entries 1 to this one are kept. */
  let keptUntil = 0;
  /** What is kept after this one was not said after all; until it is gone nothing is added. */
  let cutAt: number | null = null;
  let seen: Transcript | null = null;
  let isDue = false;
  let isWriting = false;
  let hasSwept = false;

  function watch(): void {
    const life = keptBy(state());
    if (!life || life.transcript === seen) return;
    seen = life.transcript;
    if (life.session.sessionId !== sessionId) begin(life.session.sessionId);
    const { lastIndex } = seen;
    if (lastIndex < keptUntil) {
      cutAt = lastIndex;
      keptUntil = lastIndex;
    }
    if (cutAt !== null || isWorthKeeping(seen)) due(WRITE_DELAY_MS);
  }

  function due(delayMs: number): void {
    if (isDue) return;
    isDue = true;
    clock.after(delayMs, () => void write());
  }

  function begin(id: string): void {
    sessionId = id;
    keptUntil = 0;
    cutAt = null;
  }

  const isWorthKeeping = ({ entries, firstIndex, lastIndex }: Transcript): boolean =>
    firstIndex === 1 && lastIndex > keptUntil && (keptUntil > 0 || tailOf(entries).length < entries.length);

  async function write(): Promise<void> {
    isDue = false;
    if (isWriting || !keptBy(state())) return;
    isWriting = true;
    const before = seen;
    const isDone = before && (await writeDown(sessionId, before));
    isWriting = false;
    if (!isDone) due(WRITE_AGAIN_MS);
    if (seen === before) return;
    // Said meanwhile.
    seen = null;
    watch();
  }

  /** false: it was refused. */
  async function writeDown(id: string, transcript: Transcript): Promise<boolean> {
    const at = cutAt;
    if (at !== null && !(await store.cut(id, at))) return false;
    if (cutAt === at) cutAt = null;
    if (cutAt !== null || !isWorthKeeping(transcript)) return true;
    if (!(await store.put(id, transcript.entries.slice(keptUntil)))) return false;
    if (id !== sessionId || cutAt !== null) return true;
    keptUntil = transcript.lastIndex;
    if (!hasSwept) void store.sweep();
    hasSwept = true;
    return true;
  }

  subscribe(watch);
  lifecycle.onHide(store.close);

  return {
    async entries(fromIndex, untilIndex) {
      const { life } = state();
      if (!isLive(life) || untilIndex >= life.transcript.firstIndex) return [];
      const id = life.session.sessionId;
      const [meeting] = life.transcript.entries;
      const found = await store.read(id, fromIndex, untilIndex + 1);
      const next = found.at(-1);
      if (next && next.index > untilIndex) {
        found.pop();
        if (meeting?.index === next.index && !isSame(next, meeting)) {
          // Another log than this one.
          keptUntil = 0;
          void store.cut(id, 0);
          return [];
        }
      }
      if (id !== sessionId) begin(id);
      if (fromIndex === 1) keptUntil = Math.max(keptUntil, found.length);
      return found;
    },
  };
}
