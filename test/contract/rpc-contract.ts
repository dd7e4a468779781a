// What host page and frame promise each other, joined in one process by a port. Whoever plays the host page: the
// suite's own plain one, or the real loader's link.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FrameMethods, HostState, Layout, PageEvent, Settlement } from '../../protocol/rpc.ts';
import { LINK_VERSION } from '../../protocol/version.ts';
import { opened, SESSION, said } from '../support/frame-facts.ts';
import { createFrame, type FrameUnderTest } from '../support/frame-link.ts';

export type HeardByHost = {
  /** Waits for the next call of a kind that fits. */
  settlement(requestId: string): Promise<Settlement>;
  event(name: PageEvent['name']): Promise<PageEvent>;
  layouts(): Layout[];
};

/** A host page at the other end of `port`, which answers `frameReady` with `known`. */
export type ConnectHost = (
  port: MessagePort,
  known: HostState,
) => Promise<{ frame: FrameMethods; heard: HeardByHost; close(): void }>;

const known = (more: Partial<HostState> = {}): HostState => ({
  ...{ version: LINK_VERSION, deployment: 'default', page: { url: 'http://shop.localhost/', title: 'Shop' } },
  ...{ tickets: [], session: null, ...more },
});
const startTicket = (requestId: string, options: object = {}) => ({
  ...{ requestId, method: 'startChat' as const, options: { embedded: true, registration: false, ...options } },
});

export function rpcContract(name: string, connectHost: ConnectHost): void {
  describe(`link of the ${name} host page and the frame`, () => {
    let frame: FrameUnderTest;
    let close: () => void;
    const connect = async (state = known()) => {
      frame = createFrame();
      const host = await connectHost(frame.hostPort, state);
      close = host.close;
      return host;
    };
    beforeEach(() => {
      close = () => {};
    });
    afterEach(() => {
      close();
      frame.close();
    });

    it('answers a ticket at once and settles it when there is a session', async () => {
      const host = await connect();
      expect(await host.frame.submit(startTicket('ticket-one'))).toEqual({ ok: true, value: 'accepted' });
      (await frame.transport()).events.onOpened(opened());
      expect(await host.heard.settlement('ticket-one')).toMatchObject({
        outcome: 'session',
        sessionId: SESSION.sessionId,
      });
    });

    it('takes tickets that were there before the frame was', async () => {
      const host = await connect(known({ tickets: [startTicket('ticket-early', { colour: 'red' })] }));
      expect(await host.heard.settlement('ticket-early')).toMatchObject({ outcome: 'failed', error: { code: 306 } });
    });

    it('settles every ticket with 302 where the versions do not fit, and reads nothing from storage', async () => {
      const host = await connect(known({ version: LINK_VERSION + 2, tickets: [startTicket('ticket-old')] }));
      expect(await host.heard.settlement('ticket-old')).toMatchObject({ error: { code: 302 } });
      expect(frame.touchedStorage()).toBe(false);
    });

    it('tells events of the session after the session', async () => {
      const host = await connect();
      await host.frame.submit(startTicket('ticket-one'));
      const { events } = await frame.transport();
      events.onOpened(opened());
      events.onPush({ type: 'entries', entries: [said(1)] });
      expect(await host.heard.event('messageReceived')).toMatchObject({ event: { index: 1, restored: false } });
      expect(host.heard.layouts().at(-1)).toEqual({ window: 'open' });
    });

    it.each([
      ['setWindow', { to: 'elsewhere' }, 3],
      ['sendMessage', { sessionId: 'no-such-session', text: 'x'.repeat(5_001), contentType: 'text' }, 307],
      ['sendMessage', { sessionId: 'no-such-session', text: 'hello', contentType: 'text' }, 50],
      ['sendMessage', null, 3],
      ['leave', {}, 2],
      ['getTranscript', { sessionId: 'no-such-session', fromIndex: -1 }, 3],
      ['setUserData', { sessionId: 'no-such-session', userData: { deep: { er: 1 } } }, 3],
      ['setUserData', { sessionId: 'no-such-session', userData: { big: 'x'.repeat(1_000_000) } }, 3],
    ] as const)('answers a wrong call, case %#, of %s with its code', async (method, argument, code) => {
      const host = await connect();
      const call = host.frame[method] as (argument: unknown) => Promise<unknown>;
      expect(await call(argument)).toMatchObject({ ok: false, error: { code } });
    });

    it('refuses a flood with 308 and goes on answering', async () => {
      const host = await connect();
      const answers = await Promise.all(Array.from({ length: 200 }, () => host.frame.setWindow({ to: 'open' })));
      expect(answers.at(0)).toEqual({ ok: true, value: null });
      expect(answers.at(-1)).toMatchObject({ ok: false, error: { code: 308 } });
      expect(await host.frame.leave({ sessionId: 'no-such-session' })).toMatchObject({ error: { code: 50 } });
    });

    it('has no methods but its own', async () => {
      const host = await connect();
      for (const path of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'submit.constructor']) {
        const reach = (at: unknown, name: string) => (at as Record<string, unknown>)[name];
        const method = path.split('.').reduce(reach, host.frame) as (argument: object) => Promise<unknown>;
        await expect(method({}), path).rejects.toMatchObject({ code: 'METHOD_NOT_FOUND' });
      }
    });
  });
}
