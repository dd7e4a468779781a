// Listens to a transport of the site's own: checks what it tells, numbers it, and asks for what is missing. Knows no way that
// is lost or comes back.

import type { Failure } from '../../../protocol/errors.ts';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import type { TransportEvents } from '../transport.ts';
import { createNumbering, type InDoubt } from './numbering.ts';
import { type Heard, indexIn, readRawEvent, type Stored } from './raw-events.ts';

type Parts = {
  events: Pick<TransportEvents, 'onPush' | 'onError'>;
  /** Something before what was told is missing. */
  onGap(): void;
  inDoubt(): InDoubt | null;
};
type Waiting = Stored & { sessionId: string | null };
type Callback = 'AgentConnected' | 'AgentDisconnected' | 'AgentTyping' | 'MessageReceived' | 'SessionEnded' | 'Error';

export type Hearing = ReturnType<typeof createHearing>;

export function createHearing({ events, onGap, inDoubt }: Parts) {
  const log = createNumbering();
  let name: string | null = null;
  let doubtAbove = 0;
  /** Told while nobody could be told, or before what comes before it. */
  let waiting: Waiting[] = [];
  let open = false;
  const errors: Failure[] = [];

  const isOther = ({ sessionId }: Pick<Heard, 'sessionId'>): boolean =>
    sessionId !== null && name !== null && sessionId !== name;
  const take = (told: readonly Stored[]): TranscriptEntry[] => log.take(told, inDoubt(), doubtAbove);
  const push = (entries: readonly TranscriptEntry[]): void => {
    if (entries.length > 0) events.onPush({ type: 'entries', entries: [...entries] });
  };

  const report = (error: Failure): void => {
    if (open) events.onError(error);
    else errors.push(error);
  };

  function settle(): void {
    let fresh: TranscriptEntry[] = [];
    for (let next = following(); next; next = following()) {
      waiting = waiting.filter((one) => one !== next);
      fresh = [...fresh, ...take([next])];
    }
    push(fresh);
    if (waiting.length > 0 && !log.isOver()) onGap();
  }
  /** What needs nothing before it: it is next, or it comes late. */
  const following = (): Waiting | undefined => waiting.find(({ rawIndex }) => rawIndex <= log.reach() + 1);

  /** What was wrong with it, if anything. */
  function hear(input: unknown, type: Callback): Failure | null {
    if (log.isOver()) return null;
    const read = readRawEvent(input, type);
    if (!read.ok) {
      report(read.error);
      return read.error;
    }
    const { told } = read.value;
    if (isOther(read.value)) return null;
    if (told.kind === 'error') report(told.error);
    else if (told.kind === 'stored') {
      waiting = [...waiting, { ...told, sessionId: read.value.sessionId }];
      if (open) settle();
    } else {
      if (told.rawIndex === log.reach() + 1) log.skip(told.rawIndex);
      if (open) events.onPush({ type: 'agentTyping', party: told.party, isTyping: told.isTyping });
    }
    return null;
  }

  /** A stretch of the transcript from `reach() + 1` on, with what had been told before it was asked for. */
  function readTranscript(transcript: readonly unknown[], toldBefore: readonly Stored[]): TranscriptEntry[] {
    const all = [...toldBefore];
    const wrong: number[] = [];
    for (const item of transcript) {
      const read = readRawEvent(item, null);
      if (!read.ok) {
        report(read.error);
        wrong.push(indexIn(item) ?? 0);
      } else if (read.value.told.kind === 'stored' && !isOther(read.value)) all.push(read.value.told);
    }
    const fresh = take(all);
    for (const index of wrong) log.skip(index);
    waiting = waiting.filter((one) => !toldBefore.includes(one));
    return fresh;
  }

  return {
    hear,
    log,
    waiting: (): readonly Waiting[] => waiting,
    /** From now on this session's events count, and no other's. */
    belongTo(sessionName: string, afterIndex: number): void {
      name = sessionName;
      doubtAbove = afterIndex;
      waiting = waiting.filter((one) => !isOther(one));
    },
    readTranscript,
    push,
    /** Whoever is listening is told from now on. */
    open(): void {
      open = true;
      for (const error of errors.splice(0)) events.onError(error);
      settle();
    },
    close(): void {
      open = false;
    },
    settle,
  };
}
