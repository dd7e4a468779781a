// The one cookie that this server sets: an agent's login.

import { LOGIN_SECONDS } from '../agents.ts';

const NAME = 'tagalong_agent';

export function tokenFromCookies(header: string | undefined): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return null;
}

/** Never readable by script, never sent from another site, only to the console's paths. */
export const loginCookie = (token: string, origin: string, seconds = LOGIN_SECONDS): string =>
  `${NAME}=${token}; Path=/agent; Max-Age=${seconds}; HttpOnly; SameSite=Strict` +
  (origin.startsWith('https:') ? '; Secure' : '');
