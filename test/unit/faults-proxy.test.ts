// Each fault of the proxy does what its name says: shown with plain sockets, plain requests and WebSockets, against a
// server that gives back what it is sent.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Fault } from '../faults/proxy/fault.ts';
import { type FaultProxy, startFaultProxy } from '../faults/proxy/fault-proxy.ts';
import { http } from '../support/server-client.ts';
import { seededRandom } from '../support/site-random.ts';

let proxy: FaultProxy;
let closeServer: () => void;
/** What the server has received, of all sockets together, and its ends of them. */
let received: string[];
let serverSide: WebSocket[];
let requests: string[];
let begunRequests: number;

const lookers = new Set<() => void>();
const look = (): void => {
  for (const one of [...lookers]) one();
};
/** Waits for a fact; each message and each end of a socket is an occasion to look. */
const until = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const one = () => {
      if (!isSo()) return;
      lookers.delete(one);
      resolve();
    };
    lookers.add(one);
    one();
  });

beforeEach(async () => {
  received = [];
  serverSide = [];
  requests = [];
  begunRequests = 0;
  const server = createServer((request, response) => {
    begunRequests += 1;
    look();
    request.resume().on('end', () => {
      requests.push(`${request.url} ${request.headers.connection}`);
      response.end('a page of some length');
      look();
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    serverSide.push(socket);
    socket.on('message', (data) => {
      received.push(String(data));
      socket.send(`echo ${data}`);
      look();
    });
    socket.on('close', look);
    socket.on('error', () => {});
    look();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: serverPort } = server.address() as AddressInfo;
  proxy = await startFaultProxy({ serverHost: '127.0.0.1', serverPort, random: seededRandom(1) });
  closeServer = () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(async () => {
  lookers.clear();
  await proxy.close();
  closeServer();
});

function openSocket() {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/chat/v1/socket`);
  const heard: string[] = [];
  const state = { closeCode: null as number | null, status: null as number | null, error: null as string | null };
  socket.on('message', (data) => {
    heard.push(String(data));
    look();
  });
  socket.on('unexpected-response', (_, response) => {
    state.status = response.statusCode ?? null;
    look();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    state.error = error.code ?? error.message;
    look();
  });
  socket.on('close', (code) => {
    state.closeCode = code;
    look();
  });
  socket.on('open', look);
  return { socket, heard, state, isOpen: () => socket.readyState === WebSocket.OPEN };
}

async function openedSocket() {
  const opened = openSocket();
  await until(opened.isOpen);
  return opened;
}

/** A connection without anything of a browser's in it. */
async function plainSocket() {
  const socket: Socket = connect({ host: '127.0.0.1', port: proxy.port, allowHalfOpen: true });
  const state = { text: '', isEnded: false, error: null as string | null };
  socket.on('data', (bytes) => {
    state.text += bytes;
    look();
  });
  socket.on('end', () => {
    state.isEnded = true;
    look();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    state.error = error.code ?? null;
    look();
  });
  await once(socket, 'connect');
  return { socket, state };
}
const CALL = 'POST /chat/v1/call HTTP/1.1\r\nHost: chat\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello';
const post = () => http(proxy.port, '/chat/v1/call', { body: { hello: true } });

describe('without a fault', () => {
  it('everything passes, and each plain request is the only one of its connection', async () => {
    const { socket, heard } = await openedSocket();
    const long = 'x'.repeat(70_000);
    for (const text of ['one', 'y'.repeat(300), long]) socket.send(text);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['echo one', `echo ${'y'.repeat(300)}`, `echo ${long}`]);
    const reply = await http(proxy.port, '/page.html', { headers: { connection: 'keep-alive' } });
    expect(reply.text).toBe('a page of some length');
    expect(requests).toEqual(['/page.html close']);
    expect(proxy.struckCount()).toBe(0);
  });

  it('an end on either side reaches the other', async () => {
    const one = await openedSocket();
    one.socket.close(4001);
    await until(() => serverSide[0]?.readyState === WebSocket.CLOSED);
    const other = await openedSocket();
    serverSide[1]?.close(4002);
    await until(() => other.state.closeCode === 4002);
  });
});

describe('only what the chat sends suffers', () => {
  it('unless the fault is for everything', async () => {
    proxy.set({ kind: 'unreachable' });
    expect((await http(proxy.port, '/page.html')).status).toBe(200);
    expect(proxy.struckCount()).toBe(0);
    proxy.set({ kind: 'unreachable', scope: 'everything' });
    await expect(http(proxy.port, '/page.html')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(proxy.struckCount()).toBeGreaterThan(0);
  });
});

describe('what takes its time', () => {
  const elapsedMs = async (what: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await what();
    return performance.now() - startedAt;
  };
  const echoes = async (texts: string[]) => {
    const { socket, heard } = await openedSocket();
    for (const text of texts) socket.send(text);
    await until(() => heard.length === texts.length);
    return heard;
  };
  const TEXTS = Array.from({ length: 12 }, (_, place) => `text ${place}`);
  const ECHOES = TEXTS.map((text) => `echo ${text}`);

  it('delay: each way takes as long', async () => {
    proxy.set({ kind: 'delay', ms: 40 });
    // The upgrade and the message, each there and back.
    expect(await elapsedMs(() => echoes(['one']))).toBeGreaterThan(4 * 40 - 1);
  });

  it('jitter: different times, the same order', async () => {
    proxy.set({ kind: 'jitter', maxMs: 40 });
    expect(await echoes(TEXTS)).toEqual(ECHOES);
    expect(proxy.struckCount()).toBeGreaterThan(0);
  });

  it('drip: a few bytes at a time', async () => {
    proxy.set({ kind: 'drip', bytes: 16, everyMs: 2 });
    const { socket, state } = await plainSocket();
    const pieces: number[] = [];
    socket.on('data', (bytes) => pieces.push(bytes.length));
    socket.write(CALL);
    await until(() => state.text.endsWith('a page of some length'));
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.slice(0, 3))).toBe(16);
  });

  it('what was under way goes on at once when it is over', async () => {
    proxy.set({ kind: 'delay', ms: 3_600_000 });
    const { state } = await plainSocket().then((plain) => {
      plain.socket.write(CALL);
      return plain;
    });
    await proxy.untilStruck(60_000);
    proxy.set(null);
    await until(() => state.text.endsWith('a page of some length'));
  });
});

describe('a black hole', () => {
  const hole = (directions: ('up' | 'down')[], afterwards: 'flow' | 'reset' | 'forgotten' = 'flow'): Fault => ({
    ...{ kind: 'blackHole', directions, afterwards },
  });

  it('up: the server hears nothing, and is heard', async () => {
    const { socket, heard } = await openedSocket();
    proxy.set(hole(['up']));
    socket.send('one');
    await proxy.untilStruck(60_000);
    serverSide[0]?.send('news');
    await until(() => heard.length === 1);
    expect([received, heard]).toEqual([[], ['news']]);
    proxy.set(null);
    await until(() => heard.length === 2);
    expect([received, heard]).toEqual([['one'], ['news', 'echo one']]);
  });

  it('down: the server hears, and is not heard', async () => {
    const { socket, heard } = await openedSocket();
    proxy.set(hole(['down']));
    socket.send('one');
    await proxy.untilStruck(60_000);
    expect([received, heard]).toEqual([['one'], []]);
    proxy.set(null);
    await until(() => heard.length === 1);
  });

  it('of both directions: nothing opens and nothing ends', async () => {
    const { socket, state } = await openedSocket();
    proxy.set(hole(['up', 'down']));
    const late = openSocket();
    await proxy.untilStruck(60_000);
    socket.terminate();
    await until(() => state.closeCode !== null);
    const [atServer] = serverSide;
    expect([late.isOpen(), atServer?.readyState]).toEqual([false, WebSocket.OPEN]);
    proxy.set(null);
    await until(() => late.isOpen() && atServer?.readyState === WebSocket.CLOSED);
  });

  it('may leave behind connections that are reset', async () => {
    const { state } = await openedSocket();
    proxy.set(hole(['up', 'down'], 'reset'));
    proxy.set(null);
    await until(() => state.closeCode === 1006);
  });

  it('may leave behind connections that stay dead, while new ones live', async () => {
    const old = await openedSocket();
    proxy.set(hole(['up', 'down'], 'forgotten'));
    proxy.set(null);
    old.socket.send('into nothing');
    const { socket, heard } = await openedSocket();
    socket.send('one');
    await until(() => heard.length === 1);
    expect([received, old.heard, old.isOpen()]).toEqual([['one'], [], true]);
  });
});

describe('what breaks off', () => {
  const reset = (changes: Partial<Extract<Fault, { kind: 'reset' }>> = {}): Fault => ({
    ...{ kind: 'reset', trigger: { messages: 2, direction: 'up' }, isDelivered: false, far: 'ended' },
    ...changes,
  });

  it.each([
    [false, ['one']],
    [true, ['one', 'two']],
  ])('reset after the second message; is it delivered: %s', async (isDelivered, arrived) => {
    const { socket, state } = await openedSocket();
    proxy.set(reset({ isDelivered }));
    socket.send('one');
    socket.send('two');
    socket.send('three');
    await until(() => state.closeCode === 1006);
    await until(() => serverSide[0]?.readyState === WebSocket.CLOSED);
    expect(received).toEqual(arrived);
  });

  it('reset on the way down, and again with the next connection, of which the server never hears', async () => {
    proxy.set(reset({ trigger: { messages: 1, direction: 'down' }, far: 'silent' }));
    for (const text of ['one', 'two']) {
      const { socket, state, heard } = await openedSocket();
      socket.send(text);
      await until(() => state.closeCode === 1006);
      expect(heard).toEqual([]);
    }
    expect(received).toEqual(['one', 'two']);
    expect(serverSide.map(({ readyState }) => readyState)).toEqual([WebSocket.OPEN, WebSocket.OPEN]);
  });

  it('reset: a plain request is reset, not ended', async () => {
    proxy.set(reset({ trigger: { messages: 1, direction: 'down' } }));
    const { socket, state } = await plainSocket();
    socket.write(CALL);
    await until(() => state.error === 'ECONNRESET');
    expect([requests, state.text, state.isEnded]).toEqual([['/chat/v1/call close'], '', false]);
  });

  it('reset: a plain request counts once, in however many pieces it comes', async () => {
    proxy.set(reset());
    const first = await plainSocket();
    first.socket.write(CALL.slice(0, -5));
    await until(() => begunRequests === 1);
    first.socket.write('hello');
    await until(() => first.state.isEnded);
    expect(first.state.text).toContain('a page of some length');
    const second = await plainSocket();
    second.socket.write(CALL);
    await until(() => second.state.error === 'ECONNRESET');
    expect(requests).toHaveLength(1);
  });

  it('half-close toward the browser: it hears the end, and the server still hears it', async () => {
    const { socket, state } = await plainSocket();
    proxy.set({ kind: 'halfClose', trigger: { messages: 1, direction: 'up' }, toward: 'browser' });
    socket.write(CALL.slice(0, -5));
    await until(() => state.isEnded);
    socket.write('hello');
    await until(() => requests.length === 1);
    expect([state.text, state.error]).toEqual(['', null]);
  });

  it('half-close toward the server: it hears the end, and the browser still hears it', async () => {
    const { socket, state } = await plainSocket();
    proxy.set({ kind: 'halfClose', trigger: { messages: 1, direction: 'up' }, toward: 'server' });
    socket.write(CALL);
    await until(() => state.isEnded);
    expect(state.text).toContain('a page of some length');
  });

  it('cut: after so many bytes, in the middle of a message', async () => {
    const { socket, state } = await plainSocket();
    proxy.set({ kind: 'cut', afterBytes: 20, direction: 'down' });
    socket.write(CALL);
    await until(() => state.isEnded);
    expect(state.text).toHaveLength(20);
  });

  it('cut: counted anew for each connection', async () => {
    proxy.set({ kind: 'cut', afterBytes: 600, direction: 'up' });
    for (let connection = 1; connection <= 2; connection += 1) {
      const { socket, heard, state } = await openedSocket();
      socket.send('one');
      await until(() => heard.length === 1);
      socket.send('x'.repeat(1_000));
      await until(() => state.closeCode === 1006);
    }
    expect(received).toEqual(['one', 'one']);
  });

  it('unreachable: what was open is reset, and so is what comes', async () => {
    const { state } = await openedSocket();
    proxy.set({ kind: 'unreachable' });
    await until(() => state.closeCode === 1006);
    const late = openSocket();
    await until(() => late.state.error === 'ECONNRESET');
    await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
    proxy.set(null);
    expect((await post()).status).toBe(200);
  });

  it.each([403, 503])('refused upgrade with %i: sockets are refused, requests are not', async (answer) => {
    const open = await openedSocket();
    proxy.set({ kind: 'refusedUpgrade', answer });
    await until(() => open.state.closeCode === 1006);
    const { state } = openSocket();
    await until(() => state.status === answer);
    expect((await post()).status).toBe(200);
    expect(received).toEqual([]);
  });

  it('refused upgrade by a reset', async () => {
    proxy.set({ kind: 'refusedUpgrade', answer: 'reset' });
    const { state } = openSocket();
    await until(() => state.error === 'ECONNRESET');
  });
});

describe('messages of a WebSocket', () => {
  it('come twice, some of them later', async () => {
    const { socket } = await openedSocket();
    proxy.set({ kind: 'duplicate', chance: 1, lag: 3 });
    const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const text of texts) socket.send(text);
    await until(() => received.length === 12);
    expect([...received].sort()).toEqual([...texts, ...texts].sort());
    expect([...new Set(received)]).toEqual(texts);
    expect(received).not.toEqual(texts.flatMap((text) => [text, text]));
  });

  it('come in another order, each of them once', async () => {
    const { socket, heard } = await openedSocket();
    proxy.set({ kind: 'reorder', chance: 0.5, lag: 2 });
    const texts = Array.from({ length: 12 }, (_, place) => `text ${place}`);
    for (const text of texts) socket.send(text);
    await until(() => heard.length === 12);
    expect(received).not.toEqual(texts);
    expect([...received].sort()).toEqual([...texts].sort());
    expect(heard).not.toEqual(received.map((text) => `echo ${text}`));
  });

  it('that are held back come at the latest when the fault is over', async () => {
    const { socket, heard } = await openedSocket();
    proxy.set({ kind: 'reorder', chance: 1, lag: 1 });
    socket.send('the only one');
    await proxy.untilStruck(60_000);
    expect(heard).toEqual([]);
    proxy.set(null);
    await until(() => heard.length === 1);
  });

  it("cannot be moved past the line's own words", async () => {
    const { socket, state } = await openedSocket();
    proxy.set({ kind: 'reorder', chance: 1, lag: 3 });
    socket.close(4001);
    await until(() => state.closeCode === 4001);
    expect(proxy.struckCount()).toBe(0);
  });
});

describe('a plan', () => {
  it('goes on after so many messages, and after so long', async () => {
    const { socket, heard } = await openedSocket();
    const done = proxy.follow([
      // The message and its echo.
      { when: { messages: 2 }, fault: { kind: 'blackHole', directions: ['up'], afterwards: 'flow' } },
      { when: { messages: 1 }, fault: null },
      { when: { ms: 1 }, fault: { kind: 'unreachable' } },
    ]);
    socket.send('one');
    await until(() => heard.length === 1);
    socket.send('two');
    await done;
    expect(proxy.struckCount()).toBeGreaterThan(0);
    await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('is given up for a fault that is set', async () => {
    const done = proxy.follow([{ when: { messages: 1 }, fault: { kind: 'unreachable' } }]);
    proxy.set(null);
    await done;
    expect((await post()).status).toBe(200);
  });
});
