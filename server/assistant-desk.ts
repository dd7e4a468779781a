// How the demo assistant works: accepts whom nobody has accepted for a while, thinks, types, answers. An ordinary
// agent client, with its clock and socket handed in.

import type { SessionSummary, Welcome } from '../protocol/agent.ts';
import { COMMAND_STOPPED } from '../protocol/errors.ts';
import type { TranscriptEntry } from '../protocol/session.ts';
import { nextOffer, nextWords } from './assistant-answers.ts';
import { type AgentClientOptions, createAgentClient } from './console/agent-client.ts';
import type { Dispose } from './console/ports.ts';

export type AssistantOptions = AgentClientOptions & { waitMs: number };

/** A reader's pause before the typing begins. */
const THINKING_MS = 600;
/** An unhurried typist's pace, and the longest that a visitor is kept waiting for a long answer. */
const TYPING_MS_PER_CHAR = 18;
const TYPING_CEILING_MS = 3_500;
/** Before an accept that the server had no time for is tried again. */
const ACCEPT_AGAIN_MS = 1_000;

export const typingMs = (text: string): number => Math.min(TYPING_CEILING_MS, text.length * TYPING_MS_PER_CHAR);

type Case = { session: SessionSummary; log: TranscriptEntry[]; stopTimer: Dispose };

export function createAssistant(options: AssistantOptions): Dispose {
  const { clock, waitMs } = options;
  const cases = new Map<string, Case>();
  let self: Welcome['agent'] | null = null;
  let serverAheadMs = 0;

  const isMine = ({ status, agent }: SessionSummary) => status === 'active' && agent?.id === self?.id;

  const forget = (sessionId: string) => {
    cases.get(sessionId)?.stopTimer();
    if (cases.delete(sessionId)) client.unfollow(sessionId);
  };

  const accept = async (current: Case) => {
    const answer = await client.accept(current.session.sessionId);
    // Another agent was faster, and the summary will say so; or the server has no time now.
    if (!answer.ok && answer.error.code !== COMMAND_STOPPED.code && cases.has(current.session.sessionId)) {
      current.stopTimer = clock.after(answer.retryAfterMs ?? ACCEPT_AGAIN_MS, () => plan(current));
    }
  };

  const answer = (current: Case) => {
    const { session, log } = current;
    const lastIndex = log.at(-1)?.index ?? 0;
    client.seen(session.sessionId, { deliveredIndex: lastIndex, readIndex: lastIndex });
    const isComplete = log.length >= session.lastIndex;
    const words = isComplete && client.outbox(session.sessionId).length === 0 ? nextWords(session, log) : null;
    if (words === null) return;
    client.sendTyping(session.sessionId, true);
    current.stopTimer = clock.after(typingMs(words), () => {
      client.sendTyping(session.sessionId, false);
      const parts = nextOffer(log);
      client.send(session.sessionId, words, parts.length > 0 ? { parts } : undefined);
    });
  };

  /** Words belong to the log as it was when they were found: whatever comes in starts the plan anew. */
  const plan = (current: Case) => {
    const { session } = current;
    current.stopTimer();
    const leftMs = session.openedAt + waitMs - (clock.now() + serverAheadMs);
    current.stopTimer =
      session.status === 'waiting'
        ? clock.after(Math.max(0, leftMs), () => void accept(current))
        : clock.after(THINKING_MS, () => answer(current));
  };

  const note = (session: SessionSummary) => {
    const { sessionId } = session;
    if (session.status !== 'waiting' && !isMine(session)) return forget(sessionId);
    const known = cases.get(sessionId);
    const hasNews = known?.session.status !== session.status || known.session.lastIndex !== session.lastIndex;
    const current = known ?? { session, log: [], stopTimer: () => {} };
    current.session = session;
    cases.set(sessionId, current);
    if (session.status === 'active') client.follow(sessionId);
    // Presence and the like change too; they must not start the thinking anew.
    if (hasNews) plan(current);
  };

  const client = createAgentClient(options, {
    onUp(welcome) {
      self = welcome.agent;
      serverAheadMs = welcome.serverTime - clock.now();
      const listed = new Set(welcome.sessions.map(({ sessionId }) => sessionId));
      for (const sessionId of [...cases.keys()]) if (!listed.has(sessionId)) forget(sessionId);
      for (const session of welcome.sessions) {
        note(session);
        const current = cases.get(session.sessionId);
        if (current) plan(current);
      }
    },
    onDown() {
      for (const current of cases.values()) current.stopTimer();
    },
    onStopped() {
      for (const current of cases.values()) current.stopTimer();
    },
    onSession: note,
    onEntries(sessionId, entries) {
      const current = cases.get(sessionId);
      if (!current) return;
      current.log.push(...entries);
      client.seen(sessionId, { deliveredIndex: current.log.at(-1)?.index ?? 0, readIndex: 0 });
      plan(current);
    },
    onVisitorTyping() {},
    onOutbox() {},
    onOddity() {},
  });

  return () => {
    for (const current of cases.values()) current.stopTimer();
    cases.clear();
    client.close();
  };
}
