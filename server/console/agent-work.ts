// What an agent asks of the server beside the talk itself: marks, transfer, notes, availability, search, files. Each
// request once, each answer checked; knows neither the link's comings and goings nor the screen.

import * as v from 'valibot';
import { Found } from '../../protocol/agent.ts';
import { explained, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import { FileAddress } from '../../protocol/files.ts';
import { failed } from '../../protocol/result.ts';
import type { Answer, RequestBody } from './agent-channel.ts';

export interface AgentWork {
  transfer(sessionId: string, toAgentId: string): Promise<Answer<unknown>>;
  /** `noteId` is made by the caller, so that a note whose answer was lost can be sent again. */
  note(sessionId: string, noteId: string, text: string): Promise<Answer<unknown>>;
  setAvailable(isAvailable: boolean): Promise<Answer<unknown>>;
  search(query: string, before: number | null): Promise<Answer<Found>>;
  fileAddress(sessionId: string, fileId: string): Promise<Answer<FileAddress>>;
}

export function createAgentWork(request: (body: RequestBody) => Promise<Answer<unknown>>): AgentWork {
  const asked = async <T>(body: RequestBody, schema: v.GenericSchema<unknown, T>): Promise<Answer<T>> => {
    const answer = await request(body);
    if (!answer.ok) return answer;
    const checked = v.safeParse(schema, answer.value);
    if (checked.success) return { ok: true, value: checked.output };
    return failed(explained(SERVER_UNAVAILABLE, `The answer to ${body.type} was not understood.`));
  };
  return {
    transfer: (sessionId, toAgentId) => request({ type: 'transfer', sessionId, toAgentId }),
    note: (sessionId, noteId, text) => request({ type: 'note', id: noteId, sessionId, text }),
    setAvailable: (isAvailable) => request({ type: 'availability', isAvailable }),
    search: (query, before) => asked({ type: 'search', query, before }, Found),
    fileAddress: (sessionId, fileId) => asked({ type: 'getFile', sessionId, fileId }, FileAddress),
  };
}
