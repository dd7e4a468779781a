// What can happen beside the talk itself: notes, transfer, availability, search, files, ready answers. Types only.

import type { AgentPresence, CannedReply, Found, Note } from '../../protocol/agent.ts';
import type { Failure } from '../../protocol/errors.ts';
import type { FileAddress } from '../../protocol/files.ts';
import type { RpcResult } from '../../protocol/result.ts';
import type { SourceFile, Upload } from './upload.ts';

export type WorkFact =
  | { type: 'visitorRead'; sessionId: string; readIndex: number }
  | { type: 'notesArrived'; sessionId: string; notes: readonly Note[] }
  | { type: 'agentsChanged'; agents: readonly AgentPresence[] }
  | { type: 'uploadsChanged'; sessionId: string; uploads: readonly Upload[] }
  | { type: 'transferAnswered'; sessionId: string; error: Failure | null }
  | { type: 'noteAnswered'; sessionId: string; text: string; error: Failure | null }
  | { type: 'availabilityAnswered'; isAvailable: boolean; error: Failure | null }
  | { type: 'searchAnswered'; query: string; before: number | null; answer: RpcResult<Found> }
  /** null: it could not be had now. */
  | { type: 'fileAddressed'; fileId: string; address: FileAddress | null };

export type WorkWish =
  | { type: 'transferRequested'; sessionId: string; toAgentId: string }
  | { type: 'noteEdited'; sessionId: string; text: string }
  | { type: 'noteSubmitted'; sessionId: string }
  | { type: 'availabilityChanged'; isAvailable: boolean }
  | { type: 'searched'; query: string }
  | { type: 'moreWanted' }
  | { type: 'searchClosed' }
  | { type: 'foundOpened'; sessionId: string }
  /** A file has come into view, or its address is about to expire. */
  | { type: 'fileWanted'; sessionId: string; fileId: string }
  | { type: 'filesChosen'; sessionId: string; files: readonly SourceFile[] }
  | { type: 'uploadRetried'; sessionId: string; fileId: string }
  | { type: 'uploadCancelled'; sessionId: string; fileId: string }
  /** `replaces`: the shortcut that it had before, if it had one. */
  | { type: 'ownReplySaved'; reply: CannedReply; replaces: string | null }
  | { type: 'ownReplyDeleted'; shortcut: string };

export type WorkEvent = WorkFact | WorkWish;

export type WorkEffect =
  | { kind: 'seen'; sessionId: string; deliveredIndex: number; readIndex: number }
  | { kind: 'transfer'; sessionId: string; toAgentId: string }
  | { kind: 'note'; sessionId: string; text: string }
  | { kind: 'setAvailable'; isAvailable: boolean }
  | { kind: 'search'; query: string; before: number | null }
  | { kind: 'askAddress'; sessionId: string; fileId: string }
  | { kind: 'upload'; sessionId: string; files: readonly SourceFile[] }
  | { kind: 'retryUpload'; sessionId: string; fileId: string }
  | { kind: 'cancelUpload'; sessionId: string; fileId: string }
  | { kind: 'keepOwnReplies'; replies: readonly CannedReply[] }
  /** Something has come that an agent who looks elsewhere wants to hear of. One `key`, one sound in this browser. */
  | { kind: 'attract'; reason: Attraction; key: string };

export type Attraction = 'visitor' | 'message';
