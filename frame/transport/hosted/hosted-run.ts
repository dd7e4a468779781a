// One session on a transport of the site's own, from its start or its restore until it is closed or refused: reaches it,
// and comes back to it. Keeps no messages but the log.

import {
  COMMAND_FAILED,
  explained,
  type Failure,
  SERVER_UNAVAILABLE,
  SESSION_UNKNOWN,
} from '../../../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../../../protocol/result.ts';
import type { OpenRequest, ServerLimits } from '../../../protocol/server.ts';
import { MAX_MESSAGE_CHARS } from '../../../protocol/session.ts';
import type { Clock, Random } from '../../ports.ts';
import type { Cursor, TransportEvents } from '../transport.ts';
import { createHearing } from './hearing.ts';
import { createHostedWay } from './hosted-way.ts';
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
/** null: the session exists. */
export type Opening = { request: Omit<OpenRequest, 'id'> | null };

export type HostedRun = ReturnType<typeof createHostedRun>;

export function createHostedRun(parts: RunParts, { request }: Opening, cursor: Cursor, events: TransportEvents) {
  const { calls, clock } = parts;
  const way = createHostedWay({ ...parts, reach: () => void reach(), onDown: events.onDown });
  let isPrepared = false;
  let name: string | null = request ? null : nameOf(cursor().session.sessionId);
  let inDoubt: InDoubt | null = request ? null : parts.firstUnsent();
  let catching: Promise<boolean> | null = null;

  const hearing = createHearing({
    events: {
      onPush: (push) => way.isOver() || events.onPush(push),
      onError: (error) => way.isOver() || events.onError(error),
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
      onInterrupted: () => way.isUp() && lost('interrupted'),
      onContinued: () => void back(),
      isOver: way.isOver,
    });
    isPrepared = answer.ok;
    return answer;
  }

  async function reach(): Promise<void> {
    way.reaching();
    const prepared = await ready();
    if (way.isOver()) return;
    if (!prepared.ok) notReached(prepared.error);
    else if (name !== null) await resume(name);
    else if (request) await start(request);
  }

  async function start({ username, userData, subject, openId: id }: Omit<OpenRequest, 'id'>): Promise<void> {
    const answer = await calls.ask('startSession', { username, userData, subject, source: 'tagalong', id });
    if (way.isOver()) return;
    if (!answer.ok) return notReached(answer.error);
    const given = answer.value.sessionId;
    const sessionId = sessionIdFrom(given);
    if (sessionId === null) return refuse(explained(COMMAND_FAILED, tooLong(given)));
    name = given;
    hearing.belongTo(name, 0);
    way.up();
    const session = { sessionId, token: NO_TOKEN };
    events.onOpened({ session, lastIndex: 0, limits: limits(), serverTime: clock.now() });
    if (way.isOver()) return;
    hearing.open();
    // An open that is repeated finds what was said in the meantime.
    void catchUp();
  }

  async function resume(sessionName: string): Promise<void> {
    if (hearing.log.reach() === 0) hearing.belongTo(sessionName, cursor().afterIndex);
    const before = hearing.waiting();
    const answer = await transcript();
    if (way.isOver()) return;
    if (!answer.ok) return notReached(answer.error);
    hearing.readTranscript(answer.value, before);
    way.up();
    const entries = hearing.log.entries();
    events.onResumed({ lastIndex: entries.length, limits: limits(), serverTime: clock.now() });
    if (way.isOver()) return;
    hearing.push(entries.slice(cursor().afterIndex));
    hearing.open();
  }

  async function transcript(): Promise<RpcResult<unknown[]>> {
    const answer = await calls.ask('getTranscript', { sessionId: name, fromIndex: hearing.log.reach() + 1 });
    return answer.ok ? ok(answer.value.transcript) : answer;
  }

  function notReached(error: Failure): void {
    const isFinal = name === null ? error.code !== SERVER_UNAVAILABLE.code : error.code === SESSION_UNKNOWN.code;
    if (isFinal) refuse(error);
    else lost('silent');
  }

  function refuse(error: Failure): void {
    way.end();
    events.onRefused(error);
  }

  function lost(how: 'interrupted' | 'silent'): void {
    hearing.close();
    way.lost(how);
  }

  async function back(): Promise<void> {
    if (way.isUp()) await catchUp();
    else if (way.isLost()) await reach();
  }

  /** Fetches what was stored since; false: out of reach. */
  function catchUp(): Promise<boolean> {
    catching ??= fetchMissed().then((isReached) => {
      catching = null;
      if (isReached && way.isUp()) hearing.settle();
      return isReached;
    });
    return catching;
  }

  async function fetchMissed(): Promise<boolean> {
    if (!way.isUp()) return false;
    const before = hearing.waiting();
    const answer = await transcript();
    if (!way.isUp()) return false;
    if (answer.ok) hearing.push(hearing.readTranscript(answer.value, before));
    else notReached(answer.error);
    return answer.ok;
  }

  return {
    name: () => name,
    isUp: way.isUp,
    isOver: way.isOver,
    log: hearing.log,
    /** It is being tried; whether it arrived, the log will show. true: it was tried before. */
    doubt(message: InDoubt): boolean {
      const isAgain = inDoubt?.id === message.id;
      inDoubt = message;
      return isAgain;
    },
    /** What a method gave beside its answer. */
    took(given: readonly unknown[]): void {
      if (!way.isOver()) hearing.push(hearing.readTranscript(given, []));
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
    lost: () => lost('silent'),
    wake(): void {
      if (way.isUp() || way.isDown()) void back();
    },
    stop: way.end,
    unavailable: failed(SERVER_UNAVAILABLE),
  };
}

const tooLong = (given: string): string =>
  'transport.startSession: sessionId: expected at most 57 letters, digits and hyphens (other characters count several ' +
  `times), received "${given.slice(0, 80)}"`;
