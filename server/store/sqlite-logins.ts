// The part of the SQLite store that remembers which agents are logged in. Only hashes of the cookies are kept.

import type Database from 'libsql';
import type { Store } from './store.ts';

type LoginTable = Pick<Store, 'saveLogin' | 'findLogin' | 'forgetLogin' | 'forgetLoginsBefore'>;
type Row = { agent_name: string; credential_hash: string; expires_at: number };

export function createLoginTable(database: InstanceType<typeof Database>): LoginTable {
  const insert = database.prepare(
    'INSERT INTO agent_logins (token_hash, agent_name, credential_hash, expires_at) VALUES (?, ?, ?, ?)',
  );
  const find = database.prepare(
    'SELECT agent_name, credential_hash, expires_at FROM agent_logins WHERE token_hash = ?',
  );
  const forget = database.prepare('DELETE FROM agent_logins WHERE token_hash = ?');
  const forgetBefore = database.prepare('DELETE FROM agent_logins WHERE expires_at < ?');

  return {
    saveLogin: async (tokenHash, login) => {
      insert.run(tokenHash, login.agentName, login.credentialHash, login.expiresAt);
    },
    findLogin: async (tokenHash) => {
      const row = find.get(tokenHash) as Row | undefined;
      if (!row) return null;
      return { agentName: row.agent_name, credentialHash: row.credential_hash, expiresAt: row.expires_at };
    },
    forgetLogin: async (tokenHash) => {
      forget.run(tokenHash);
    },
    forgetLoginsBefore: async (at) => {
      forgetBefore.run(at);
    },
  };
}
