// The chat servers that a site may name, as the operator lists them at the frame's own origin; needed only by a site that
// names one.

import * as v from 'valibot';

const Servers = v.array(v.string());

/** Longer than a slow phone needs, shorter than a site's patience. */
const LIMIT_MS = 10_000;

/** Asked for once. */
let asked: Promise<string[] | null> | undefined;

/** Nothing listed: there are none. No answer, which is not the same: null. */
export function fetchServers(): Promise<string[] | null> {
  asked ??= ask();
  return asked;
}

async function ask(): Promise<string[] | null> {
  try {
    const answer = await fetch('/frame/servers.json', { credentials: 'omit', signal: AbortSignal.timeout(LIMIT_MS) });
    const listed = v.safeParse(Servers, await answer.json().catch(() => []));
    return listed.success ? listed.output : [];
  } catch {
    asked = undefined;
    return null;
  }
}
