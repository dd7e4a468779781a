// What a first chat costs the visitor: all bytes from the chat origin, headers included, until the form takes typing.

import type { Request } from '@playwright/test';
import { expect, test } from '../support/site-test.ts';

const LIMIT_BYTES = 24_000;

async function received(request: Request) {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  const path = new URL(request.url()).pathname;
  return { path, body: responseBodySize, headers: responseHeadersSize, bytes: responseBodySize + responseHeadersSize };
}

test('a first chat costs at most 24,000 bytes until its form takes typing', async ({ visitor, sites, context }) => {
  const requests: Request[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(sites.chat)) requests.push(request);
  });
  await visitor.open(sites.shop);
  await visitor.chatWithUs.click();
  await expect(visitor.field('First name')).toBeEditable();
  // What is asked for from now on is asked for by the typing: the conversation, while the form is filled in.
  const rows = await Promise.all([...requests].map(received));
  await visitor.field('First name').fill('Ann');

  const sum = rows.reduce((bytes, row) => bytes + row.bytes, 0);
  console.table([...rows, { path: 'sum', bytes: sum }]);
  expect(rows.length).toBeGreaterThanOrEqual(2);
  expect(sum).toBeLessThanOrEqual(LIMIT_BYTES);
});
