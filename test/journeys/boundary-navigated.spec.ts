// The frame is led to a page of somebody else in the middle of a talk. Whatever that page says runs nothing here, and hears
// nothing.

import { AT_ONCE, ask, EMBEDDED, plainPage, type SiteWindow } from '../support/site-script.ts';
import { expect, sharedTest as test } from '../support/site-test.ts';

/** Runs in the hostile page: claims to be the chat, in each way that the link has. */
function claim(): void {
  const heard: unknown[] = [];
  Object.assign(window, { heard });
  addEventListener('message', ({ data }) => heard.push(data));
  const say = (word: object, withPort = false) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => heard.push(data);
    parent.postMessage({ namespace: 'penpal', ...word }, '*', withPort ? [port2] : []);
  };
  const call = (name: string, request: object) => say({ type: 'CALL', id: name, methodPath: [name], args: [request] });
  say({ type: 'SYN', participantId: '~' });
  say({ type: 'ACK1', methodPaths: [] });
  say({ type: 'ACK2' }, true);
  call('frameReady', { version: 1 });
  call('layout', { window: 'minimized', width: 200, height: 60 });
  call('settle', { requestId: 'request-1', outcome: 'failed', error: { code: 1, description: 'hostile' } });
  call('sessionEvents', {
    sessionId: 'any',
    callId: 'any',
    events: [{ name: 'error', event: { error: { code: 1 } } }],
  });
  call('runHook', { requestId: 'request-1', hook: 'registration', args: [] });
  say({ type: 'REPLY', callId: '1', value: 'hostile' });
  say({ type: 'DESTROY' });
}

test('a frame that was led to a hostile page runs nothing on the host page and hears nothing; the chat can be restored', async ({
  visitor,
  agent,
  sites,
  context,
}) => {
  const { page } = visitor;
  await context.route(`${sites.blog}/hostile.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Hostile</title>' }),
  );
  await visitor.open(await plainPage(context, sites));
  expect(await ask(page, 'startChat', { ...AT_ONCE, username: 'Ann led away' })).toBe('session');
  await agent.accept('Ann led away');
  await agent.say('before');
  await visitor.sees('before');
  await page.evaluate(() => {
    const { session } = window as unknown as SiteWindow;
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    for (const [name, on] of Object.entries(session))
      if (name.startsWith('on')) (on as (run: (event: unknown) => void) => void)((event) => heard.push([name, event]));
  });
  const state = () =>
    page.evaluate(() => {
      const { heard, chat } = window as unknown as SiteWindow;
      const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]');
      return { heard: heard.length, style: frame?.style.cssText, isMinimized: chat.isMinimized() };
    });
  // The page is told after the screen.
  const told = () => page.evaluate(() => JSON.stringify((window as unknown as SiteWindow).heard));
  await expect.poll(told).toContain('before');
  const before = await state();

  const frame = page.frames().at(-1);
  await frame?.evaluate((url) => location.assign(url), `${sites.blog}/hostile.html`);
  await frame?.waitForURL(/hostile/);
  await frame?.evaluate(claim);

  // The site goes on calling: each call is refused, and none is made again and again.
  await page.evaluate(() => {
    const { session, chat } = window as unknown as SiteWindow;
    const code = (call: PromiseLike<unknown>) =>
      call.then(
        () => 'done',
        ({ error }) => error.code,
      );
    chat.toggle();
    const calls = [session.sendMessage('secret'), session.getTranscript(), chat.restoreChat({ embedded: true })];
    Object.assign(window, { codes: Promise.all(calls.map(code)) });
  });
  expect(await page.evaluate(() => (window as unknown as { codes: Promise<unknown> }).codes)).toEqual([300, 300, 300]);
  expect(await frame?.evaluate(() => (window as unknown as SiteWindow).heard)).toEqual([]);
  expect(await state()).toEqual(before);

  await page.evaluate(() => (window as unknown as SiteWindow).chat.destroy());
  expect(await ask(page, 'restoreChat', EMBEDDED)).toBe('session');
  await visitor.sees('before');
  await agent.say('after');
  await visitor.sees('after');
  expect(await visitor.log.textContent()).not.toContain('secret');
});
