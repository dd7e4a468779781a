// Where files of the chat can be had, asked of the server when somebody wants to see one, as soon as there is a way to it,
// and remembered while it holds. Knows neither transport nor interface.

import * as v from 'valibot';
import { FileAddress } from '../../protocol/files.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import type { Clock, Random } from '../ports.ts';
import type { Answer } from '../transport/transport.ts';

/** An address that ends so soon is asked for anew: a picture takes its time to load. */
const MARGIN_MS = 30_000;
/** The server's clock may be another than ours, so its word on the time counts no longer than this. */
const LONGEST_MS = 300_000;

export type FileAddresses = {
  /** Absolute; null: it cannot be had now. */
  of(fileId: string): Promise<string | null>;
};

type Parts = {
  clock: Pick<Clock, 'now' | 'uptime'>;
  random: Random;
  /** A chat is painted before its way is there. */
  whenUp(): Promise<void>;
  request(request: SessionRequest): Promise<Answer<unknown>>;
  serverOrigin: () => string;
};

export function createFileAddresses({ clock, random, whenUp, request, serverOrigin }: Parts): FileAddresses {
  const known = new Map<string, { address: string; until: number }>();
  const coming = new Map<string, Promise<string | null>>();

  async function ask(fileId: string): Promise<string | null> {
    await whenUp();
    const answer = await request({ type: 'getFile', id: random.id(), fileId });
    const checked = answer.ok ? v.safeParse(FileAddress, answer.value) : null;
    if (!checked?.success) return null;
    const { path, expiresAt } = checked.output;
    const address = new URL(path, serverOrigin());
    // `//elsewhere` is a path to a schema and another host to a browser.
    if (address.origin !== serverOrigin()) return null;
    const lastsMs = Math.min(expiresAt - clock.now() - MARGIN_MS, LONGEST_MS);
    known.set(fileId, { address: address.href, until: clock.uptime() + lastsMs });
    return address.href;
  }

  return {
    of(fileId) {
      const there = known.get(fileId);
      if (there && clock.uptime() < there.until) return Promise.resolve(there.address);
      const asked = coming.get(fileId) ?? ask(fileId).finally(() => coming.delete(fileId));
      coming.set(fileId, asked);
      return asked;
    },
  };
}
