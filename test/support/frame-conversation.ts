// The conversation's part as tests want it: rows that live as long as they are held, tabs that do not hear each other, and a
// server that takes every file, unless a test says otherwise.

import { type ConversationParts, conversationOver } from '../../frame/conversation.ts';
import type { Conversation } from '../../frame/session/conversation.ts';
import type { FileRows } from '../../frame/storage/file-rows.ts';
import { createFileStore } from '../../frame/storage/file-store.ts';
import { createMemoryRows, type HistoryRows } from '../../frame/storage/history-rows.ts';
import { createHistoryStore } from '../../frame/storage/history-store.ts';
import type { SendFile } from '../../frame/transport/file-upload.ts';
import { createMemoryFileRows } from './frame-file-rows.ts';

type Given = Pick<ConversationParts, 'createTransport'> & {
  rows?: HistoryRows;
  fileRows?: FileRows;
  sendFile?: SendFile;
  channels?: ConversationParts['channels'];
};

export const conversationFor = ({
  createTransport,
  rows = createMemoryRows(),
  fileRows = createMemoryFileRows(),
  sendFile = async (file) => ({ ok: true, value: file }),
  channels = { open: () => null },
}: Given): Conversation =>
  conversationOver({
    ...{ createTransport, channels },
    openHistory: ({ clock }) => createHistoryStore(rows, clock),
    openFiles: ({ clock }) => createFileStore(fileRows, clock),
    createSendFile: () => sendFile,
  });
