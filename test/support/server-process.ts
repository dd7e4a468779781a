// Runs the built server as a process of its own, as people do: to be killed, and started again on the same file.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { http } from './server-client.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const START_LIMIT_MS = 20_000;
const LOOK_PAUSE_MS = 50;

/** A port that was free a moment ago; the server must have the same one after a restart. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilHealthy(port: number, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = Date.now() + START_LIMIT_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) break;
    const reply = await http(port, '/health').catch(() => null);
    if (reply?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
  }
  throw new Error(`The server did not start on port ${port}:\n${output()}`);
}

export type ServerProcess = {
  port: number;
  databaseFile: string;
  /** Without any warning, as a power failure would. */
  kill(): Promise<void>;
  /** Starts again on the same port and file; stops gracefully before, if it still runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Everything that was printed so far. */
  output(): string;
};

export async function startServerProcess(
  options: { port?: number; databaseFile?: string; env?: Record<string, string>; demo?: boolean } = {},
): Promise<ServerProcess> {
  const port = options.port ?? (await freePort());
  const folder = options.databaseFile ? null : mkdtempSync(join(tmpdir(), 'tagalong-server-'));
  const databaseFile = options.databaseFile ?? join(folder ?? '', 'tagalong.db');
  let text = '';
  let child: ChildProcess;

  const start = async () => {
    const words = options.demo === false ? [MAIN] : [MAIN, '--demo'];
    const env = { ...process.env, PORT: String(port), DATABASE_FILE: databaseFile, ...options.env };
    child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      text += chunk;
    });
    await untilHealthy(port, child, () => text);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  await start();
  return {
    port,
    databaseFile,
    kill: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
    async stop() {
      await end('SIGTERM');
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
    output: () => text,
  };
}
