// What the operator lists at the frame's own origin: the chat servers that a site may name, and from where pictures on
// cards may come. Each is asked for once, and only where it is needed.

import * as v from 'valibot';

const Listed = v.array(v.string());

/** Longer than a slow phone needs, shorter than a site's patience. */
const LIMIT_MS = 10_000;
/** Of HTTP: later. */
const TOO_MANY = 429;

/** Nothing listed: there are none. No answer, which is not the same: null, and the next one asks again. */
function listAt(path: string): () => Promise<string[] | null> {
  let asked: Promise<string[] | null> | undefined;
  const ask = async (): Promise<string[] | null> => {
    try {
      const answer = await fetch(path, { credentials: 'omit', signal: AbortSignal.timeout(LIMIT_MS) });
      if (answer.status >= 500 || answer.status === TOO_MANY) throw new Error('later');
      const listed = v.safeParse(Listed, await answer.json());
      return listed.success ? listed.output : [];
    } catch (failure) {
      // A host of static files answers with a page of words.
      if (failure instanceof SyntaxError) return [];
      asked = undefined;
      return null;
    }
  };
  return () => {
    asked ??= ask();
    return asked;
  };
}

export const fetchServers = listAt('/frame/servers.json');
export const fetchImageOrigins = listAt('/frame/images.json');
