// Who the agent is, as the server's HTTP addresses tell it: me, log in, log out. Answers are values, never throws.

import * as v from 'valibot';
import { MeAnswer } from '../../protocol/agent.ts';

export type LoginOutcome = { outcome: 'loggedIn' } | { outcome: 'refused' } | { outcome: 'unreachable' };

export interface Account {
  /** null: no answer, or none that makes sense. */
  me(): Promise<MeAnswer | null>;
  login(name: string, password: string): Promise<LoginOutcome>;
  logout(): Promise<void>;
}

/** Request limit: a login form that hangs is worse than one that says try again. */
const ANSWER_LIMIT_MS = 10_000;

export function createAccount(fetchFrom: typeof fetch): Account {
  const call = async (path: string, init: RequestInit): Promise<Response | null> => {
    try {
      const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
      return await fetchFrom(path, { ...init, signal, cache: 'no-store', credentials: 'same-origin' });
    } catch {
      return null;
    }
  };
  const post = (path: string, body: unknown) =>
    call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  return {
    async me() {
      const response = await call('/agent/v1/me', {});
      const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
      const checked = v.safeParse(MeAnswer, body);
      return checked.success ? checked.output : null;
    },
    async login(name, password) {
      const response = await post('/agent/v1/login', { name, password });
      if (!response || response.status >= 500) return { outcome: 'unreachable' };
      return { outcome: response.ok ? 'loggedIn' : 'refused' };
    },
    async logout() {
      await post('/agent/v1/logout', {});
    },
  };
}
