// The link part takes over from the stub: what was called before, what was chained to it, and what comes after.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFrameSlot } from '../../../host/frame-element.ts';
// Here at once, so that no test waits for the file.
import '../../../host/more.ts';
import { link } from '../../../host/link-entry.ts';
import { installStub, type Stub } from '../../../host/snippet.ts';
import { CANCELLED, EMBEDDED_REQUIRED } from '../../../protocol/errors.ts';
import { keepFramesEmpty } from '../../support/host-page.ts';

keepFramesEmpty();
let stub: Stub;
beforeEach(() => {
  stub = installStub({}, 'chat');
});
afterEach(() => {
  stub.destroy();
  vi.unstubAllGlobals();
});

const arrive = () => {
  const script = Object.defineProperty(document.createElement('script'), 'src', {
    value: 'https://chat.test/chat.js',
  });
  link(
    stub,
    createFrameSlot('https://chat.test/frame/abc/'),
    script as HTMLScriptElement,
    setTimeout(() => {}),
  );
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('makes the calls of the queue in their order, each as if it were made now', async () => {
  const heard: string[] = [];
  stub.onBeforeChatOptionsApplied(({ subject }) => heard.push(`changed ${subject}`));
  stub.restoreChat({ subject: 'one' }).fail((event) => heard.push(`failed ${event.error?.code}`));
  stub.restoreChat({ subject: 'two' }).fail((event) => heard.push(`failed ${event.error?.code}`));
  arrive();
  await vi.waitFor(() => expect(heard).toHaveLength(4));
  expect(heard).toEqual(['changed one', 'changed two', `failed ${EMBEDDED_REQUIRED.code}`, `failed 301`]);
});

it('gives the same page the same object, now with the real methods', async () => {
  const { startChat, isMinimized } = stub;
  arrive();
  expect(stub.startChat).not.toBe(startChat);
  expect(stub.isMinimized).not.toBe(isMinimized);
  // A method that the page kept from before works on.
  await expect(startChat({ embedded: true, subject: Symbol('x') as never })).rejects.toMatchObject({
    error: { code: 306 },
  });
});

it('settles what was awaited before it came', async () => {
  const awaited = (async () => await stub.startChat({ embedded: true }))();
  stub.destroy();
  arrive();
  await expect(awaited).rejects.toEqual({ error: CANCELLED });
  expect(document.querySelectorAll('iframe')).toHaveLength(0);
});

it('takes back a subscription whose end was called before it came', async () => {
  const heard = vi.fn();
  stub.onBeforeChatOptionsApplied(heard)();
  arrive();
  await settled();
  await stub.restoreChat({}).then(undefined, () => {});
  expect(heard).not.toHaveBeenCalled();
});

it('takes back a subscription before it makes the next call of the queue', async () => {
  const heard = vi.fn();
  stub.onBeforeChatOptionsApplied(heard)();
  const next = stub.restoreChat({});
  arrive();
  await expect(next).rejects.toMatchObject({ error: EMBEDDED_REQUIRED });
  expect(heard).not.toHaveBeenCalled();
});

it('lets a site’s function that throws be reported, and applies the others', async () => {
  const report = vi.fn();
  vi.stubGlobal('reportError', report);
  const wrong = new Error('the page’s own');
  stub.onBeforeChatOptionsApplied(() => {
    throw wrong;
  });
  stub.onBeforeChatOptionsApplied((options) => {
    options.embedded = true;
  });
  const call = stub.restoreChat({});
  arrive();
  await settled();
  expect(report.mock.calls).toEqual([[wrong]]);
  expect(document.querySelectorAll('iframe')).toHaveLength(1);
  stub.destroy();
  await expect(call).rejects.toEqual({ error: CANCELLED });
});
