// Faults put between the browser and the chat server, on a whole browser context: they reach the frame too.

import type { BrowserContext } from '@playwright/test';

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
