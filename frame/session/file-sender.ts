// Files on their way: keeps their bytes until the log has the message, brings them to the server by the tab that has the
// way, and calls that off when the chat moves on. What is sent when, the outbox says.

import { FILE_GONE, SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import type { FileFacts } from '../../protocol/message-parts.ts';
import type { OutboxItem } from '../../protocol/persisted.ts';
import { failed, ok } from '../../protocol/result.ts';
import { nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import type { ChosenFile, Clock, Lifecycle, Random } from '../ports.ts';
import type { FileStore } from '../storage/storage.ts';
import type { SendFile } from '../transport/file-upload.ts';
import type { Answer } from '../transport/transport.ts';
import type { Inner } from './conversation.ts';
import { factsOf } from './file-facts.ts';
import { fileFault } from './file-limits.ts';
import { withoutLogged } from './outbox.ts';
import { isLive, type Live } from './selectors.ts';
import type { SessionState } from './state.ts';

/** The tab that took the file may still be writing it down. */
const MISSING_AGAIN_MS = 1_000;
const MAX_MISSING = 8;

/** More than a visitor means to send, and less than a saved chat can carry. */
const MAX_WAITING = 200;

export type FileSender = {
  /** They stand in the outbox at once; done when they are kept. Gives the ids of their messages. */
  take(files: readonly ChosenFile[]): Promise<readonly string[]>;
  /** Nobody will send it. */
  drop(sessionId: string, fileId: string): void;
  /** null: called off, or begun anew. */
  deliver(item: OutboxItem & { file: FileFacts }): Promise<Answer<unknown> | null>;
};

type Parts = {
  clock: Clock;
  random: Random;
  lifecycle: Pick<Lifecycle, 'onHide'>;
  store: FileStore;
  send: SendFile;
};

export function createFileSender(
  { clock, random, lifecycle, store, send }: Parts,
  { state, subscribe, dispatch }: Pick<Inner, 'state' | 'subscribe' | 'dispatch'>,
): FileSender {
  let current: { id: string; ended: AbortController } | null = null;
  /** How often in a row a file did not come through. */
  const failures = new Map<string, number>();
  let before: Live | null = null;

  function watch(): void {
    const { life } = state();
    const was = before;
    before = isLive(life) ? life : null;
    if (current && !isSending(state(), current.id)) current.ended.abort();
    if (!was || was.outbox === before?.outbox) return;
    if (!before || before.session.sessionId !== was.session.sessionId) {
      store.letGo();
      failures.clear();
      return;
    }
    const unlogged = new Set(withoutLogged(was.outbox, before.transcript.entries).map(({ id }) => id));
    for (const { id, file } of was.outbox) if (file && !unlogged.has(id)) drop(was.session.sessionId, file.fileId);
  }

  function drop(sessionId: string, fileId: string): void {
    failures.delete(fileId);
    void store.drop(sessionId, fileId);
  }

  async function keep(sessionId: string, { fileId }: FileFacts, bytes: Blob): Promise<void> {
    await store.keep(sessionId, fileId, bytes);
    const { life } = state();
    const isWanted =
      isLive(life) && life.session.sessionId === sessionId && life.outbox.some(({ file }) => file?.fileId === fileId);
    if (!isWanted) await store.drop(sessionId, fileId);
  }

  /** What will pass by itself is tried again, ever more rarely. */
  function again(fileId: string, answer: Answer<unknown>): Answer<unknown> {
    if (answer.ok) {
      failures.delete(fileId);
      return answer;
    }
    const { code } = answer.error;
    const count = failures.get(fileId) ?? 0;
    const isPassing = code === SERVER_UNAVAILABLE.code || (code === FILE_GONE.code && count < MAX_MISSING);
    failures.set(fileId, isPassing ? count + 1 : 0);
    if (!isPassing) return answer;
    const delayMs =
      code === FILE_GONE.code ? MISSING_AGAIN_MS : nextDelayMs(count + 1, RECONNECT_BACKOFF, random.fraction());
    return { retryAfterMs: delayMs, ...answer };
  }

  subscribe(watch);
  lifecycle.onHide(store.close);

  return {
    async take(chosenFiles) {
      const { life, storageWorks } = state();
      if (!isLive(life)) return [];
      const files = chosenFiles.slice(0, Math.max(0, MAX_WAITING - life.outbox.length));
      const { limits, session } = life;
      const taken = files.map((chosen) => ({ chosen, id: random.id() }));
      const items = taken.map(({ chosen, id }) => {
        const file = factsOf(chosen, id, limits);
        return { id, text: file.name, contentType: 'text' as const, at: clock.now(), file };
      });
      dispatch({ type: 'filesTaken', items });
      await Promise.all(
        items.map(({ file }, place) => {
          const bytes = taken[place]?.chosen.bytes;
          if (bytes && !fileFault(file, limits) && storageWorks) return keep(session.sessionId, file, bytes);
          return bytes && store.hold(file.fileId, bytes);
        }),
      );
      return items.map(({ id }) => id);
    },
    drop,
    async deliver({ id, file }) {
      const { life, role } = state();
      current?.ended.abort();
      current = null;
      if (!isLive(life)) return null;
      // The tab that leads finds the bytes where this one keeps them.
      if (role === 'follower') return ok(null);
      const ended = new AbortController();
      const { signal } = ended;
      current = { id, ended };
      const { session } = life;
      const bytes = await store.read(session.sessionId, file.fileId);
      if (signal.aborted) return null;
      const onProgress = (sentBytes: number): void => {
        if (!signal.aborted) dispatch({ type: 'fileProgressed', id, sentBytes });
      };
      const answer =
        bytes?.size === file.sizeBytes ? await send(file, bytes, session, { signal, onProgress }) : failed(FILE_GONE);
      return signal.aborted ? null : again(file.fileId, answer);
    },
  };
}

const isSending = ({ life }: SessionState, id: string): boolean =>
  life.phase === 'active' &&
  life.transport.status === 'up' &&
  life.outbox.some((item) => item.id === id && item.status === 'sending');
