// Somebody who has never been here and does nothing.

import type { Locator } from '@playwright/test';
import { expect, test } from '../support/site-test.ts';

const stored = (root: Locator) =>
  root.evaluate(async () => ({
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));

test('a first-time page stores nothing and asks for three things at most', async ({ visitor, sites, context }) => {
  const requests: string[] = [];
  const sockets: string[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(sites.chat)) requests.push(request.url());
    else if (!request.url().startsWith(sites.shop)) requests.push(`third party: ${request.url()}`);
  });
  visitor.page.on('websocket', (socket) => sockets.push(socket.url()));

  await visitor.open(sites.shop);
  expect(await visitor.hears('fail')).not.toHaveProperty('error');

  const nothing = { localStorage: 0, sessionStorage: 0, databases: 0, caches: 0, cookies: '' };
  await expect(visitor.page.locator('iframe')).toHaveCount(1);
  for (const inside of [visitor.page, visitor.frame]) expect(await stored(inside.locator(':root'))).toEqual(nothing);
  expect(await context.cookies()).toEqual([]);
  expect(sockets).toEqual([]);
  expect(requests.filter((url) => url.includes('/chat/v1/') || url.startsWith('third party'))).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(3);
  expect(await visitor.heard()).toEqual([{ type: 'fail', event: {} }]);
});
