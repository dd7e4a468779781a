// A back end's session ids may be any string, ours are of few characters and short. Those that do not fit are spelt out, and
// can be read back on the next page.

import * as v from 'valibot';
import { Id } from '../../../protocol/session.ts';

const SPELT = 'hosted-';
const PLAIN = /[A-Za-z0-9-]/;

/** There is no secret between us and the site's own transport. Of a shape that the saved state takes. */
export const NO_TOKEN = 'this-session-has-no-token';

/** null: too long to be kept. */
export function sessionIdFrom(name: string): string | null {
  if (v.is(Id, name) && !name.startsWith(SPELT)) return name;
  const spelt = [...name].map((char) => (PLAIN.test(char) ? char : `_${char.codePointAt(0)?.toString(16)}_`));
  const sessionId = SPELT + spelt.join('');
  return v.is(Id, sessionId) ? sessionId : null;
}

export const nameOf = (sessionId: string): string =>
  sessionId.startsWith(SPELT)
    ? sessionId
        .slice(SPELT.length)
        .replace(/_([0-9a-f]{1,5}|10[0-9a-f]{4})_/g, (_, code: string) =>
          String.fromCodePoint(Number.parseInt(code, 16)),
        )
    : sessionId;
