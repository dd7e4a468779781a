// What is to be done: orders as data. The engine carries them out; nothing here does anything.

import type { OutboxItem } from '../../protocol/persisted.ts';
import type { PageEvent, Settlement } from '../../protocol/rpc.ts';
import type { OpenRequest } from '../../protocol/server.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { ChosenFile } from '../ports.ts';
import type { Rating } from './state.ts';

export type Effect =
  | { kind: 'settle'; settlement: Settlement }
  | { kind: 'tellHost'; sessionId: string; events: readonly PageEvent[] }
  | { kind: 'startTransport'; request: OpenRequest }
  | { kind: 'resumeTransport' }
  | { kind: 'closeTransport' }
  /** The server may be opening a session that nobody wants any more: it is left as soon as it is there. */
  | { kind: 'abandonOpening'; openId: string }
  | { kind: 'sendMessage'; message: OutboxItem }
  /** Ids and bytes are somebody else's: answered by `filesTaken`, before anything else happens. */
  | { kind: 'takeFiles'; files: readonly ChosenFile[] }
  /** Its message was taken back. */
  | { kind: 'dropFile'; sessionId: string; fileId: string }
  | { kind: 'retryMessageLater'; id: string; delayMs: number }
  | { kind: 'sendTyping'; isTyping: boolean }
  | { kind: 'leaveSession' }
  /** Until the server has heard of the leaving, so that a later page can say it. */
  | { kind: 'rememberLeave'; session: SessionKey }
  | { kind: 'forgetLeave'; sessionId: string }
  | { kind: 'rateSession'; rating: Rating }
  | { kind: 'startAgain'; sessionId: string }
  /** Everything from `fromIndex` to `untilIndex`, delivered in one `entriesReceived`. */
  | { kind: 'fetchTranscript'; fromIndex: number; untilIndex: number }
  /** What is saved of this session, or of none; null: whatever is saved. */
  | { kind: 'forgetSession'; sessionId: string | null };
