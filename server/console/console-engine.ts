// Runs the console: feeds what the client hears and what the person wishes into the transition, performs its effects,
// and tells the page when the state has changed. Decides nothing itself.

import * as v from 'valibot';
import { CannedReply } from '../../protocol/agent.ts';
import { OfferedParts } from '../../protocol/message-parts.ts';
import { Index } from '../../protocol/session.ts';
import type { Answer } from './agent-channel.ts';
import { type AgentClient, type AgentClientOptions, createAgentClient } from './agent-client.ts';
import type { ConsoleEvent, Effect, Wish } from './console-events.ts';
import { type ConsoleState, initialState, type KeptChat, takenOver } from './console-state.ts';
import { transition } from './console-transition.ts';
import { createWork, isWorkEffect } from './console-work-effects.ts';
import { END_GRACE_MS } from './end-grace.ts';
import { createKept } from './kept.ts';
import type { Dispose } from './ports.ts';
import { createTypingReporter } from './typing-reporter.ts';
import { createUploads, type PostPiece } from './uploads.ts';
import type { Attraction } from './work-events.ts';

const KeptChats: v.GenericSchema<unknown, Readonly<Record<string, KeptChat>>> = v.record(
  v.string(),
  v.object({
    ...{ seenIndex: Index, draft: v.string(), noteDraft: v.optional(v.string()) },
    offered: v.optional(OfferedParts),
  }),
);
const OwnReplies = v.array(CannedReply);

/** A visitor who vanishes in mid-word does not type for ever. Clients repeat the report more often than this. */
const TYPING_EXPIRES_MS = 10_000;

export type ConsoleOptions = Omit<AgentClientOptions, 'storageKey'> & {
  /** Part of the storage keys: what one agent leaves behind is not another's. */
  agentKey: string;
  openId: string | null;
  /** What another agent leaves on this page. */
  before?: ConsoleState;
  postPiece: PostPiece;
  /** Something has come that an agent who looks elsewhere wants to hear of. */
  attract(reason: Attraction, key: string): void;
  showAddress(openId: string | null): void;
  log(description: string): void;
  /** After each loss and each failed attempt: the login may have run out. */
  onDown(): void;
};

export interface Console {
  state(): ConsoleState;
  subscribe(run: () => void): Dispose;
  wish(wish: Wish): void;
  showAddressed(openId: string | null): void;
  wake(): void;
  close: Dispose;
}

export function createConsole(options: ConsoleOptions): Console {
  const { clock } = options;
  const kept = createKept(options.storage, `tagalong-agent:${options.agentKey}:chats`, KeptChats, {});
  const ownReplies = createKept(options.storage, `tagalong-agent:${options.agentKey}:answers`, OwnReplies, []);
  const listeners = new Set<() => void>();
  const typingExpiry = new Map<string, Dispose>();
  const reporter = createTypingReporter(clock, (sessionId, isTyping) => client.sendTyping(sessionId, isTyping));
  let stopEndGrace: Dispose = () => {};
  const fresh = initialState(options.openId, kept.read(), ownReplies.read());
  let state = options.before ? takenOver(fresh, options.before) : fresh;

  const happen = (event: ConsoleEvent) => {
    const next = transition(state, event);
    const hasChanged = next.state !== state;
    state = next.state;
    for (const effect of next.effects) perform(effect);
    if (hasChanged) for (const listener of listeners) listener();
  };

  const answered = (type: 'acceptAnswered' | 'endAnswered', sessionId: string, answer: Promise<Answer<unknown>>) =>
    void answer.then((result) => happen({ type, sessionId, error: result.ok ? null : result.error }));

  const perform = (effect: Effect) => {
    if (isWorkEffect(effect)) return work(effect);
    switch (effect.kind) {
      case 'follow':
        return client.follow(effect.sessionId);
      case 'unfollow':
        return client.unfollow(effect.sessionId);
      case 'accept':
        return answered('acceptAnswered', effect.sessionId, client.accept(effect.sessionId));
      case 'startEndGrace':
        stopEndGrace = clock.after(END_GRACE_MS, () => happen({ type: 'endGraceOver' }));
        return undefined;
      case 'stopEndGrace':
        return stopEndGrace();
      case 'end':
        return answered('endAnswered', effect.sessionId, client.end(effect.sessionId));
      case 'send':
        return client.send(effect.sessionId, effect.text, { parts: effect.parts && [...effect.parts] });
      case 'retry':
        return client.retry(effect.sessionId);
      case 'discard':
        return client.discard(effect.sessionId, effect.messageId);
      case 'reportTyping':
        return reporter.note(effect.sessionId, effect.isTyping);
      case 'keep':
        return kept.update(({ [effect.sessionId]: _, ...others }) =>
          effect.kept ? { ...others, [effect.sessionId]: effect.kept } : others,
        );
      case 'showAddress':
        return options.showAddress(effect.openId);
    }
  };

  const visitorTyped = (typing: { sessionId: string; isTyping: boolean; text: string | null }) => {
    typingExpiry.get(typing.sessionId)?.();
    typingExpiry.delete(typing.sessionId);
    happen({ type: 'visitorTyped', ...typing });
    if (!typing.isTyping) return;
    const stopped = { ...typing, isTyping: false, text: null };
    typingExpiry.set(
      typing.sessionId,
      clock.after(TYPING_EXPIRES_MS, () => visitorTyped(stopped)),
    );
  };

  const client: AgentClient = createAgentClient(
    { ...options, storageKey: `tagalong-agent:${options.agentKey}:outbox` },
    {
      onUp: (welcome) => happen({ type: 'connected', welcome, at: clock.now() }),
      onDown() {
        happen({ type: 'connectionLost' });
        options.onDown();
      },
      onStopped(error) {
        happen({ type: 'connectionStopped', error });
        options.onDown();
      },
      onSession: (session) => happen({ type: 'sessionChanged', session }),
      onEntries: (sessionId, entries) => happen({ type: 'entriesArrived', sessionId, entries }),
      onVisitorTyping: ({ sessionId, isTyping, text }) => visitorTyped({ sessionId, isTyping, text }),
      onOutbox: (sessionId, items) => happen({ type: 'outboxChanged', sessionId, items }),
      onVisitorSeen: (sessionId, readIndex) => happen({ type: 'visitorRead', sessionId, readIndex }),
      onNotes: (sessionId, notes) => happen({ type: 'notesArrived', sessionId, notes }),
      onAgents: (agents) => happen({ type: 'agentsChanged', agents }),
      onOddity: options.log,
    },
  );
  const uploads = createUploads({
    ...{ clock, random: options.random, post: options.postPiece },
    onChange: (sessionId, items) => happen({ type: 'uploadsChanged', sessionId, uploads: items }),
    onDone: (sessionId, fileId, name) => client.send(sessionId, name, { fileId }),
  });
  const work = createWork({
    ...{ random: options.random, client, uploads, happen, attract: options.attract },
    state: () => state,
    keepOwnReplies: (replies) => ownReplies.update(() => [...replies]),
  });

  return {
    state: () => state,
    subscribe(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    wish: happen,
    showAddressed: (openId) => happen({ type: 'addressChanged', openId }),
    wake: () => client.wake(),
    close() {
      listeners.clear();
      reporter.close();
      stopEndGrace();
      for (const stop of typingExpiry.values()) stop();
      typingExpiry.clear();
      uploads.close();
      client.close();
    },
  };
}
