// A server process, the proxy before it and the agent behind it: what one chat after the other runs on. Several lanes stand
// beside each other, because a fault is for everything that goes through its proxy.

import Database from 'libsql';
import type { TranscriptEntry } from '../../../protocol/session.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { type FaultProxy, startFaultProxy } from '../proxy/fault-proxy.ts';
import { type Desk, openDesk } from './desk.ts';

export type Lane = {
  /** The shop; its chat is at another site. */
  shop: string;
  proxy: FaultProxy;
  desk: Desk;
  /** For what the proxy decides by dice from now on. */
  setDice(random: () => number): void;
  /** The log of a session, from the database's file. */
  readLog(sessionId: string): TranscriptEntry[];
  close(): Promise<void>;
};

/**
 * Browsers reach the proxy at 127.0.0.1; the server has the same port at another loopback address, so that each name and
 * port means to it what it means to them. Elsewhere than on Linux 127.0.0.1 is alone, and the other is of IPv6.
 */
const [SERVER_HOST, SERVER_NAME] = process.platform === 'linux' ? ['127.0.0.2', '127.0.0.2'] : ['::1', '[::1]'];

/** Runs are quicker than people: the limits are out of the way. */
const QUIET = { DEMO_ASSISTANT: 'off' };

function readLog(databaseFile: string, sessionId: string): TranscriptEntry[] {
  const database = new Database(databaseFile, { readonly: true });
  try {
    const query = database.prepare('SELECT entry FROM entries WHERE session_id = ? ORDER BY entry_index');
    return (query.all(sessionId) as { entry: string }[]).map(({ entry }) => JSON.parse(entry));
  } finally {
    database.close();
  }
}

export async function startLane(): Promise<Lane> {
  let dice = Math.random;
  const proxy = await startFaultProxy({ serverHost: SERVER_HOST, random: () => dice() });
  const { port } = proxy;
  const server = await startServerProcess({ port, env: { ...QUIET, HOST: SERVER_HOST } });
  const desk = openDesk(`${SERVER_NAME}:${port}`, `127.0.0.1:${port}`);
  return {
    shop: `http://localhost:${port}`,
    proxy,
    desk,
    setDice(random) {
      dice = random;
    },
    readLog: (sessionId) => readLog(server.databaseFile, sessionId),
    async close() {
      desk.close();
      await proxy.close();
      await server.stop();
    },
  };
}
