// A frame without a document: the other end of a MessageChannel, which does as the test says. The host side is the real
// one; only its place on the page is recorded in place of drawn.

import { connect, PortMessenger } from 'penpal';
import { createChatObject, type UntilShown } from '../../host/chat.ts';
import type { LoadMore } from '../../host/core.ts';
import { createMore } from '../../host/more.ts';
import type { Stage, View } from '../../host/stage.ts';
import { ok } from '../../protocol/result.ts';
import type { FrameMethods, HostMethods, HostState, Layout, PageMethods } from '../../protocol/rpc.ts';
import { LINK_VERSION } from '../../protocol/version.ts';

type Method = keyof FrameMethods | keyof PageMethods;
type Call = [method: Method, request: unknown];
type RemoteHost = {
  [Name in keyof HostMethods]-?: (
    ...args: Parameters<NonNullable<HostMethods[Name]>>
  ) => Promise<Awaited<ReturnType<NonNullable<HostMethods[Name]>>>>;
};

export type FakeFrame = { host: RemoteHost; state: HostState; close(): void };

/** Answers every command with `answers[method]`, which may be a function of the request, or with success. */
export function createHostSide(
  answers: Partial<Record<Method, unknown>> = {},
  loadMore: () => Promise<unknown> = () => Promise.resolve(),
) {
  const layouts: (Layout | null)[] = [];
  const calls: Call[] = [];
  const ports: MessagePort[] = [];
  let framePort: MessagePort | undefined;
  let isGone = false;
  /** What people are not shown yet. */
  const prerendered: { until: ReturnType<UntilShown> } = { until: false };

  const view: View = { open: () => globalThis as unknown as Window, place: (layout) => layouts.push(layout) };
  const stage: Stage = { slot: () => undefined, origin: 'http://chat.test', view, layOut: () => {} };
  const popups = { open: (): Window | null => null };
  const more: LoadMore = async (core) => {
    await loadMore();
    return () => createMore(core, stage);
  };

  const chat = createChatObject(
    () => ({ deployment: 'default', page: { url: 'http://site.test/', title: 'A page' } }),
    () => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      framePort = port2;
      isGone = false;
      stage.view.open();
      return new PortMessenger({ port: port1 });
    },
    () => isGone,
    () => prerendered.until,
    (layout, core) => stage.view.place(layout, core),
    () => popups.open(),
    more,
  );

  const methodNames: Method[] = [
    'submit',
    'setWindow',
    'sendMessage',
    'sendTyping',
    'getTranscript',
    'setUserData',
    'getUserData',
    'deleteUserData',
    'leave',
    'callbackCalls',
    'update',
    'setInsets',
  ];

  /** The frame's document loads: it connects and says that it is ready. */
  const loadFrame = async (version = LINK_VERSION): Promise<FakeFrame> => {
    const methods = Object.fromEntries(
      methodNames.map((method) => [
        method,
        (request: unknown) => {
          calls.push([method, request]);
          const answer = answers[method];
          if (typeof answer === 'function') return answer(request);
          return answer ?? ok(method === 'submit' ? 'accepted' : null);
        },
      ]),
    );
    const connection = connect<HostMethods>({ messenger: new PortMessenger({ port: framePort! }), methods });
    const host = (await connection.promise) as unknown as RemoteHost;
    return { host, state: await host.frameReady({ version }), close: connection.destroy };
  };

  return {
    chat,
    layouts,
    calls,
    popups,
    stage,
    prerendered,
    loadFrame,
    /** From now on. */
    answer(method: Method, value: unknown) {
      answers[method] = value;
    },
    opened: () => ports.length / 2,
    /** The frame's document is loaded anew: its first word is heard where the one before it spoke. */
    async beginReload() {
      const before = ports.length;
      framePort?.postMessage({ namespace: 'penpal', type: 'SYN', participantId: `document ${before}` });
      while (ports.length === before) await new Promise((resolve) => setImmediate(resolve));
    },
    /** The page removes the iframe: nobody is at the other end any more. */
    removeFrame() {
      isGone = true;
      framePort?.close();
    },
    close: () => {
      for (const port of ports) port.close();
    },
  };
}
