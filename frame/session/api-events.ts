// Turns entries of the log into what the site's callbacks receive: the original's payloads with flag objects.

import type { ApiEvent, ApiFile, ApiParty, ApiTranscriptItem } from '../../protocol/api-events.ts';
import type { Party, TranscriptEntry } from '../../protocol/session.ts';

const PARTY_FLAG = { visitor: 'client', agent: 'agent', system: 'external' } as const;

export const apiParty = ({ id, name, kind }: Party): ApiParty => ({ id, name, type: { [PARTY_FLAG[kind]]: true } });

function fileIn({ parts }: Extract<TranscriptEntry, { kind: 'message' }>): { file?: ApiFile } {
  const part = parts?.find(({ kind }) => kind === 'file');
  if (part?.kind !== 'file') return {};
  const { kind: _, ...file } = part;
  return { file };
}

export function apiEventOf(entry: TranscriptEntry, restored: boolean): ApiEvent {
  const indexed = { index: entry.index, timestamp: entry.at, restored };
  switch (entry.kind) {
    case 'message':
      return {
        name: 'messageReceived',
        event: {
          ...indexed,
          party: apiParty(entry.party),
          content: { text: entry.text, type: { [entry.contentType]: true }, ...fileIn(entry) },
        },
      };
    case 'agentConnected':
    case 'agentDisconnected':
      return { name: entry.kind, event: { ...indexed, party: apiParty(entry.party) } };
    case 'sessionEnded': {
      const event = { ...indexed, reason: { [entry.reason]: true } };
      return { name: entry.kind, event };
    }
  }
}

const ITEM_TYPE = {
  message: 'MessageReceived',
  agentConnected: 'AgentConnected',
  agentDisconnected: 'AgentDisconnected',
  sessionEnded: 'SessionEnded',
} as const;

/** An element of `getTranscript()`: the event under the original's name for its kind. */
export const apiItemOf = (entry: TranscriptEntry, restored: boolean): ApiTranscriptItem =>
  ({ type: ITEM_TYPE[entry.kind], ...apiEventOf(entry, restored).event }) as ApiTranscriptItem;
