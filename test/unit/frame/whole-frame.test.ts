// A whole frame but for the browser, against the real server: one page after another, with an agent at the other end.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { createBuiltInTransport } from '../../../frame/transport/built-in.ts';
import type { PageEvent } from '../../../protocol/rpc.ts';
import { LINK_VERSION } from '../../../protocol/version.ts';
import { createFrame, type FrameUnderTest } from '../../support/frame-link.ts';
import { networkTo, systemClock, systemRandom } from '../../support/frame-node.ts';
import { connectPlainHost } from '../../support/frame-plain-host.ts';
import { openAgent, type TestSocket } from '../../support/server-client.ts';
import { startTestServer } from '../../support/server-in-process.ts';

const KNOWN = { version: LINK_VERSION, deployment: 'default', page: { url: 'http://shop.localhost/', title: 'Shop' } };

describe.each([
  ['sockets', {}],
  ['long polling', { disableWebSockets: true }],
])('pages one after another, over %s', (_, way) => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let agent: TestSocket;
  let storage = createMemoryStore();
  const frames: FrameUnderTest[] = [];

  beforeEach(async () => {
    storage = createMemoryStore();
    server = await startTestServer({ config: { allowedSites: ['http://shop.localhost'] } });
    agent = (await openAgent(server.port)).channel;
  });
  afterEach(async () => {
    for (const frame of frames.splice(0)) leave(frame);
    agent.close();
    await server.stop();
  });

  const leave = (frame: FrameUnderTest) => {
    frame.lifecycle.hide();
    frame.close();
  };
  async function openPage() {
    const parts = { network: networkTo(server.port), clock: systemClock, random: systemRandom, log: () => {} };
    const frame = createFrame({
      storage,
      createTransport: (events, state) => {
        const isSocketAllowed = () => !state().page.disableWebSockets;
        return createBuiltInTransport(
          { ...parts, serverOrigin: `http://127.0.0.1:${server.port}`, isSocketAllowed },
          events,
        );
      },
    });
    frames.push(frame);
    const host = await connectPlainHost(frame.hostPort, { ...KNOWN, tickets: [], session: null });
    const call = (method: 'startChat' | 'restoreChat', options = {}) => {
      const requestId = `${method}-${systemRandom.id()}`;
      void host.frame.submit({ requestId, method, options: { embedded: true, ...way, ...options } });
      return host.heard.settlement(requestId);
    };
    const messages = () =>
      host.heard.events().flatMap((event) => (event.name === 'messageReceived' ? [event.event] : []));
    return { frame, host, call, messages };
  }
  const untilTold = async (page: Awaited<ReturnType<typeof openPage>>, text: string) => {
    const isIt = (event: PageEvent) => event.name === 'messageReceived' && event.event.content.text === text;
    return page.host.heard.untilEvent(isIt);
  };

  it('show one chat: nothing lost, doubled or out of order, and the end for good', async () => {
    const first = await openPage();
    expect(await first.call('restoreChat')).toMatchObject({ outcome: 'noSession' });
    const started = await first.call('startChat', { registration: false, username: 'Vera' });
    if (started.outcome !== 'session') throw new Error(JSON.stringify(started));
    const { sessionId } = started;
    expect(await agent.ask({ type: 'accept', sessionId })).toMatchObject({ ok: true });
    await first.host.frame.sendMessage({ sessionId, text: 'one', contentType: 'text' });
    await first.host.frame.sendMessage({ sessionId, text: 'two', contentType: 'text' });
    await untilTold(first, 'two');
    leave(first.frame);

    await agent.ask({ type: 'append', sessionId, text: 'three, while nobody looks' });
    const second = await openPage();
    expect(await second.call('restoreChat')).toMatchObject({ outcome: 'session', sessionId, restored: true });
    await untilTold(second, 'three, while nobody looks');
    expect(second.messages().map(({ content, restored }) => [content.text, restored])).toEqual([
      ['one', true],
      ['two', true],
      ['three, while nobody looks', false],
    ]);
    expect(await second.host.frame.getTranscript({ sessionId, fromIndex: 0 })).toMatchObject({ ok: true });
    expect(await second.host.frame.leave({ sessionId })).toEqual({ ok: true, value: null });
    expect(await second.host.heard.event('sessionEnded')).toMatchObject({ event: { reason: { leaveRequest: true } } });
    leave(second.frame);

    const third = await openPage();
    expect(await third.call('restoreChat')).toMatchObject({ outcome: 'noSession' });
  });

  it('show the end that came while nobody looked', async () => {
    const first = await openPage();
    const started = await first.call('startChat', { registration: false });
    if (started.outcome !== 'session') throw new Error(JSON.stringify(started));
    const { sessionId } = started;
    leave(first.frame);
    await agent.ask({ type: 'accept', sessionId });
    await agent.ask({ type: 'end', sessionId });

    const second = await openPage();
    expect(await second.call('restoreChat')).toMatchObject({ outcome: 'session' });
    expect(await second.host.heard.event('sessionEnded')).toMatchObject({ event: { reason: { agent: true } } });
  });
});
