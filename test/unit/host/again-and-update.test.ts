// What the frame and the site ask of a page that has asked for a chat before: another one, or another look of it.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPromise } from '../../../host/api.ts';
// Here at once, so that no test waits for the file.
import '../../../host/more/update.ts';
import { failed, ok } from '../../../protocol/result.ts';
import { createHostSide } from '../../support/host-fake-frame.ts';

const failure = (promise: ChatPromise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (event: unknown) => event,
  );

let side: ReturnType<typeof createHostSide>;
beforeEach(() => {
  vi.stubGlobal('document', { documentElement: {}, querySelector: () => null });
  side = createHostSide();
});
afterEach(() => {
  side.chat.destroy();
  side.close();
  vi.unstubAllGlobals();
});

const submitted = () => side.calls.filter(([method]) => method === 'submit').map(([, ticket]) => ticket);

describe('startAgain', () => {
  it('asks for a chat with what the last call gave, a restore too, and onSession hears of it', async () => {
    void side.chat.restoreChat({ embedded: true, subject: 'Tea' });
    const frame = await side.loadFrame();
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    const heard = vi.fn();
    side.chat.onSession(heard);
    await frame.host.startAgain({ sessionId: '' });
    await vi.waitFor(() => expect(submitted()).toHaveLength(1));
    const again = { requestId: 'request-2', method: 'startChat', options: { embedded: true, subject: 'Tea' } };
    expect(submitted()).toEqual([again]);
    await frame.host.settle({ requestId: 'request-2', outcome: 'session', sessionId: 'session-0002', restored: false });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  });

  it('has the functions of the last call run for the next', async () => {
    void side.chat.restoreChat({ embedded: true, registration: () => 'here' as never });
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    const frame = await side.loadFrame();
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    await frame.host.startAgain({ sessionId: '' });
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    const call = { requestId: 'request-2', hook: 'registration', args: [] };
    expect(await frame.host.runHook(call)).toEqual(ok('here'));
  });
});

describe('update', () => {
  it('hands the frame what is to change, and the next chat has it', async () => {
    void side.chat.restoreChat({ embedded: true, ui: { title: 'Help', theme: 'light' } });
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    const frame = await side.loadFrame();
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    await side.chat.update({ ui: { theme: 'dark' }, localization: { send: 'Go' } });
    expect(side.calls).toContainEqual(['update', { ui: { theme: 'dark' }, localization: { send: 'Go' } }]);
    await frame.host.startAgain({ sessionId: '' });
    await vi.waitFor(() => expect(submitted()).toHaveLength(1));
    expect(submitted()).toMatchObject([
      { options: { embedded: true, ui: { title: 'Help', theme: 'dark' }, localization: { send: 'Go' } } },
    ]);
  });

  it('that the frame refuses changes nothing, and takes nothing off the page', async () => {
    void side.chat.restoreChat({ embedded: true, ui: { theme: 'light' } });
    await vi.waitFor(() => expect(side.opened()).toBe(1));
    const frame = await side.loadFrame();
    await frame.host.settle({ requestId: 'request-1', outcome: 'noSession' });
    const error = { code: 306, description: 'ui.theme: expected a CSS colour' };
    side.answer('update', failed(error));
    expect(await failure(side.chat.update({ ui: { theme: 'dark' } }))).toEqual({ error });
    expect(side.layouts).not.toContain(null);
    await frame.host.startAgain({ sessionId: '' });
    await vi.waitFor(() => expect(submitted()).toMatchObject([{ options: { ui: { theme: 'light' } } }]));
  });

  it.each([
    ['embedded', { embedded: true }],
    ['registration', { registration: false }],
    ['transport', { transport: {} }],
    ['ui.popupUrl', { ui: { popupUrl: '/chat' } }],
    ['ui.onBeforeChat', { ui: { onBeforeChat() {} } }],
    ['colour', { colour: 'red' }],
  ])('of %s is refused with 306 in words of its own', async (name, options) => {
    void side.chat.restoreChat({ embedded: true });
    await side.loadFrame();
    expect(await failure(side.chat.update(options as never))).toEqual({
      error: { code: 306, description: `${name}: cannot be changed by update` },
    });
    expect(side.calls.filter(([method]) => method === 'update')).toEqual([]);
  });

  it('where no chat was asked for fails with 52', async () => {
    expect(await failure(side.chat.update({ ui: {} }))).toMatchObject({ error: { code: 52 } });
    expect(side.opened()).toBe(0);
  });

  it('is not shown to those who change the options of calls for a chat', async () => {
    void side.chat.restoreChat({ embedded: true });
    await side.loadFrame();
    const changer = vi.fn();
    side.chat.onBeforeChatOptionsApplied(changer);
    await side.chat.update({ ui: { title: 'Help' } });
    expect(changer).not.toHaveBeenCalled();
  });
});
