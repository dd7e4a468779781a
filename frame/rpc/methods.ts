// What the host page can call: a table without a prototype, because Penpal resolves inherited names too. Each call is
// bounded in size and rate and answered with a value; a stack trace never leaves the frame.

import { COMMAND_FAILED, explained, PARAMETER_WRONG, TOO_MANY_CALLS } from '../../protocol/beginning-errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import { type FrameMethods, SetWindowCommand, Ticket } from '../../protocol/rpc.ts';
import type { Clock } from '../ports.ts';
import type { CommandName } from '../session/conversation.ts';
import type { Engine } from '../session/engine.ts';
import { checked } from './checked.ts';
import { createBucket, isBounded } from './limits.ts';

type Run = (engine: Engine, input: unknown) => Promise<RpcResult<unknown>>;

/** These need a conversation, and wait for its part to be there. */
const COMMANDS: readonly CommandName[] = [
  'sendMessage',
  'sendFile',
  'sendTyping',
  'getTranscript',
  'setUserData',
  'getUserData',
  'deleteUserData',
  'leave',
];

/** `engine`: calls that come before it exists wait for it. */
export function createFrameMethods(engine: Promise<Engine>, clock: Pick<Clock, 'uptime'>): FrameMethods {
  const bounded = (run: Run) => {
    const mayCall = createBucket(clock);
    return async (input: unknown): Promise<RpcResult<unknown>> => {
      if (!mayCall()) return failed(TOO_MANY_CALLS);
      try {
        if (!isBounded(input)) return failed(explained(PARAMETER_WRONG, 'The call is too large.'));
        return await run(await engine, input);
      } catch {
        return failed(COMMAND_FAILED);
      }
    };
  };
  const methods: Record<string, unknown> = Object.create(null);
  methods.submit = bounded((to, input) =>
    checked(Ticket, input, (ticket) => {
      to.submit(ticket);
      return ok('accepted');
    }),
  );
  methods.setWindow = bounded((to, input) =>
    checked(SetWindowCommand, input, (command) => {
      to.setWindow(command.to);
      return ok(null);
    }),
  );
  methods.callbackCalls = bounded(async (to, input) => (await to.extras()).callbackCalls(input));
  for (const name of COMMANDS) methods[name] = bounded(async (to, input) => (await to.commands())[name](input));
  return Object.freeze(methods) as FrameMethods;
}
