// Carries the agent's files to the server: one at a time, piece by piece, each piece from where the server says that it
// got to, so that a lost answer costs one piece and a lost line nothing. Knows neither sockets nor the screen.

import { type FileLimits, MAX_PIECE_BYTES, type PieceAnswer } from '../../protocol/files.ts';
import { nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import type { Clock, Dispose, Random } from './ports.ts';
import type { SourceFile, Upload } from './upload.ts';
import { refusalOf, sendableName } from './upload-rules.ts';

export type Piece = {
  sessionId: string;
  fileId: string;
  offset: number;
  size: number;
  name: string;
  type: string;
  body: Blob;
};
/** null: no answer, or none that makes sense. Never throws. */
export type PostPiece = (piece: Piece) => Promise<PieceAnswer | null>;

export type UploadPorts = {
  clock: Clock;
  random: Random;
  post: PostPiece;
  onChange(sessionId: string, uploads: readonly Upload[]): void;
  /** The server has all of it. It is no longer among the uploads. */
  onDone(sessionId: string, fileId: string, name: string): void;
};

export interface Uploads {
  add(sessionId: string, files: readonly SourceFile[], limits: FileLimits): void;
  retry(sessionId: string, fileId: string): void;
  cancel(sessionId: string, fileId: string): void;
  close: Dispose;
}

/** So often in a row a piece may get no answer before the agent is asked. About half a minute. */
const MOST_ATTEMPTS = 6;
const NO_ANSWER = 'The server gives no answer.';

type Job = { sessionId: string; source: SourceFile; upload: Upload; attempt: number };

export function createUploads({ clock, random, post, onChange, onDone }: UploadPorts): Uploads {
  let jobs: Job[] = [];
  let stopTimer: Dispose = () => {};
  let isBusy = false;
  let isClosed = false;

  const tell = (sessionId: string) =>
    onChange(
      sessionId,
      jobs.filter((job) => job.sessionId === sessionId).map(({ upload }) => upload),
    );
  const remove = (job: Job) => {
    jobs = jobs.filter((other) => other !== job);
    tell(job.sessionId);
  };
  const fail = (job: Job, description: string, canRetry: boolean) => {
    const { fileId, name, sizeBytes, sentBytes } = job.upload;
    job.upload = { fileId, name, sizeBytes, sentBytes, status: 'failed', description, canRetry };
    tell(job.sessionId);
  };
  const progress = (job: Job, sentBytes: number) => {
    const { fileId, name, sizeBytes } = job.upload;
    job.upload = { fileId, name, sizeBytes, sentBytes, status: 'sending' };
    tell(job.sessionId);
  };

  /** What became of one piece; whether to go on with this file at once. */
  const judge = (job: Job, answer: PieceAnswer): boolean => {
    if (!answer.ok) {
      if (answer.retryAfterMs === undefined) fail(job, answer.error.description, true);
      else pause(answer.retryAfterMs);
      return false;
    }
    const isGoingOn = answer.file !== null || answer.receivedBytes > job.upload.sentBytes;
    progress(job, answer.receivedBytes);
    if (!isGoingOn) return tryLater(job);
    job.attempt = 0;
    if (!answer.file) return true;
    remove(job);
    onDone(job.sessionId, job.upload.fileId, job.upload.name);
    return true;
  };

  /** Whether the next file may go at once: this one has been given up. */
  const tryLater = (job: Job): boolean => {
    job.attempt += 1;
    if (job.attempt >= MOST_ATTEMPTS) fail(job, NO_ANSWER, true);
    else pause(nextDelayMs(job.attempt, RECONNECT_BACKOFF, random.fraction()));
    return job.attempt >= MOST_ATTEMPTS;
  };
  const pause = (delayMs: number) => {
    stopTimer();
    isBusy = true;
    stopTimer = clock.after(delayMs, () => {
      isBusy = false;
      void pump();
    });
  };

  const pump = async (): Promise<void> => {
    const job = jobs.find(({ upload }) => upload.status !== 'failed');
    if (isBusy || isClosed || !job) return;
    isBusy = true;
    const { fileId, name, sizeBytes, sentBytes } = job.upload;
    progress(job, sentBytes);
    const body = job.source.slice(sentBytes, Math.min(sizeBytes, sentBytes + MAX_PIECE_BYTES));
    const piece = { fileId, name, body, offset: sentBytes, size: sizeBytes, type: job.source.type };
    const answer = await post({ ...piece, sessionId: job.sessionId });
    isBusy = false;
    if (isClosed) return;
    // Cancelled meanwhile.
    if (!jobs.includes(job)) return pump();
    if (answer) return judge(job, answer) || !isBusy ? pump() : undefined;
    return tryLater(job) ? pump() : undefined;
  };

  return {
    add(sessionId, files, limits) {
      for (const source of files) {
        const name = sendableName(source.name);
        const upload = { fileId: random.id(), name, sizeBytes: source.size, sentBytes: 0, status: 'queued' } as const;
        const job: Job = { sessionId, source, upload, attempt: 0 };
        jobs.push(job);
        const refusal = refusalOf(source, limits);
        if (refusal) fail(job, refusal, false);
      }
      tell(sessionId);
      void pump();
    },
    retry(sessionId, fileId) {
      const job = jobs.find((other) => other.sessionId === sessionId && other.upload.fileId === fileId);
      if (job?.upload.status !== 'failed' || !job.upload.canRetry) return;
      const { name, sizeBytes, sentBytes } = job.upload;
      job.attempt = 0;
      job.upload = { fileId, name, sizeBytes, sentBytes, status: 'queued' };
      tell(sessionId);
      void pump();
    },
    cancel(sessionId, fileId) {
      const job = jobs.find((other) => other.sessionId === sessionId && other.upload.fileId === fileId);
      if (job) remove(job);
    },
    close() {
      isClosed = true;
      stopTimer();
      jobs = [];
    },
  };
}
