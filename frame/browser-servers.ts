// The chat servers that a site may name, as the operator lists them at the frame's own origin; needed only by a site that
// names one.

import * as v from 'valibot';

const Servers = v.array(v.string());

/** Asked for once. Nothing listed, or no answer: there are none. */
let asked: Promise<string[]> | undefined;

export function fetchServers(): Promise<string[]> {
  asked ??= ask();
  return asked;
}

async function ask(): Promise<string[]> {
  try {
    const answer = await fetch('/frame/servers.json', { credentials: 'omit' });
    return v.parse(Servers, await answer.json());
  } catch {
    asked = undefined;
    return [];
  }
}
