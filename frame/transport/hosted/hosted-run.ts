// One session on a transport of the site's own, from its start or its restore until it is closed or refused: reaches it,
// notices that it is out of reach, and comes back. Keeps no messages but the log.

import {
  COMMAND_FAILED,
  explained,
  type Failure,
  SERVER_UNAVAILABLE,
  SESSION_UNKNOWN,
} from '../../../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../../../protocol/result.ts';
import { nextDelayMs, RECONNECT_BACKOFF } from '../../../protocol/retry.ts';
import type { OpenRequest, ServerLimits } from '../../../protocol/server.ts';
import { MAX_MESSAGE_CHARS } from '../../../protocol/session.ts';
import type { Clock, Dispose, Random } from '../../ports.ts';
import type { Cursor, TransportEvents } from '../transport.ts';
import { createHearing } from './hearing.ts';
import type { InDoubt } from './numbering.ts';
import { prepare } from './prepare.ts';
import { NO_TOKEN, nameOf, sessionIdFrom } from './session-names.ts';
import type { SiteCalls } from './site-calls.ts';

export type RunParts = {
  calls: SiteCalls;
  clock: Clock;
  random: Random;
  maxOfflineSeconds(): number;
  /** The message that an earlier page may have sent already. */
  firstUnsent(): InDoubt | null;
  /** The site's transport says itself when it is back. */
  saysWhenBack: boolean;
};
export type Opening = { request: Omit<OpenRequest, 'id'> } | { request: null };

/** `waiting`: the site's transport will say when it is back. */
type Way = 'reaching' | 'up' | 'down' | 'waiting' | 'over';

export type HostedRun = ReturnType<typeof createHostedRun>;

export function createHostedRun(parts: RunParts, { request }: Opening, cursor: Cursor, events: TransportEvents) {
  const { calls, clock, random } = parts;
  let way: Way = 'reaching';
  let isPrepared = false;
  let name: string | null = request ? null : nameOf(cursor().session.sessionId);
  let inDoubt: InDoubt | null = request ? null : parts.firstUnsent();
  let isToldDown = false;
  let attempt = 0;
  let cancelRetry: Dispose | null = null;
  let catching: Promise<boolean> | null = null;

  const isOver = (): boolean => way === 'over';
  const hearing = createHearing({
    events: {
      onPush: (push) => isOver() || events.onPush(push),
      onError: (error) => isOver() || events.onError(error),
    },
    onGap: () => void catchUp(),
    inDoubt: () => inDoubt,
  });
  const limits = (): ServerLimits => ({
    maxMessageChars: MAX_MESSAGE_CHARS,
    maxOfflineSeconds: parts.maxOfflineSeconds(),
  });

  async function ready(): Promise<RpcResult<unknown>> {
    if (isPrepared) return ok(null);
    const answer = await prepare(calls, {
      hear: hearing.hear,
      onInterrupted: () => (way === 'up' ? lost('waiting') : undefined),
      onContinued: () => void back(),
      isOver,
    });
    isPrepared = answer.ok;
    return answer;
  }

  async function reach(): Promise<void> {
    cancelRetry?.();
    cancelRetry = null;
    way = 'reaching';
    const prepared = await ready();
    if (isOver()) return;
    if (!prepared.ok) return notReached(prepared.error);
    if (name === null) await start();
    else await resume();
  }

  async function start(): Promise<void> {
    if (!request) return;
    const { username, userData, subject, openId: id } = request;
    const answer = await calls.ask('startSession', { username, userData, subject, source: 'tagalong', id });
    if (isOver()) return;
    if (!answer.ok) return notReached(answer.error);
    const sessionId = sessionIdFrom(answer.value.sessionId);
    if (sessionId === null) {
      const words = `transport.startSession: sessionId: expected at most 57 letters, digits and hyphens (other characters count several times), received "${answer.value.sessionId.slice(0, 80)}"`;
      return refuse(explained(COMMAND_FAILED, words));
    }
    name = answer.value.sessionId;
    hearing.belongTo(name, 0);
    isUp();
    events.onOpened({
      session: { sessionId, token: NO_TOKEN },
      lastIndex: 0,
      limits: limits(),
      serverTime: clock.now(),
    });
    if (isOver()) return;
    hearing.open();
    // An open that is repeated finds what was said in the meantime.
    void catchUp();
  }

  async function resume(): Promise<void> {
    const sessionName = name ?? '';
    if (hearing.log.reach() === 0) hearing.belongTo(sessionName, cursor().afterIndex);
    const before = hearing.waiting();
    const answer = await transcript();
    if (isOver()) return;
    if (!answer.ok) return notReached(answer.error);
    hearing.readTranscript(answer.value, before);
    isUp();
    const entries = hearing.log.entries();
    events.onResumed({ lastIndex: entries.length, limits: limits(), serverTime: clock.now() });
    if (isOver()) return;
    hearing.push(entries.slice(cursor().afterIndex));
    hearing.open();
  }

  const transcript = async (): Promise<RpcResult<unknown[]>> => {
    const answer = await calls.ask('getTranscript', { sessionId: name, fromIndex: hearing.log.reach() + 1 });
    return answer.ok ? ok(answer.value.transcript) : answer;
  };

  function isUp(): void {
    way = 'up';
    attempt = 0;
    isToldDown = false;
  }

  function notReached(error: Failure): void {
    const isFinal = name === null ? error.code !== SERVER_UNAVAILABLE.code : error.code === SESSION_UNKNOWN.code;
    if (isFinal) refuse(error);
    else lost('down');
  }

  function refuse(error: Failure): void {
    stop();
    events.onRefused(error);
  }

  /** Out of reach: `down` is tried again from here. */
  function lost(to: 'down' | 'waiting'): void {
    if (isOver()) return;
    hearing.close();
    way = to === 'waiting' && parts.saysWhenBack ? 'waiting' : 'down';
    cancelRetry?.();
    cancelRetry = null;
    if (way === 'down') {
      cancelRetry = clock.after(nextDelayMs(attempt, RECONNECT_BACKOFF, random.fraction()), () => void reach());
      attempt += 1;
    }
    if (isToldDown) return;
    isToldDown = true;
    events.onDown();
  }

  async function back(): Promise<void> {
    if (way === 'up') await catchUp();
    else if (way === 'down' || way === 'waiting') await reach();
  }

  /** Fetches what was stored since; false: out of reach. */
  function catchUp(): Promise<boolean> {
    catching ??= fetchMissed().then((isReached) => {
      catching = null;
      if (isReached && way === 'up') hearing.settle();
      return isReached;
    });
    return catching;
  }

  async function fetchMissed(): Promise<boolean> {
    if (way !== 'up') return false;
    const before = hearing.waiting();
    const answer = await transcript();
    if (way !== 'up') return false;
    if (answer.ok) hearing.push(hearing.readTranscript(answer.value, before));
    else notReached(answer.error);
    return answer.ok;
  }

  function stop(): void {
    if (isOver()) return;
    way = 'over';
    cancelRetry?.();
    cancelRetry = null;
  }

  return {
    name: () => name,
    isUp: () => way === 'up',
    isOver,
    log: hearing.log,
    /** It was tried; whether it arrived, the log will show. */
    doubt(message: InDoubt): boolean {
      const isAgain = inDoubt?.id === message.id;
      inDoubt = message;
      return isAgain;
    },
    /** What a method gave beside its answer. */
    took(given: readonly unknown[]): void {
      if (!isOver()) hearing.push(hearing.readTranscript(given, []));
    },
    /** The session is over and the back end keeps no word of it. */
    endSilently(): void {
      const rawIndex = hearing.log.reach() + 1;
      const entry = { kind: 'sessionEnded', at: clock.now(), reason: 'leaveRequest' } as const;
      hearing.push(hearing.log.take([{ rawIndex, ownId: null, entry }], null, 0));
    },
    /** Asks now, also if an answer to an earlier question is still to come. */
    async catchUp(): Promise<boolean> {
      await catching;
      return catchUp();
    },
    reach,
    lost: () => lost('down'),
    wake(): void {
      if (way === 'up' || cancelRetry) void back();
    },
    stop,
    unavailable: failed(SERVER_UNAVAILABLE),
  };
}
