// Composition root: reads the environment and the command line, starts the server, ends it on a signal.
//
//   node dist/server/main.js                  the chat server
//   node dist/server/main.js --demo           with the demonstration's sites and its assistant
//   node dist/server/main.js hash-password    reads a password from standard input, prints its hash

import { fileURLToPath } from 'node:url';
import { hashPassword } from './agents.ts';
import { ConfigError, loadConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Nobody is answered by the assistant before a person had this long to do it. */
const ASSISTANT_WAIT_MS = 20_000;
/** A stop that takes longer than this is no longer graceful. */
const STOP_LIMIT_MS = 4_500;

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function readStandardInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text.replace(/\r?\n$/, '');
}

function stopOnSignals(running: RunningServer, stopAssistant: () => void): void {
  const stop = () => {
    stopAssistant();
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    running.close().then(
      () => process.exit(0),
      (failure: Error) => {
        complain(failure.message);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function assistantWaitMs(): number {
  const text = process.env.DEMO_ASSISTANT_WAIT_MS;
  if (!text) return ASSISTANT_WAIT_MS;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new ConfigError(`DEMO_ASSISTANT_WAIT_MS: expected milliseconds such as 20000, received ${text}`);
}

async function startDemoAssistant({ port, origins }: RunningServer, waitMs: number): Promise<() => void> {
  const origin = origins.chat[0];
  if (process.env.DEMO_ASSISTANT === 'off' || !origin) return () => {};
  const { startAssistant } = await import('./assistant.ts');
  return startAssistant({ url: `ws://127.0.0.1:${port}/agent/v1/socket`, origin, waitMs });
}

async function serve(demo: boolean): Promise<void> {
  const config = loadConfig(process.env);
  const waitMs = assistantWaitMs();
  const folders = { distFolder: here('..'), demoFolder: demo ? here('../../demo') : null };
  const running = await startServer(config, { ...folders, log: complain });
  const { port, origins } = running;
  if (demo) {
    say(`Shop           http://localhost:${port}`);
    say(`Blog           http://blog.localhost:${port}`);
    say(`Agent console  ${origins.chat[0]}/agent`);
  } else {
    say(`Tagalong listens on ${config.host}:${port} for ${origins.chat.join(', ')}`);
  }
  stopOnSignals(running, demo ? await startDemoAssistant(running, waitMs) : () => {});
}

async function main(words: readonly string[]): Promise<void> {
  const unknown = words.find((word) => word !== '--demo' && word !== 'hash-password');
  if (unknown) throw new ConfigError(`expected --demo, hash-password or nothing, received ${unknown}`);
  if (words.includes('hash-password')) say(await hashPassword(await readStandardInput()));
  else await serve(words.includes('--demo'));
}

main(process.argv.slice(2)).catch((failure: Error) => {
  complain(failure.message);
  process.exit(1);
});
