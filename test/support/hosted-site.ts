// A hosted transport with a site behind it: the site's functions are called as the frame calls them, and answer as the host
// page would have them answer. A test tells events as it likes.

import { createHostedTransport } from '../../frame/transport/hosted/create-hosted-transport.ts';
import type { Cursor, TransportEvents } from '../../frame/transport/transport.ts';
import type { TransportMarks } from '../../protocol/full-options.ts';
import type { HookMark } from '../../protocol/hooks.ts';
import type { RpcResult } from '../../protocol/result.ts';
import type { ServerPush } from '../../protocol/server.ts';
import type { SessionKey, TranscriptEntry } from '../../protocol/session.ts';
import { openHello } from '../contract/channel-contract.ts';
import { createFakeClock, createFakeRandom } from './frame-fakes.ts';

const METHODS = [
  ...['init', 'startSession', 'sendMessage', 'getTranscript', 'sendTyping', 'leaveSession', 'setUserData'],
  ...['getUserData', 'deleteUserData', 'onAgentConnected', 'onAgentDisconnected', 'onAgentTyping'],
  ...['onMessageReceived', 'onSessionEnded', 'onError', 'onInterrupted', 'onContinued', 'close'],
];

export type Call = { method: string; request: Record<string, unknown> };
export type Answer = RpcResult<unknown> | Promise<RpcResult<unknown>>;
type Told = (event?: unknown) => unknown;

export const good = (value: unknown = undefined): RpcResult<unknown> => ({ ok: true, value });
export const bad = (code: number): RpcResult<unknown> => ({ ok: false, error: { code, description: `no: ${code}` } });
export const never = new Promise<RpcResult<unknown>>(() => {});

/** Raw events. */
const party = { id: 3, name: 'Bob', type: 'Agent' };
const visitor = { id: 1, name: 'Vera', type: 'Client' };
export const joined = (index: number) => ({ type: 'AgentConnected', index, timestamp: 1, party });
export const said = (index: number, text = `text ${index}`) => ({
  ...{ type: 'MessageReceived', index, timestamp: 1, party },
  content: { text, type: 'text' },
});
export const own = (index: number, text: string, id?: string) => ({
  ...said(index, text),
  party: visitor,
  ...(id && { id }),
});
export const ended = (index: number) => ({ type: 'SessionEnded', index, timestamp: 1, reason: { id: 2 } });
export const typing = (isTyping: boolean, index?: number) => ({
  ...{ type: 'AgentTyping', party, isTyping },
  ...(index !== undefined && { index }),
});

/** `answers`: what the site's methods give; the transcript is what `stored` holds. */
export function hostedSite({ without = [] as string[], outbox = null as { id: string; text: string } | null } = {}) {
  const calls: Call[] = [];
  const callbacks = new Map<string, Told>();
  const stored: { index: number }[] = [];
  const heard: string[] = [];
  const entries: TranscriptEntry[] = [];
  const errors: string[] = [];
  const clock = createFakeClock();
  let session: SessionKey | null = null;
  const answers: Record<string, (request: Record<string, unknown>) => Answer> = {
    startSession: () => good({ sessionId: 'session-of-the-site' }),
    getTranscript: ({ fromIndex }) => good({ transcript: stored.filter(({ index }) => index >= Number(fromIndex)) }),
    getUserData: () => good({ userData: {} }),
  };
  const marks = Object.fromEntries(
    METHODS.filter((name) => !without.includes(name)).map((name) => [name, { $hook: `transport.${name}` }]),
  ) as unknown as TransportMarks;

  async function call({ $hook }: HookMark, ...args: unknown[]): Promise<RpcResult<unknown>> {
    const method = $hook.split('.')[1] ?? '';
    if (method.startsWith('on')) {
      callbacks.set(method, args[0] as Told);
      return good();
    }
    const request = (args[0] ?? {}) as Record<string, unknown>;
    calls.push({ method, request });
    return (await answers[method]?.(request)) ?? good();
  }
  const note = (word: string) => () => void heard.push(word);
  const events: TransportEvents = {
    onOpened(opened) {
      session = opened.session;
      heard.push('opened');
    },
    onResumed: ({ lastIndex }) => heard.push(`resumed at ${lastIndex}`),
    onPush(push: ServerPush) {
      if (push.type === 'entries') entries.push(...push.entries);
      else if (push.type === 'agentTyping') heard.push(`typing ${push.isTyping}`);
    },
    onDown: note('down'),
    onError: ({ description }) => errors.push(description),
    onRefused: ({ code }) => heard.push(`refused ${code}`),
  };
  const transport = createHostedTransport(
    { marks, call, clock, random: createFakeRandom(), maxOfflineSeconds: () => 77, firstUnsent: () => outbox },
    events,
  );
  const cursorAt =
    (afterIndex: number, sessionId = 'session-of-the-site'): Cursor =>
    () => ({
      session: session ?? { sessionId, token: 'this-session-has-no-token' },
      ...{ afterIndex: Math.max(afterIndex, entries.at(-1)?.index ?? 0), writerEpoch: 0 },
      page: { url: '', title: '' },
    });

  return {
    ...{ calls, callbacks, stored, heard, entries, errors, clock, answers, transport, cursorAt },
    key: () => session,
    /** What the site's method was asked for. */
    asked: (method: string) => calls.filter((one) => one.method === method).map(({ request }) => request),
    tell: (on: string, event?: unknown) => callbacks.get(on)?.(event),
    /** Stored and told. */
    says(event: ReturnType<typeof said>): void {
      stored.push(event);
      callbacks.get('onMessageReceived')?.(event);
    },
    texts: () => entries.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind)),
    indexes: () => entries.map(({ index }) => index),
    async started(): Promise<void> {
      transport.start(openHello() as never, cursorAt(0));
      await clock.advance(0);
    },
    async resumed(afterIndex = 0): Promise<void> {
      transport.resume(cursorAt(afterIndex));
      await clock.advance(0);
    },
    append: (id: string, text: string) => transport.request({ type: 'append', id, contentType: 'text', text }),
    settle: () => clock.advance(0),
  };
}
