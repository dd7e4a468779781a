// Runs the server's sources as a process of its own that can be killed. Needs no build: bundles them once, into a folder
// that the test gives.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('./server-child.mjs', import.meta.url));

/** The bundle's path. The database's driver is native, so it stays where it is installed. */
export async function bundleServer(folder: string): Promise<string> {
  const driver = pathToFileURL(createRequire(import.meta.url).resolve('libsql')).href;
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { libsql: driver } },
    ssr: { noExternal: true, external: ['bufferutil', 'utf-8-validate'] },
    build: {
      ssr: ENTRY,
      outDir: folder,
      minify: false,
      rolldownOptions: { external: [driver], output: { entryFileNames: 'server.mjs' } },
    },
  });
  return join(folder, 'server.mjs');
}

export type ServerChild = {
  port: number;
  /** Without any warning. Resolves when the process is gone. */
  kill(): Promise<void>;
};

export async function startServerChild(bundle: string, databaseFile: string): Promise<ServerChild> {
  const child = spawn(process.execPath, [bundle, databaseFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const line = await Promise.race([once(child.stdout, 'data'), exited.then(() => null)]);
  const port = Number(line?.[0]);
  if (!port) throw new Error(`The server did not start: ${complaints}`);
  return {
    port,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
