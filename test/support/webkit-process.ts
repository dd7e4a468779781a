// WebKitGTK's own driver as a process, on a screen that nobody sees, spoken to over plain HTTP as the W3C describes it.
// Knows how to start, ask and end it; knows no command.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

const START_LIMIT_MS = 20_000;
const LOOK_PAUSE_MS = 50;
/** Longer than a script and a load may take: then the driver itself has gone astray. */
const ANSWER_LIMIT_MS = 45_000;

/** Whole groups, because a driver's browser outlives it. None may outlive the tests. */
const groups = new Set<number>();
const endGroup = (pid: number): void => {
  groups.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
};
process.on('exit', () => {
  for (const pid of groups) endGroup(pid);
});

type Pipes = Parameters<typeof spawn>[2]['stdio'];

async function start(command: string, args: string[], stdio: Pipes, env = process.env): Promise<ChildProcess> {
  const child = spawn(command, args, { detached: true, stdio, env });
  await once(child, 'spawn');
  if (child.pid) groups.add(child.pid);
  return child;
}

let screen: Promise<string> | null = null;

/** One screen for all sessions of this process; it says itself which number it took. */
const openScreen = (): Promise<string> => {
  screen ??= (async () => {
    const size = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
    const child = await start('Xvfb', ['-displayfd', '3', ...size], ['ignore', 'ignore', 'ignore', 'pipe']);
    const [number] = await once(child.stdio[3] as NodeJS.ReadableStream, 'data');
    child.unref();
    (child.stdio[3] as unknown as { unref(): void }).unref();
    return `:${String(number).trim()}`;
  })();
  return screen;
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

export class WebDriverError extends Error {
  readonly kind: string;
  constructor(kind: string, message: string) {
    super(`${kind}: ${message}`);
    this.kind = kind;
  }
}

export type WebDriver = {
  /** A command of the W3C's; throws a `WebDriverError`. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is as various as the commands.
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<any>;
  /** Ends driver and browser at once, as a crash would. */
  kill(): void;
};

/** A driver of its own: one has room for one session. */
export async function startWebDriver(): Promise<WebDriver> {
  const DISPLAY = await openScreen();
  const port = await freePort();
  const env = { ...process.env, DISPLAY, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' };
  const child = await start('WebKitWebDriver', [`--port=${port}`], 'ignore', env);
  const ask: WebDriver['ask'] = async (method, path, body) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...{ method, signal },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    }).catch((error) => {
      if (!signal.aborted) throw error;
      throw new WebDriverError('no answer', `${method} ${path} ${JSON.stringify(body ?? null)}`);
    });
    const { value } = (await reply.json()) as { value: { error?: string; message?: string } | null };
    if (!reply.ok) throw new WebDriverError(value?.error ?? `status ${reply.status}`, value?.message ?? '');
    return value;
  };
  const giveUpAtMs = Date.now() + START_LIMIT_MS;
  while (!(await ask('GET', '/status').catch(() => null))) {
    if (Date.now() > giveUpAtMs) throw new Error('WebKitWebDriver did not start.');
    await new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));
  }
  return {
    ask,
    kill() {
      if (child.pid) endGroup(child.pid);
    },
  };
}
