// Transports with one fault each, planted into one that has none.

import type { RawEvent, Transport } from '../../transport-kit/index.ts';

export type Callback = (event: RawEvent) => void;
/** `others`: callbacks of all transports of one back end. */
export type Plant = (inner: Transport, others: Set<Callback>) => Transport;
const EVENTS = [
  'onAgentConnected',
  'onAgentDisconnected',
  'onAgentTyping',
  'onMessageReceived',
  'onSessionEnded',
  'onError',
] as const;

/** With something done to each event on its way to the page. */
function telling(inner: Transport, change: (event: RawEvent, tell: Callback, on: string) => void): Transport {
  const outer: Record<string, unknown> = { ...inner };
  for (const on of EVENTS) {
    outer[on] = (callback: Callback) => inner[on]((event: RawEvent) => change(event, callback, on));
  }
  return outer as unknown as Transport;
}

const isMessage = (event: RawEvent): boolean => event.type === 'MessageReceived';

/** By what is wrong. */
export const FAULTS = {
  'tells events twice': (inner: Transport) =>
    telling(inner, (event, tell) => {
      tell(event);
      tell(event);
    }),
  'tells messages in another order': (inner: Transport) => {
    let held: (() => void) | null = null;
    return telling(inner, (event, tell) => {
      if (!isMessage(event)) return tell(event);
      const late = held;
      held = late ? null : () => tell(event);
      if (late) tell(event);
      late?.();
    });
  },
  'loses messages': (inner: Transport) => {
    let count = 0;
    return telling(inner, (event, tell) => {
      count += 1;
      if (!isMessage(event) || count % 3 !== 0) tell(event);
    });
  },
  'forgets the index that it was asked from': (inner: Transport) => ({
    ...inner,
    getTranscript: ({ sessionId }: { sessionId: string }) => inner.getTranscript({ sessionId, fromIndex: 0 }),
  }),
  'never settles': (inner: Transport) => ({ ...inner, sendTyping: () => new Promise(() => {}) }),
  'tells events of a wrong shape': (inner: Transport) =>
    telling(inner, (event, tell) => tell({ ...event, timestamp: 'just now' } as unknown as RawEvent)),
  'tells events after the end': (inner: Transport) => {
    let ended = false;
    let tellMessage: Callback = () => {};
    return {
      ...telling(inner, (event, tell) => {
        tell(event);
        if (event.type !== 'SessionEnded' || ended) return;
        ended = true;
        const { index, timestamp } = event;
        const party = { id: 3, name: 'Ghost', type: 'Agent' } as const;
        const content = { text: 'still here' };
        tellMessage({ type: 'MessageReceived', index: index + 1, timestamp, party, content });
      }),
      onMessageReceived: (callback: Callback) => {
        tellMessage = callback;
        return inner.onMessageReceived(callback);
      },
    } as Transport;
  },
  'tells events of another session': (inner: Transport, others: Set<Callback>) =>
    telling(inner, (event, tell, on) => {
      others.add(tell);
      if (on !== 'onMessageReceived') return tell(event);
      for (const other of others) other(event);
    }),
} satisfies Record<string, (inner: Transport, others: Set<Callback>) => Transport>;
