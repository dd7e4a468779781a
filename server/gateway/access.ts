// Who may ask. A browser says truthfully where a request comes from (Origin) and which name it was sent to (Host);
// both are checked, because another page can point its own name at us, or send requests that it may not read.

import type { HostRole, Origins } from '../origins.ts';
import { roleOfHost } from '../origins.ts';

export type Headers = { get(name: string): string | undefined };

export type Verdict = { allowed: true; origin: string } | { allowed: false; status: 403 | 421; why: string };

const refused = (status: 403 | 421, why: string): Verdict => ({ allowed: false, status, why });

function chatHost(origins: Origins, headers: Headers): Extract<HostRole, { role: 'chat' }> | null {
  const role = roleOfHost(origins, headers.get('host'));
  return role.role === 'chat' ? role : null;
}

const misdirected = (origins: Origins, headers: Headers): Verdict =>
  refused(421, `Host: expected one of ${origins.chat.join(', ')}, received ${headers.get('host') ?? 'none'}`);

/** The chat's own calls and sockets: from a frame of any of our chat origins, or of one that the operator lists. */
export function mayVisit(origins: Origins, headers: Headers): Verdict {
  const role = chatHost(origins, headers);
  if (!role) return misdirected(origins, headers);
  const origin = headers.get('origin');
  if (origin !== undefined && origins.frames.includes(origin)) return { allowed: true, origin };
  return refused(403, `Origin: expected one of ${origins.frames.join(', ')}, received ${origin ?? 'none'}`);
}

/** The console's requests and sockets: only from the console's own origin. */
export function mayServeConsole(origins: Origins, headers: Headers, needsOrigin: boolean): Verdict {
  const role = chatHost(origins, headers);
  if (!role) return misdirected(origins, headers);
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (origin === role.origin) return { allowed: true, origin };
  if (origin !== undefined || needsOrigin) {
    return refused(403, `Origin: expected ${role.origin}, received ${origin ?? 'none'}`);
  }
  // A GET by the console's own page has no Origin header. Browsers say more about it in Sec-Fetch-Site.
  if (site === undefined || site === 'same-origin' || site === 'none') return { allowed: true, origin: role.origin };
  return refused(403, `Sec-Fetch-Site: expected same-origin or none, received ${site}`);
}
