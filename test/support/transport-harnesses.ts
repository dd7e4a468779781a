// The transports that the kit is run on, each with hands on its back end.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Transport, TransportHarness } from '../../transport-kit/index.ts';

/** Plain scripts, as a page loads them: what they are is said here. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../demo');
const demo = (path: string) => import(/* @vite-ignore */ join(folder, path));

type Staff = Record<'comes' | 'goes' | 'closes', (id: string) => unknown> & {
  says(id: string, words: string): unknown;
  types(id: string, typing: boolean): unknown;
};
const agentFrom = (staff: Staff): TransportHarness['agent'] => ({
  joins: staff.comes,
  leaves: staff.goes,
  ends: staff.closes,
  says: staff.says,
  types: staff.types,
});

export async function memoryHarness(): Promise<TransportHarness> {
  const { createMemoryBackEnd, createMemoryTransport } = await demo('transports/memory.js');
  const backEnd = createMemoryBackEnd();
  type Stored = { type: string; content?: { text: string } };
  return {
    openTransport: (): Transport => createMemoryTransport(backEnd),
    agent: backEnd.staff,
    messages: (sessionId) => backEnd.log(sessionId).flatMap(({ content }: Stored) => (content ? [content.text] : [])),
    interrupt: () => backEnd.setReachable(false),
    mend: () => backEnd.setReachable(true),
    close: () => {},
  };
}

async function stranger() {
  const { startStranger } = await demo('stranger/server.mjs');
  return startStranger({ robot: null });
}

export async function pollingHarness(): Promise<TransportHarness> {
  const { createPollingTransport } = await demo('transports/http-polling.js');
  const server = await stranger();
  type Line = { what: string; words: string };
  return {
    openTransport: (): Transport => createPollingTransport({ server: `http://127.0.0.1:${server.port}`, pauseMs: 10 }),
    agent: agentFrom(server.tickets.staff),
    messages: (sessionId) =>
      server.tickets.lines(sessionId, 0).lines.flatMap(({ what, words }: Line) => (what === 'said' ? [words] : [])),
    interrupt: () => server.setCut(true),
    mend: () => server.setCut(false),
    close: () => server.close(),
  };
}

/** `DirectLine`: the library's class. */
export async function directLineHarness(DirectLine: unknown): Promise<TransportHarness> {
  const { createDirectLineTransport } = await demo('transports/directline.js');
  const server = await stranger();
  const domain = `http://127.0.0.1:${server.port}/directline`;
  type Activity = { type: string; text: string };
  return {
    openTransport: (): Transport =>
      createDirectLineTransport({
        DirectLine,
        domain,
        secret: 'test',
        pollingInterval: 200,
        timeout: 1_000,
        knockMs: 300,
      }),
    agent: agentFrom(server.directLine.staff),
    messages: (sessionId) =>
      server.directLine.activities(sessionId).flatMap(({ type, text }: Activity) => (type === 'message' ? [text] : [])),
    interrupt: () => server.setCut(true),
    mend: () => server.setCut(false),
    close: () => server.close(),
  };
}
