// The ways of a page, and of an agent's console, to the server: sockets and requests over a net, as a browser gives them.
// What comes for a page that is asleep waits, what comes for one that is gone is lost.

import type { Network } from '../../../frame/ports.ts';
import type { OpenSocket } from '../../../server/console/ports.ts';
import type { Line, Net } from './net.ts';
import type { Process } from './server.ts';
import { createServerSocket, type ServerSocket } from './server-socket.ts';

/** Who has the ways: runs what comes, now, later or never. */
export type Owner = { run(task: () => void): void; onGone(run: () => void): void };
export type Doors = { net: Net; process(): Process | null };

type SocketEvents = { onOpen(): void; onText(text: string): void; onClosed(code: number): void };

const HELLO = /^\{"type":"(open|resume|hello)"/;
const APPENDED = /^\{"type":"result".*"value":\{"index"/;

/** A socket of any client. `serve`: what the server does with one that has come up. */
function openLine({ net, process }: Doors, events: SocketEvents, serve: (process: Process, end: ServerSocket) => void) {
  let end: ServerSocket | null = null;
  const line: Line = net.open({
    client: (code) => events.onClosed(code),
    server: (code) => end?.closed(code),
  });
  const toClient = (text: string): void => events.onText(text);
  const lossy = (text: string): void => {
    const isLost = net.conditions.loseAnswers > 0 && APPENDED.test(text) && net.dice.chance(net.conditions.loseAnswers);
    if (!isLost) toClient(text);
    else if (net.dice.chance(0.5)) line.reset();
  };
  const knock = (): void => {
    const serving = process();
    const { upgrades } = net.conditions;
    if (upgrades === 'hanging') return;
    if (!serving || upgrades === 'refused') {
      line.leave('server', 1006);
      return;
    }
    const isAlive = (): boolean => serving.isAlive();
    end = createServerSocket(line, net, isAlive, lossy);
    const { sockets } = serving;
    const mine = end;
    sockets.add(mine);
    mine.socket.on('close', () => sockets.delete(mine));
    line.send('down', 100, events.onOpen);
    serve(serving, end);
  };
  line.send('up', 300, knock);
  return {
    send: (text: string) => line.send('up', text.length, () => void end?.receive(text), !HELLO.test(text)),
    close: () => line.leave('client', 1005),
  };
}

export const agentSocketOver =
  (doors: Doors): OpenSocket =>
  (events) =>
    openLine(doors, events, (process, end) => process.serveAgent(end));

/** A WebSocket, as much of it as the frame uses. */
function createPageSocket(doors: Doors, owner: Owner): WebSocket {
  const listeners = new Map<string, ((event: unknown) => void)[]>();
  let state = 0;
  const fire = (type: string, event: object): void =>
    owner.run(() => {
      for (const listener of listeners.get(type) ?? []) listener(event);
    });
  const way = openLine(
    doors,
    {
      onOpen() {
        if (state === 0) state = 1;
        fire('open', {});
      },
      onText: (data) => fire('message', { data }),
      onClosed(code) {
        if (state === 0) fire('error', {});
        state = 3;
        fire('close', { code });
      },
    },
    (process, end) => process.serveVisitor(end),
  );
  owner.onGone(way.close);
  const socket = {
    addEventListener(type: string, listener: (event: unknown) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    send(text: string) {
      if (state === 0) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
      if (state === 1) way.send(text);
    },
    close() {
      if (state < 2) way.close();
      state = Math.max(state, 2);
    },
  };
  return socket as unknown as WebSocket;
}

/** One request over HTTP. It outlives its page, as small ones do. */
function post({ net, process }: Doors, owner: Owner, url: string, body: unknown, signal: AbortSignal) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const gone = new AbortController();
    const fail = (): void => owner.run(() => reject(new TypeError('Failed to fetch')));
    const line = net.open({ client: fail, server: () => gone.abort() });
    const leave = (): void => {
      line.leave('client', 0);
      fail();
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave);
    const text = JSON.stringify(body);
    const handle = (): void => {
      const serving = process();
      if (!serving) {
        line.reset();
        return;
      }
      void serving.answer(new URL(url).pathname, JSON.parse(text), gone.signal).then((answer) => {
        if (!serving.isAlive()) return;
        const words = JSON.stringify(answer);
        if (net.conditions.loseAnswers > 0 && net.dice.chance(net.conditions.loseAnswers)) return line.reset();
        line.send('down', words.length, () => owner.run(() => resolve(JSON.parse(words))));
      });
    };
    line.send('up', text.length, handle, url.endsWith('/call'));
  });
}

export const networkOf = (doors: Doors, owner: Owner): Network => ({
  openSocket: () => createPageSocket(doors, owner),
  post: (url, body, signal) => post(doors, owner, url, body, signal),
});
