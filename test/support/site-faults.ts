// Faults put between the browser and the chat server, on a whole browser context: they reach the frame too.

import type { BrowserContext, WebSocketRoute } from '@playwright/test';

const SOCKET = /\/chat\/v1\/socket/;
const CHAT_CALLS = /\/chat\/v1\/(call|poll)/;

/** As behind a proxy that does not let sockets through: each one is closed before it opens. */
export const refuseSockets = (context: BrowserContext) =>
  context.routeWebSocket(SOCKET, (socket) => socket.close({ code: 1006 }));

export type Gate = { open(): void; attempts(): number };

/**
 * Holds back all traffic between the frame and the chat server, sockets and requests alike, until it is opened. The
 * frame's document is not touched.
 */
export async function holdBackChat(context: BrowserContext): Promise<Gate> {
  let attempts = 0;
  let open = (): void => {};
  const opening = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pass = () => {
    attempts += 1;
    return opening;
  };
  await context.routeWebSocket(SOCKET, async (socket) => {
    await pass();
    socket.connectToServer();
  });
  await context.route(CHAT_CALLS, async (route) => {
    await pass();
    await route.continue();
  });
  return { open, attempts: () => attempts };
}

export type Line = { cut(): Promise<void>; mend(): void };

/** The line between the frame and the chat server, to be cut and mended; put in place before a chat begins. */
export async function chatLine(context: BrowserContext): Promise<Line> {
  let isCut = false;
  const sockets = new Set<WebSocketRoute>();
  await context.routeWebSocket(SOCKET, async (socket) => {
    if (isCut) return void (await socket.close({ code: 1006 }));
    sockets.add(socket).add(socket.connectToServer());
  });
  await context.route(CHAT_CALLS, (route) => (isCut ? route.abort() : route.continue()));
  return {
    async cut() {
      isCut = true;
      await Promise.all([...sockets].map((socket) => socket.close()));
      sockets.clear();
    },
    mend() {
      isCut = false;
    },
  };
}

export type SocketGate = { open(): void; passed(): number };

/** A proxy that lets no socket through until it is opened; requests pass. */
export async function socketGate(context: BrowserContext): Promise<SocketGate> {
  let isOpen = false;
  let passed = 0;
  await context.routeWebSocket(SOCKET, (socket) => {
    if (!isOpen) return void socket.close({ code: 1006 });
    passed += 1;
    socket.connectToServer();
  });
  return {
    open() {
      isOpen = true;
    },
    passed: () => passed,
  };
}

/** A proxy that takes every socket, and whatever is said on it, and hands nothing on. */
export const swallowSockets = (context: BrowserContext) => context.routeWebSocket(SOCKET, () => {});

/** Sockets work, until those that are open then fall silent both ways without a word; later ones work again. */
export async function silenceableSockets(context: BrowserContext): Promise<{ silence(): void; opened(): number }> {
  let lines: { isSilent: boolean }[] = [];
  await context.routeWebSocket(SOCKET, (socket) => {
    const line = { isSilent: false };
    lines.push(line);
    const server = socket.connectToServer();
    socket.onMessage((message) => line.isSilent || server.send(message));
    server.onMessage((message) => line.isSilent || socket.send(message));
    socket.onClose(() => {});
    server.onClose(() => {});
  });
  return {
    silence() {
      lines = lines.map((line) => Object.assign(line, { isSilent: true }));
    },
    opened: () => lines.length,
  };
}
