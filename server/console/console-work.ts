// What follows from events beside the talk: notes, transfer, availability, search, files, ready answers. Pure, a part
// of the transition.

import type { Step } from './console-events.ts';
import { isMine } from './console-selectors.ts';
import { newChat } from './console-sessions.ts';
import type { ConsoleState } from './console-state.ts';
import { keptOf, open, step, withChat } from './console-wishes.ts';
import { whenSearching } from './search-work.ts';
import type { WorkEvent } from './work-events.ts';

export function whenWorked(state: ConsoleState, event: WorkEvent): Step<ConsoleState> {
  switch (event.type) {
    case 'visitorRead':
      return step(
        withChat(state, event.sessionId, (chat) =>
          event.readIndex > chat.visitorReadIndex ? { ...chat, visitorReadIndex: event.readIndex } : chat,
        ),
      );
    case 'notesArrived':
      return step(withChat(state, event.sessionId, (chat) => ({ ...chat, notes: event.notes })));
    case 'agentsChanged':
      return step(withAgents(state, event.agents));
    case 'transferRequested':
      return step(state, { kind: 'transfer', sessionId: event.sessionId, toAgentId: event.toAgentId });
    case 'transferAnswered':
      return step(noticing(state, 'The chat was not handed over', event.error));
    case 'noteEdited':
    case 'noteSubmitted':
    case 'noteAnswered':
      return whenNoting(state, event);
    case 'availabilityChanged':
      return step(
        { ...state, isAvailable: event.isAvailable },
        { kind: 'setAvailable', isAvailable: event.isAvailable },
      );
    case 'availabilityAnswered':
      if (!event.error) return step(state);
      return step({
        ...noticing(state, 'Your availability was not changed', event.error),
        isAvailable: !event.isAvailable,
      });
    case 'searched':
    case 'moreWanted':
    case 'searchClosed':
    case 'searchAnswered':
      return whenSearching(state, event);
    case 'foundOpened': {
      const summary = state.search?.results.find(({ sessionId }) => sessionId === event.sessionId);
      if (!summary || state.chats[event.sessionId]) return open(state, event.sessionId);
      return open(
        { ...state, chats: { ...state.chats, [event.sessionId]: newChat(summary, undefined) } },
        event.sessionId,
      );
    }
    case 'ownReplySaved': {
      const { reply, replaces } = event;
      const others = state.ownReplies.filter(({ shortcut }) => shortcut !== replaces && shortcut !== reply.shortcut);
      return withOwnReplies(state, [...others, reply]);
    }
    case 'ownReplyDeleted':
      return withOwnReplies(
        state,
        state.ownReplies.filter(({ shortcut }) => shortcut !== event.shortcut),
      );
    default:
      return whenFiling(state, event);
  }
}

type FileEvent = Extract<
  WorkEvent,
  { type: 'fileWanted' | 'fileAddressed' | 'filesChosen' | 'uploadRetried' | 'uploadCancelled' | 'uploadsChanged' }
>;

function whenFiling(state: ConsoleState, event: FileEvent): Step<ConsoleState> {
  switch (event.type) {
    case 'fileWanted':
      return step(state, { kind: 'askAddress', sessionId: event.sessionId, fileId: event.fileId });
    case 'fileAddressed':
      return step({ ...state, fileAddresses: { ...state.fileAddresses, [event.fileId]: event.address } });
    case 'filesChosen': {
      const chat = state.chats[event.sessionId];
      if (!chat || !isMine(state, chat) || event.files.length === 0) return step(state);
      if (!state.files) return step({ ...state, notice: 'This server takes no files.' });
      return step(state, { kind: 'upload', sessionId: event.sessionId, files: event.files });
    }
    case 'uploadRetried':
      return step(state, { kind: 'retryUpload', sessionId: event.sessionId, fileId: event.fileId });
    case 'uploadCancelled':
      return step(state, { kind: 'cancelUpload', sessionId: event.sessionId, fileId: event.fileId });
    case 'uploadsChanged':
      return step(withChat(state, event.sessionId, (chat) => ({ ...chat, uploads: event.uploads })));
  }
}

type NoteEvent = Extract<WorkEvent, { type: 'noteEdited' | 'noteSubmitted' | 'noteAnswered' }>;

function whenNoting(state: ConsoleState, event: NoteEvent): Step<ConsoleState> {
  const { sessionId } = event;
  const chat = state.chats[sessionId];
  if (!chat) return step(state);
  const keepDraft = (noteDraft: string) => {
    const next = { ...chat, noteDraft };
    return step(
      withChat(state, sessionId, () => next),
      { kind: 'keep', sessionId, kept: keptOf(next) },
    );
  };
  switch (event.type) {
    case 'noteEdited':
      return keepDraft(event.text);
    case 'noteSubmitted': {
      const text = chat.noteDraft.trim();
      return text === '' ? step(state) : step(state, { kind: 'note', sessionId, text });
    }
    case 'noteAnswered':
      if (event.error) return step(noticing(state, 'The note was not kept', event.error));
      // Written on meanwhile: that is another note.
      return chat.noteDraft.trim() === event.text ? keepDraft('') : step(state);
  }
}

/** Another tab of mine may have turned the switch. */
function withAgents(state: ConsoleState, agents: ConsoleState['agents']): ConsoleState {
  const mine = agents.find(({ id }) => id === state.agent?.id);
  const isTold = mine && mine.status !== 'offline';
  return { ...state, agents, isAvailable: isTold ? mine.status === 'available' : state.isAvailable };
}

const noticing = (state: ConsoleState, what: string, error: { description: string } | null): ConsoleState =>
  error ? { ...state, notice: `${what}: ${error.description}` } : state;

const withOwnReplies = (state: ConsoleState, replies: ConsoleState['ownReplies']): Step<ConsoleState> =>
  step({ ...state, ownReplies: replies }, { kind: 'keepOwnReplies', replies });
