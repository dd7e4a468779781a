// Agent accounts: passwords, logins, and who an agent is. Passwords are kept as bcrypt hashes in the operator's file,
// logins as hashed random tokens in the store, so that they survive a restart.

import bcrypt from 'bcryptjs';
import type { AgentAccount } from './config-schema.ts';
import type { Clock, Random } from './ports.ts';
import { hashOf } from './secrets.ts';
import type { Store } from './store/store.ts';
import type { SessionAgent } from './store/stored-session.ts';

/** A working week without typing the password again; ended by `logout` or by a new password. */
const LOGIN_DAYS = 7;
const DAY_MS = 86_400_000;
export const LOGIN_SECONDS = (LOGIN_DAYS * DAY_MS) / 1_000;
/** A quarter of a second for us, for each guess of a thief. */
export const BCRYPT_ROUNDS = 12;
/** Of nothing: an unknown name takes as long to refuse as a wrong password. */
const NO_ONES_HASH = '$2b$12$XyuI/ChuBC6a4Sip71/lruv6WsdgJ/pj3skRUdChlA/2y5BLEqXHW';

export interface Agents {
  readonly loginNeeded: boolean;
  /** A token for the cookie, or null if name or password are wrong. */
  login(name: string, password: string): Promise<{ token: string; agent: SessionAgent } | null>;
  logout(token: string): Promise<void>;
  /** Who a cookie belongs to. */
  whoIs(token: string | null): Promise<SessionAgent | null>;
}

/** Agents of one name are one agent, on every process and after every restart. */
export const agentNamed = (name: string): SessionAgent => ({ id: hashOf(`agent:${name}`).slice(0, 22), name });

/** `avatars`: paths of the agents' pictures by name. */
type AgentParts = { store: Store; clock: Clock; random: Random; avatars?: ReadonlyMap<string, string> };

export async function hashPassword(password: string, rounds = BCRYPT_ROUNDS): Promise<string> {
  const sizeBytes = Buffer.byteLength(password);
  if (sizeBytes === 0 || bcrypt.truncates(password)) {
    throw new Error(`password: expected 1 to 72 bytes (bcrypt ignores the rest), received ${sizeBytes}`);
  }
  return bcrypt.hash(password, rounds);
}

export function createAgents(accounts: readonly AgentAccount[], { store, clock, random, avatars }: AgentParts): Agents {
  const known = (name: string): SessionAgent => {
    const avatar = avatars?.get(name);
    return { ...agentNamed(name), ...(avatar ? { avatar } : {}) };
  };
  const accountOf = (name: string) => accounts.find((account) => account.name === name);

  return {
    loginNeeded: accounts.length > 0,
    async login(name, password) {
      const account = accountOf(name.trim());
      const fits =
        !bcrypt.truncates(password) && (await bcrypt.compare(password, account?.passwordHash ?? NO_ONES_HASH));
      if (!account || !fits) return null;
      const token = random.secret();
      await store.saveLogin(hashOf(token), {
        agentName: account.name,
        credentialHash: hashOf(account.passwordHash),
        expiresAt: clock.now() + LOGIN_SECONDS * 1_000,
      });
      return { token, agent: known(account.name) };
    },
    logout: (token) => store.forgetLogin(hashOf(token)),
    async whoIs(token) {
      const login = token ? await store.findLogin(hashOf(token)) : null;
      const account = login && accountOf(login.agentName);
      if (!account || login.expiresAt <= clock.now()) return null;
      // A changed password ends the logins made with the old one.
      return login.credentialHash === hashOf(account.passwordHash) ? known(account.name) : null;
    },
  };
}
