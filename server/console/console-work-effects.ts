// Performs the orders beside the talk: asks the server and tells what it said as facts. Decides nothing itself.

import type { Answer } from './agent-channel.ts';
import type { AgentClient } from './agent-client.ts';
import type { ConsoleEvent, Effect } from './console-events.ts';
import type { ConsoleState } from './console-state.ts';
import type { Random } from './ports.ts';
import type { Uploads } from './uploads.ts';
import type { WorkEffect } from './work-events.ts';

export type WorkParts = {
  random: Random;
  client: Pick<AgentClient, 'seen' | 'transfer' | 'note' | 'setAvailable' | 'search' | 'fileAddress'>;
  uploads: Uploads;
  state(): ConsoleState;
  happen(event: ConsoleEvent): void;
  keepOwnReplies(replies: ConsoleState['ownReplies']): void;
  attract(reason: 'visitor' | 'message', key: string): void;
};

const WORK_KINDS: Record<WorkEffect['kind'], true> = {
  seen: true,
  transfer: true,
  note: true,
  setAvailable: true,
  search: true,
  askAddress: true,
  upload: true,
  retryUpload: true,
  cancelUpload: true,
  keepOwnReplies: true,
  attract: true,
};
export const isWorkEffect = (effect: Effect): effect is WorkEffect => Object.hasOwn(WORK_KINDS, effect.kind);

const errorOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.error);

export function createWork(parts: WorkParts): (effect: WorkEffect) => void {
  const { client, uploads, happen } = parts;
  /** The id of each note whose keeping is not certain: sent again it is the same note. */
  const noteIds = new Map<string, string>();
  const asking = new Set<string>();

  const note = async (sessionId: string, text: string) => {
    const key = `${sessionId} ${text}`;
    if (asking.has(key)) return;
    asking.add(key);
    const id = noteIds.get(key) ?? parts.random.id();
    noteIds.set(key, id);
    const answer = await client.note(sessionId, id, text);
    asking.delete(key);
    if (answer.ok) noteIds.delete(key);
    happen({ type: 'noteAnswered', sessionId, text, error: errorOf(answer) });
  };
  const askAddress = async (sessionId: string, fileId: string) => {
    if (asking.has(fileId)) return;
    asking.add(fileId);
    const answer = await client.fileAddress(sessionId, fileId);
    asking.delete(fileId);
    happen({ type: 'fileAddressed', fileId, address: answer.ok ? answer.value : null });
  };

  return (effect) => {
    switch (effect.kind) {
      case 'seen': {
        const { deliveredIndex, readIndex } = effect;
        return client.seen(effect.sessionId, { deliveredIndex, readIndex });
      }
      case 'transfer': {
        const { sessionId, toAgentId } = effect;
        const told = (answer: Answer<unknown>) =>
          happen({ type: 'transferAnswered', sessionId, error: errorOf(answer) });
        return void client.transfer(sessionId, toAgentId).then(told);
      }
      case 'note':
        return void note(effect.sessionId, effect.text);
      case 'setAvailable': {
        const { isAvailable } = effect;
        const told = (answer: Answer<unknown>) =>
          happen({ type: 'availabilityAnswered', isAvailable, error: errorOf(answer) });
        return void client.setAvailable(isAvailable).then(told);
      }
      case 'search': {
        const { query, before } = effect;
        return void client
          .search(query, before)
          .then((answer) => happen({ type: 'searchAnswered', query, before, answer }));
      }
      case 'askAddress':
        return void askAddress(effect.sessionId, effect.fileId);
      case 'upload': {
        const { files } = parts.state();
        return files ? uploads.add(effect.sessionId, effect.files, files) : undefined;
      }
      case 'retryUpload':
        return uploads.retry(effect.sessionId, effect.fileId);
      case 'cancelUpload':
        return uploads.cancel(effect.sessionId, effect.fileId);
      case 'keepOwnReplies':
        return parts.keepOwnReplies(effect.replies);
      case 'attract':
        return parts.attract(effect.reason, effect.key);
    }
  };
}
