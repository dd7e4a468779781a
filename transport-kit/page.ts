// A page that uses a transport: calls it as the chat does, keeps what it tells, waits for what is to be told. Judges nothing
// but whether it came.

import type { RawEvent, RawStoredEvent, Transport } from '../host/api-transport.ts';
import { codeIn, described, type Outcome, outcomeOf } from './answers.ts';
import { holds, shown } from './compare.ts';

type Method = Exclude<keyof Transport, `on${string}` | 'close'>;
export type Told = { on: string; event: RawEvent };

const EVENTS = [
  'AgentConnected',
  'AgentDisconnected',
  'AgentTyping',
  'MessageReceived',
  'SessionEnded',
  'Error',
] as const;

export type Page = ReturnType<typeof createPage>;

export function createPage(transport: Transport, limitMs: number) {
  const told: Told[] = [];
  const ways: ('interrupted' | 'continued')[] = [];
  const waiting = new Set<() => void>();
  let made = 0;
  const look = (): void => {
    for (const run of [...waiting]) run();
  };

  /** Resolves when it holds, now or after an event. */
  const until = (what: string, isThere: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      const check = (): void => {
        if (!isThere()) return;
        stop();
        resolve();
      };
      const timer = setTimeout(() => {
        stop();
        const received = told.map(({ event }) => textOf(event) ?? event?.type);
        reject(new Error(`${what}: expected to be told within ${limitMs} ms, received ${shown(received)}`));
      }, limitMs);
      waiting.add(check);
      check();
    });

  const attempt = (method: Method, request?: object): Promise<Outcome> =>
    outcomeOf(method, limitMs, () => (transport[method] as (given?: object) => unknown).call(transport, request));

  async function ask(method: Method, request?: object): Promise<unknown> {
    const outcome = await attempt(method, request);
    if (outcome.ok) return outcome.value;
    throw new Error(`${method}: expected success, received the failure ${described(outcome.error)}`);
  }

  async function init(): Promise<void> {
    await ask('init');
    for (const on of EVENTS) {
      (transport[`on${on}`] as (run: (event: RawEvent) => void) => unknown).call(transport, (event: RawEvent) => {
        told.push({ on, event });
        look();
      });
    }
    transport.onInterrupted?.(() => {
      ways.push('interrupted');
      look();
    });
    transport.onContinued?.(() => {
      ways.push('continued');
      look();
    });
  }

  const freshId = (): string => {
    made += 1;
    return `kit-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}-${made}`;
  };

  return {
    transport,
    told,
    ways,
    until,
    attempt,
    ask,
    init,
    freshId,
    async start(userData: Record<string, string> = {}): Promise<string> {
      await init();
      const request = { username: 'Vera', userData, subject: 'A question', source: 'transport-kit', id: freshId() };
      const answer = (await ask('startSession', request)) as { sessionId?: unknown } | undefined;
      const sessionId = answer?.sessionId;
      holds('startSession', typeof sessionId === 'string' && sessionId !== '', '{ sessionId: string }', answer);
      return sessionId as string;
    },
    async transcript(sessionId: string, fromIndex = 0): Promise<RawStoredEvent[]> {
      const answer = (await ask('getTranscript', { sessionId, fromIndex })) as { transcript?: unknown } | undefined;
      holds('getTranscript', Array.isArray(answer?.transcript), '{ transcript: [...] }', answer);
      return answer?.transcript as RawStoredEvent[];
    },
    async says(sessionId: string, message: string, id = freshId()): Promise<void> {
      await ask('sendMessage', { sessionId, message, type: 'text', id });
    },
    untilSaid: (text: string): Promise<void> =>
      until(`the message "${text}"`, () => told.some(({ event }) => textOf(event) === text)),
    untilTold: (type: RawEvent['type']): Promise<void> =>
      until(type, () => told.some(({ event }) => event?.type === type)),
    stored: (): RawStoredEvent[] => told.flatMap(({ event }) => (isStored(event) ? [event] : [])),
    codeOf: (outcome: Outcome): number | null => (outcome.ok ? null : codeIn(outcome.error)),
  };
}

/** What a message says. */
export const textOf = (event: RawEvent): string | null =>
  event?.type === 'MessageReceived' ? (event.content?.text ?? null) : null;
export const textsOf = (events: readonly RawEvent[]): string[] => events.flatMap((event) => textOf(event) ?? []);

const isStored = (event: RawEvent): event is RawStoredEvent => event?.type !== 'AgentTyping' && event?.type !== 'Error';
