// The worked example around a real chat library: its own polling, its own requests.

import { DirectLine } from 'botframework-directlinejs';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { transportChecks } from '../../transport-kit/index.ts';
import { NodeRequest } from '../support/node-requests.ts';
import { directLineHarness } from '../support/transport-harnesses.ts';

/** What the library finds in a browser. */
const BROWSER = { XMLHttpRequest: NodeRequest, WebSocket: class {} };
const before = Object.keys(BROWSER).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);

// The library asks five times a second at most: the rules wait side by side.
describe.concurrent('the transport around Direct Line', () => {
  beforeAll(() => {
    for (const [name, value] of Object.entries(BROWSER)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  });
  afterAll(() => {
    for (const [name, was] of before) {
      if (was) Object.defineProperty(globalThis, name, was);
      else Reflect.deleteProperty(globalThis, name);
    }
  });
  for (const { name, run } of transportChecks(() => directLineHarness(DirectLine))) it(name, run);
});
