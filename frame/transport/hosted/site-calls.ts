// Calls the methods of a transport on the host page: each within a limit, each answer checked. Knows the methods' shapes,
// not what they are called for.

import * as v from 'valibot';
import { describeIssue } from '../../../protocol/describe.ts';
import { COMMAND_FAILED, explained, SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { TransportMarks } from '../../../protocol/full-options.ts';
import type { HookMark } from '../../../protocol/hooks.ts';
import { failed, ok, type RpcResult } from '../../../protocol/result.ts';
import { UserDataAnswer } from '../../../protocol/server.ts';
import type { Clock } from '../../ports.ts';
import { REQUEST_LIMIT_MS } from '../transport.ts';
import { within } from '../within.ts';

/** Runs a function of the site. Waits as long as the page does. */
export type CallHook = (mark: HookMark, ...args: unknown[]) => Promise<RpcResult<unknown>>;

const ANSWERS = {
  init: v.unknown(),
  startSession: v.object({ sessionId: v.pipe(v.string(), v.minLength(1)) }),
  sendMessage: v.unknown(),
  getTranscript: v.object({ transcript: v.array(v.unknown()) }),
  sendTyping: v.unknown(),
  leaveSession: v.nullish(v.object({ transcript: v.optional(v.array(v.unknown()), []) })),
  setUserData: v.unknown(),
  getUserData: UserDataAnswer,
  deleteUserData: v.unknown(),
};
export type SiteMethod = keyof typeof ANSWERS;
type AnswerTo<Method extends SiteMethod> = v.InferOutput<(typeof ANSWERS)[Method]>;

export type SiteCalls = {
  /** 100: no answer in time, or the site said so. */
  ask<Method extends SiteMethod>(method: Method, request?: object): Promise<RpcResult<AnswerTo<Method>>>;
  /** Hands over a callback, or says something that has no answer. */
  tell(method: Exclude<keyof TransportMarks, SiteMethod>, ...args: unknown[]): void;
};

export function createSiteCalls(marks: TransportMarks, call: CallHook, clock: Clock): SiteCalls {
  return {
    async ask(method, request) {
      const tooLate = `transport.${method}: no answer within ${REQUEST_LIMIT_MS / 1_000} seconds`;
      const late = failed(explained(SERVER_UNAVAILABLE, tooLate));
      const answer = await within(clock, REQUEST_LIMIT_MS, call(marks[method], ...(request ? [request] : [])), late);
      if (!answer.ok) return answer;
      const checked = v.safeParse(ANSWERS[method], answer.value);
      if (checked.success) return ok(checked.output as never);
      const words = describeIssue(checked.issues[0], 'answer');
      return failed(explained(COMMAND_FAILED, `transport.${method}: ${words}`));
    },
    tell(method, ...args) {
      const mark = marks[method];
      if (mark) void call(mark, ...args);
    },
  };
}
