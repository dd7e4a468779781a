// Carries out one effect. Answers come back as events, through the gate. Decides nothing.

import * as v from 'valibot';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { Appended } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { Cursor, Transport } from '../transport/transport.ts';
import { ASK_AGAIN_MS, pauseAfter } from './asking-again.ts';
import type { Conversation, Inner, Performer } from './conversation.ts';
import type { Effect } from './effects.ts';
import type { EngineParts, UndatedEvent } from './engine-parts.ts';
import { fetchEntries } from './fetch-entries.ts';
import { createFileSender } from './file-sender.ts';
import { createGate } from './gate.ts';
import { createHistorian } from './historian.ts';
import { createLeaveSayer } from './leave-sayer.ts';
import type { OwedLeaves } from './owed-leaves.ts';
import { createSeenReporter } from './seen-reporter.ts';
import { isLive, sessionIdOf } from './selectors.ts';
import type { Rating, SessionState } from './state.ts';

export function createPerformer(
  parts: EngineParts,
  inner: Inner,
  { createTransport, openHistory, openFiles, createSendFile }: Conversation,
  leaves: OwedLeaves,
): Performer {
  const { clock, random, lifecycle, place, host, log } = parts;
  const { state, dispatch, deeds: basic } = inner;
  const gate = createGate<UndatedEvent>(dispatch);
  const fetching = new Map<number, number>();
  // An ended chat has no key any more, but the server may still have to hear of the leaving, or of how it was.
  let key: SessionKey | null = null;
  /** What is being opened was called off, and its way may still bring the answer. */
  let unwanted: string | null = null;

  const transport: Transport = createTransport(
    {
      onOpened(opened) {
        if (unwanted) return void leaveUnwanted(opened.session, unwanted);
        key = opened.session;
        gate.pass({ type: 'transportOpened', opened });
      },
      onResumed: (resumed) => gate.pass({ type: 'transportResumed', resumed }),
      onPush(push) {
        if (push.type === 'entries') gate.pass({ type: 'entriesReceived', entries: push.entries });
        else if (push.type === 'agentTyping') {
          gate.pass({ type: 'agentTypingReceived', party: push.party, isTyping: push.isTyping });
        } else gate.pass({ ...push, type: 'agentSeenReceived' });
      },
      onDown: () => (unwanted ? giveUpUnwanted() : gate.pass({ type: 'transportLost' })),
      onError: (error) => gate.pass({ type: 'errorReported', error }),
      onRefused(error) {
        if (unwanted) leaves.forget(unwanted);
        unwanted = null;
        // Where the form is there again the site's promise does not say so.
        log('warn', 'the server refused', error.code);
        gate.pass({ type: 'transportRefused', error });
      },
    },
    state,
  );

  createSeenReporter({ clock, random, request: transport.request }, inner);
  const files = createFileSender({ ...parts, store: openFiles(parts), send: createSendFile(parts, state) }, inner);
  const sayLeave = createLeaveSayer({ ...parts, ...inner, request: transport.request }, (error) =>
    gate.pass({ type: 'leaveAnswered', error }),
  );
  const historian = createHistorian(parts, inner, openHistory(parts));

  async function leaveUnwanted(session: SessionKey, openId: string): Promise<void> {
    leaves.remember(session);
    leaves.forget(openId);
    const answer = await transport.request({ type: 'leave', id: random.id() });
    if (answer.ok) leaves.forget(session.sessionId);
    if (unwanted === openId) giveUpUnwanted();
  }

  /** What is still owed is said over a way of its own. */
  function giveUpUnwanted(): void {
    unwanted = null;
    transport.close();
    leaves.deliver(null);
  }
  // The way is closed with the page.
  lifecycle.onHide(() => {
    unwanted = null;
  });

  const cursor: Cursor = () => {
    const { life } = state();
    const afterIndex = 'transcript' in life ? life.transcript.lastIndex : 0;
    // The count is the way's (fenced-way.ts).
    return { session: key ?? { sessionId: '', token: '' }, afterIndex, writerEpoch: 0, page: place.page };
  };

  async function fetchTranscript(fromIndex: number, untilIndex: number): Promise<void> {
    const under = fetching.get(fromIndex);
    fetching.set(fromIndex, Math.max(untilIndex, under ?? 0));
    if (under !== undefined) return;
    const sessionId = sessionIdOf(state().life);
    const answer = await fetchEntries({ transport, random, historian }, fromIndex, untilIndex);
    // More may have come meanwhile, beyond the same gap.
    const wantedIndex = fetching.get(fromIndex) ?? untilIndex;
    fetching.delete(fromIndex);
    if (sessionIdOf(state().life) !== sessionId) return;
    if (answer.ok) {
      gate.pass({ type: 'entriesReceived', entries: answer.value });
      if (wantedIndex > untilIndex) void fetchTranscript(untilIndex + 1, wantedIndex);
    }
    // A lost way asks again when it is back.
    else if (isUp(state()) || answer.error.code !== SERVER_UNAVAILABLE.code) {
      clock.after(answer.retryAfterMs ?? ASK_AGAIN_MS, () => void fetchTranscript(fromIndex, wantedIndex));
    }
  }

  const deeds: { [Kind in Effect['kind']]: (effect: Extract<Effect, { kind: Kind }>) => void } = {
    ...basic,
    settle: (effect) => basic.settle(effect, effect.settlement.outcome === 'session' ? gate.hold() : undefined),
    startTransport({ request: { id: _, ...request } }) {
      gate.drop();
      unwanted = null;
      transport.start(request, cursor);
    },
    resumeTransport() {
      gate.drop();
      unwanted = null;
      transport.resume(cursor);
    },
    closeTransport() {
      gate.drop();
      transport.close();
    },
    abandonOpening({ openId }) {
      unwanted = openId;
      leaves.callOff(openId);
    },
    async sendMessage({ message }) {
      const { id, text, contentType, file } = message;
      if (file) {
        const delivered = await files.deliver({ ...message, file });
        if (!delivered) return;
        if (!delivered.ok) return gate.pass({ ...delivered, type: 'messageRefused', id });
      }
      const named = file && { fileId: file.fileId };
      const answer = await transport.request({ type: 'append', id, contentType, text, ...named });
      if (!answer.ok) return gate.pass({ ...answer, type: 'messageRefused', id });
      const appended = v.safeParse(Appended, answer.value);
      if (appended.success) gate.pass({ type: 'messageAnswered', id, index: appended.output.index });
    },
    dropFile: ({ sessionId, fileId }) => files.drop(sessionId, fileId),
    takeFiles: (effect) => void files.take(effect.files),
    retryMessageLater: ({ id, delayMs }) => void clock.after(delayMs, () => dispatch({ type: 'messageRetryDue', id })),
    sendTyping: ({ isTyping }) => void transport.request({ type: 'typing', id: random.id(), isTyping, text: null }),
    leaveSession: () => void sayLeave(),
    rememberLeave: ({ session }) => leaves.remember(session),
    forgetLeave: ({ sessionId }) => leaves.forget(sessionId),
    async rateSession({ rating }) {
      const answer = await transport.request({ type: 'rate', id: random.id(), ...rating });
      const againMs = answer.ok ? undefined : pauseAfter(answer);
      if (againMs === undefined) gate.pass({ type: 'ratingAnswered', rating, error: answer.ok ? null : answer.error });
      else clock.after(againMs, () => isOwed(state(), rating) && perform({ kind: 'rateSession', rating }));
    },
    startAgain: ({ sessionId }) => void host.startAgain?.({ sessionId }).catch(() => {}),
    fetchTranscript: ({ fromIndex, untilIndex }) => void fetchTranscript(fromIndex, untilIndex),
  };
  const perform = (effect: Effect): void => {
    const { life } = state();
    if (isLive(life)) key = life.session;
    deeds[effect.kind](effect as never);
  };

  return { transport, perform, takeFiles: files.take, deliverLeaves: () => leaves.deliver(unwanted) };
}

const isOwed = ({ life }: SessionState, rating: Rating): boolean => life.phase === 'ended' && life.rated === rating;

const isUp = ({ life }: SessionState): boolean => 'transport' in life && life.transport.status === 'up';
