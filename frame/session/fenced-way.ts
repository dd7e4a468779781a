// This tab's own way to the server. Whoever leads claims its place there, is given a count, and names it in all that it
// writes: the server keeps out who led before, and this file hears of it. Knows nothing of other tabs.

import { type Failure, NEWER_WRITER, SERVER_UNAVAILABLE, SESSION_UNKNOWN } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import type { Clock } from '../ports.ts';
import type { Role } from '../tabs/leadership.ts';
import type { Cursor, Transport, TransportEvents } from '../transport/transport.ts';

/** After the fence: the page that was refused is about to hear that its lock is gone. */
const FENCED_PAUSE_MS = 500;

export type Known = {
  /** As long as the server said that its log is; null: it has not spoken to this tab. */
  knownIndex: number | null;
  writerEpoch: number;
  /** The server has said that it has no such session: no other tab has it either. */
  isUnknown: boolean;
};

export type FencedWay = Pick<Transport, 'request' | 'wake'> & {
  start(wanted: Parameters<Transport['start']>[0], at: Cursor): void;
  /** Closed, and from there once it is opened. */
  turnTo(at: Cursor | null): void;
  open(): void;
  close(): void;
  /** Or tries to be. */
  isOpen(): boolean;
  known(): Known;
};

type Parts = { clock: Clock; role: () => Role | null };

export function createFencedWay(
  { clock, role }: Parts,
  create: (events: TransportEvents) => Transport,
  events: TransportEvents,
): FencedWay {
  let cursor: Cursor | null = null;
  let isOpen = false;
  let writerEpoch = 0;
  let knownIndex: number | null = null;
  let isUnknown = false;

  const way = create({
    ...events,
    onOpened(opened) {
      ({ writerEpoch = 0, lastIndex: knownIndex } = opened);
      events.onOpened(opened);
    },
    onResumed(resumed) {
      ({ writerEpoch = writerEpoch, lastIndex: knownIndex } = resumed);
      events.onResumed(resumed);
    },
    onRefused(error) {
      note(error);
      if (error.code === NEWER_WRITER.code) fencedOut();
      else events.onRefused(error);
    },
  });

  const note = ({ code }: Failure): void => {
    isUnknown ||= code === SESSION_UNKNOWN.code;
  };

  /** Who leads says so to the server once for each time that it is given the lead. */
  const fenced = (at: Cursor) => (): ReturnType<Cursor> => {
    const claim = role() === 'leader' && writerEpoch === 0;
    return { ...at(), writerEpoch, ...(claim && { claim }) };
  };

  function open(): void {
    if (!cursor) return;
    isOpen = true;
    knownIndex = null;
    way.resume(fenced(cursor));
  }

  function close(): void {
    const was = isOpen;
    isOpen = false;
    writerEpoch = 0;
    knownIndex = null;
    isUnknown = false;
    if (was) way.close();
  }

  function turnTo(at: Cursor | null): void {
    close();
    cursor = at;
  }

  /** Another tab writes now. Who still has the lock claims its place anew; who has not hears of it, and follows. */
  function fencedOut(): void {
    if (!isOpen) return;
    close();
    clock.after(FENCED_PAUSE_MS, () => {
      if (role() !== 'follower' && !isOpen) open();
    });
  }

  return {
    start(wanted, at) {
      turnTo(at);
      isOpen = true;
      way.start(wanted, fenced(at));
    },
    turnTo,
    open,
    close,
    isOpen: () => isOpen,
    known: () => ({ knownIndex, writerEpoch, isUnknown }),
    async request(wanted) {
      const answer = await way.request(wanted);
      if (!answer.ok) note(answer.error);
      if (answer.ok || answer.error.code !== NEWER_WRITER.code) return answer;
      fencedOut();
      return failed(SERVER_UNAVAILABLE);
    },
    wake: () => way.wake(),
  };
}
