// Faults put between the browser and the chat server, on a whole browser context: they reach the frame too.

import type { BrowserContext, WebSocketRoute } from '@playwright/test';

const SOCKET = /\/chat\/v1\/socket/;
const CHAT_CALLS = /\/chat\/v1\/(call|poll)/;

/** As behind a proxy that does not let sockets through: each one is closed before it opens. */
export const refuseSockets = (context: BrowserContext) =>
  context.routeWebSocket(SOCKET, (socket) => socket.close({ code: 1006 }));

export type Gate = { isOpen(): boolean; attempts(): number };

/**
 * Holds back all traffic between the frame and the chat server, sockets and requests alike, for so long after the
 * first attempt. The frame's document is not touched.
 */
export async function holdBackChat(context: BrowserContext, heldMs: number): Promise<Gate> {
  let opened = false;
  let attempts = 0;
  let opening: Promise<void> | null = null;
  const pass = () => {
    attempts += 1;
    opening ??= new Promise((resolve) =>
      setTimeout(() => {
        opened = true;
        resolve();
      }, heldMs),
    );
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
  return { isOpen: () => opened, attempts: () => attempts };
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
