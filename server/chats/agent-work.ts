// What agents do besides answering: read, hand over, note, be away, look up. Knows sessions and agents; nothing of sockets.

import type { AgentPresence, AgentRequest, CannedReply, Found, Note } from '../../protocol/agent.ts';
import { COMMAND_STOPPED, explained } from '../../protocol/errors.ts';
import type { FileAddress, FileLimits } from '../../protocol/files.ts';
import type { SessionAgent } from '../store/stored-session.ts';
import type { Desk } from './desk.ts';
import { readFile } from './file-reading.ts';
import { seenByAgent } from './mark-rules.ts';
import { applyRule, type ChatParts, type Outcome, unknownSession } from './parts.ts';
import { type Rule, transfer } from './rules.ts';
import { toSummary } from './summary.ts';

type Request<Type extends AgentRequest['type']> = Extract<AgentRequest, { type: Type }>;

export interface AgentWork {
  readonly desk: Desk;
  /** What the welcome says besides the lists. */
  welcome(agent: SessionAgent): Promise<{
    isAvailable: boolean;
    agents: AgentPresence[];
    cannedReplies: CannedReply[];
    files?: FileLimits;
  }>;
  seen(agent: SessionAgent, request: Request<'seen'>): Promise<Outcome<unknown>>;
  transfer(agent: SessionAgent, request: Request<'transfer'>): Promise<Outcome<unknown>>;
  note(agent: SessionAgent, request: Request<'note'>): Promise<Outcome<unknown>>;
  notes(sessionId: string): Promise<Note[]>;
  visitorReadIndex(sessionId: string): Promise<number>;
  search(request: Request<'search'>): Promise<Outcome<Found>>;
  getFile(agent: SessionAgent, request: Request<'getFile'>): Promise<Outcome<FileAddress>>;
}

/** All of them travel whenever there is a new one. */
const MOST_NOTES = 200;
const FOUND_A_PAGE = 20;
/** More words find no better, and each costs a look at every message. */
const MOST_WORDS = 8;

const NOTHING: Outcome<unknown> = { ok: true, value: {} };
const stop = (why: string): Outcome<unknown> => ({
  ok: false,
  error: explained(COMMAND_STOPPED, `The command was stopped: ${why}.`),
});
const withoutNul = (text: string): string => text.replaceAll('\0', '');

export function createAgentWork(parts: ChatParts, desk: Desk): AgentWork {
  const { store, hub, clock, policy } = parts;
  const apply = async (sessionId: string, rule: Rule): Promise<Outcome<unknown>> => {
    const done = await applyRule(parts, sessionId, rule);
    return done.ok ? NOTHING : done;
  };

  return {
    desk,
    welcome: async (agent) => ({
      isAvailable: desk.isAvailable(agent.id),
      agents: await desk.list(),
      cannedReplies: [...(policy.cannedReplies ?? [])],
      ...(policy.files ? { files: policy.files } : {}),
    }),
    seen: (agent, request) => apply(request.sessionId, seenByAgent(agent, request)),
    async transfer(agent, { sessionId, toAgentId }) {
      const to = desk.findAvailable(toAgentId);
      return to ? apply(sessionId, transfer(agent, to, clock.now())) : stop('the other agent is not there, or is away');
    },
    async note(agent, { id, sessionId, text }) {
      const note = { id, text: withoutNul(text), at: clock.now(), agentName: agent.name };
      switch (await store.addNote(sessionId, note, MOST_NOTES)) {
        case 'unknown':
          return unknownSession();
        case 'tooMany':
          return stop(`a chat has room for ${MOST_NOTES} notes`);
        case 'added':
          hub.publish({ kind: 'notes', sessionId });
          return NOTHING;
        case 'repeated':
          return NOTHING;
      }
    },
    notes: (sessionId) => store.notes(sessionId),
    visitorReadIndex: async (sessionId) => (await store.find(sessionId))?.visitorReadIndex ?? 0,
    async search({ query, before }) {
      const words = withoutNul(query).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
      if (words.length === 0) return { ok: true, value: { sessions: [], more: false } };
      const { sessions, more } = await store.search(words, before, FOUND_A_PAGE);
      return { ok: true, value: { sessions: sessions.map(toSummary), more } };
    },
    getFile: (agent, { sessionId, fileId }) => readFile(parts, sessionId, fileId, agent.id),
  };
}
