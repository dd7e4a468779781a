// Carries out one effect. Answers come back as events, through the gate. Decides nothing.

import type { SessionKey } from '../../protocol/session.ts';
import type { Cursor, Transport } from '../transport/transport.ts';
import type { Conversation, Inner, Performer } from './conversation.ts';
import type { Effect } from './effects.ts';
import type { EngineParts, UndatedEvent } from './engine-parts.ts';
import { fetchEntries } from './fetch-entries.ts';
import { createGate } from './gate.ts';
import { isLive, sessionIdOf } from './selectors.ts';
import type { SessionState } from './state.ts';

/** Before a fetch that was refused is tried again. */
const FETCH_AGAIN_MS = 2_000;

export function createPerformer(
  { clock, random, place }: EngineParts,
  { state, dispatch, deeds: basic }: Inner,
  { createTransport }: Pick<Conversation, 'createTransport'>,
): Performer {
  const gate = createGate<UndatedEvent>(dispatch);
  const fetching = new Set<number>();
  // An ended chat has no key any more, but the server may still have to hear of the leaving.
  let key: SessionKey | null = null;

  const transport: Transport = createTransport(
    {
      onOpened(opened) {
        key = opened.session;
        gate.pass({ type: 'transportOpened', opened });
      },
      onResumed: (resumed) => gate.pass({ type: 'transportResumed', resumed }),
      onPush: (push) =>
        gate.pass(
          push.type === 'entries'
            ? { type: 'entriesReceived', entries: push.entries }
            : { type: 'agentTypingReceived', party: push.party, isTyping: push.isTyping },
        ),
      onDown: () => gate.pass({ type: 'transportLost' }),
      onRefused: (error) => gate.pass({ type: 'transportRefused', error }),
    },
    state,
  );

  const cursor: Cursor = () => {
    const { life } = state();
    if (isLive(life)) key = life.session;
    const afterIndex = 'transcript' in life ? life.transcript.lastIndex : 0;
    const writerEpoch = isLive(life) ? life.writerEpoch : 0;
    return { session: key ?? { sessionId: '', token: '' }, afterIndex, writerEpoch, page: place.page };
  };

  async function fetchTranscript(fromIndex: number, untilIndex: number): Promise<void> {
    if (fetching.has(fromIndex)) return;
    fetching.add(fromIndex);
    const sessionId = sessionIdOf(state().life);
    const answer = await fetchEntries(transport, random, fromIndex, untilIndex);
    fetching.delete(fromIndex);
    if (sessionIdOf(state().life) !== sessionId) return;
    if (answer.ok) gate.pass({ type: 'entriesReceived', entries: answer.value });
    // A lost way asks again when it is back.
    else if (state().life.phase === 'active' && isUp(state())) {
      clock.after(answer.retryAfterMs ?? FETCH_AGAIN_MS, () => void fetchTranscript(fromIndex, untilIndex));
    }
  }

  const deeds: { [Kind in Effect['kind']]: (effect: Extract<Effect, { kind: Kind }>) => void } = {
    ...basic,
    settle: (effect) => basic.settle(effect, effect.settlement.outcome === 'session' ? gate.hold() : undefined),
    startTransport({ request: { id: _, ...request } }) {
      gate.drop();
      transport.start(request, cursor);
    },
    resumeTransport() {
      gate.drop();
      transport.resume(cursor);
    },
    closeTransport() {
      gate.drop();
      transport.close();
    },
    async sendMessage({ message: { id, text, contentType } }) {
      const answer = await transport.request({ type: 'append', id, contentType, text });
      if (!answer.ok) gate.pass({ ...answer, type: 'messageRefused', id });
    },
    retryMessageLater: ({ id, delayMs }) => void clock.after(delayMs, () => dispatch({ type: 'messageRetryDue', id })),
    sendTyping: ({ isTyping }) => void transport.request({ type: 'typing', id: random.id(), isTyping, text: null }),
    async leaveSession() {
      const answer = await transport.request({ type: 'leave', id: random.id() });
      gate.pass({ type: 'leaveAnswered', error: answer.ok ? null : answer.error });
    },
    fetchTranscript: ({ fromIndex, untilIndex }) => void fetchTranscript(fromIndex, untilIndex),
  };
  const perform = (effect: Effect): void => deeds[effect.kind](effect as never);

  return { transport, perform };
}

const isUp = ({ life }: SessionState): boolean => 'transport' in life && life.transport.status === 'up';
