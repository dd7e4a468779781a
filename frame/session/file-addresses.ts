// Where files of the chat can be had: asked of the server for those that somebody looks at, remembered while it holds,
// and asked anew before it ends, or once there is a way to the server again. Knows neither transport nor interface.

import * as v from 'valibot';
import { FileAddress } from '../../protocol/files.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Clock, Dispose, Lifecycle, Random } from '../ports.ts';
import type { Answer } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import { isLive } from './selectors.ts';
import { isUp } from './sharing.ts';

/** An address that ends so soon is asked for anew: a picture takes its time to load. */
const MARGIN_MS = 30_000;
/** The server's clock may be another than ours, so its word on the time counts no longer than this … */
const LONGEST_MS = 300_000;
/** … and no shorter: by a clock that is behind every address has ended already. */
const SHORTEST_MS = 60_000;

export type FileAddresses = {
  /** Tells it at once or soon, and again when it may be another; null: it cannot be had now. */
  watch(fileId: string, run: (address: string | null) => void): Dispose;
  /** Somebody is about to use it. */
  renew(fileId: string): void;
};

type Parts = {
  clock: Clock;
  random: Random;
  lifecycle: Pick<Lifecycle, 'onWake'>;
  request(request: SessionRequest): Promise<Answer<unknown>>;
  serverOrigin: () => string;
  /** Whether anybody can see the page: a hidden one asks when it is looked at again. */
  isSeen: () => boolean;
};

/** `until`: when to ask anew. `ends`: when it works no more. Both by the clock that only goes forward. */
type Found = { address: string; until: number; ends: number };
type Entry = {
  found: Found | null;
  runs: Set<(address: string | null) => void>;
  isAsking: boolean;
  cancel: Dispose;
};

export function createFileAddresses(
  { clock, random, lifecycle, request, serverOrigin, isSeen }: Parts,
  { state, subscribe }: Pick<Inner, 'state' | 'subscribe'>,
): FileAddresses {
  const entries = new Map<string, Entry>();
  let wasUp = false;

  async function ask(fileId: string): Promise<Found | null> {
    const answer = await request({ type: 'getFile', id: random.id(), fileId });
    const checked = answer.ok ? v.safeParse(FileAddress, answer.value) : null;
    if (!checked?.success) return null;
    const { path, expiresAt } = checked.output;
    const address = new URL(path, serverOrigin());
    // `//elsewhere` is a path to a schema and another host to a browser.
    if (address.origin !== serverOrigin()) return null;
    const lastsMs = Math.max(SHORTEST_MS, expiresAt - clock.now());
    const until = clock.uptime() + Math.min(Math.max(SHORTEST_MS, lastsMs - MARGIN_MS), LONGEST_MS);
    return { address: address.href, until, ends: clock.uptime() + lastsMs };
  }

  const holds = ({ found }: Entry): boolean => found !== null && clock.uptime() < found.until;
  const works = ({ found }: Entry): boolean => found !== null && clock.uptime() < found.ends;

  /** Asks, unless it is known, or nobody wants to know. */
  async function look(fileId: string, entry: Entry): Promise<void> {
    if (entry.isAsking || holds(entry) || !entry.runs.size) return;
    entry.isAsking = true;
    const found = await ask(fileId);
    entry.isAsking = false;
    // Asked for in vain: the one that is known is still good for a while.
    if (found || !works(entry)) entry.found = found;
    for (const run of [...entry.runs]) run(entry.found?.address ?? null);
    lookLater(fileId, entry);
  }

  function lookLater(fileId: string, entry: Entry): void {
    entry.cancel();
    if (!entry.found) return;
    const due = holds(entry) ? entry.found.until : entry.found.ends;
    entry.cancel = clock.after(due - clock.uptime(), () => isSeen() && void look(fileId, entry));
  }

  const lookAtAll = (): void => {
    for (const [fileId, entry] of entries) void look(fileId, entry);
  };
  subscribe(() => {
    const { life } = state();
    const isUpNow = isLive(life) && isUp(life);
    if (isUpNow && !wasUp) lookAtAll();
    wasUp = isUpNow;
  });
  lifecycle.onWake(lookAtAll);

  return {
    watch(fileId, run) {
      const entry = entries.get(fileId) ?? {
        ...{ found: null, isAsking: false, cancel: () => {} },
        runs: new Set(),
      };
      entries.set(fileId, entry);
      entry.runs.add(run);
      if (entry.found && works(entry)) run(entry.found.address);
      if (holds(entry)) lookLater(fileId, entry);
      else void look(fileId, entry);
      return () => {
        entry.runs.delete(run);
        if (!entry.runs.size) entry.cancel();
      };
    },
    renew(fileId) {
      const entry = entries.get(fileId);
      if (entry) void look(fileId, entry);
    },
  };
}
