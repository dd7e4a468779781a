// What the host page can call: a table without a prototype, because Penpal resolves inherited names too. Each call is
// checked, bounded in size and rate, and answered with a value; a stack trace never leaves the frame.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import {
  COMMAND_FAILED,
  explained,
  MESSAGE_TOO_LONG,
  PARAMETER_MISSING,
  PARAMETER_WRONG,
  TOO_MANY_CALLS,
} from '../../protocol/errors.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import {
  DeleteUserDataCommand,
  type FrameMethods,
  GetTranscriptCommand,
  GetUserDataCommand,
  LeaveCommand,
  SendMessageCommand,
  SendTypingCommand,
  SetUserDataCommand,
  SetWindowCommand,
  Ticket,
} from '../../protocol/rpc.ts';
import { MAX_MESSAGE_CHARS } from '../../protocol/session.ts';
import type { Clock } from '../ports.ts';
import type { Engine } from '../session/engine.ts';
import { createBucket, isBounded } from './limits.ts';

/** `engine`: calls that come before it exists wait for it. */
export function createFrameMethods(engine: Promise<Engine>, clock: Pick<Clock, 'now'>): FrameMethods {
  function checked<Schema extends v.GenericSchema, Value>(
    schema: Schema,
    run: (engine: Engine, command: v.InferOutput<Schema>) => Promise<RpcResult<Value>>,
  ) {
    const mayCall = createBucket(clock);
    return async (input: unknown): Promise<RpcResult<Value>> => {
      if (!mayCall()) return failed(TOO_MANY_CALLS);
      try {
        if (!isBounded(input)) return failed(explained(PARAMETER_WRONG, 'The call is too large.'));
        const command = v.safeParse(schema, input);
        return command.success ? await run(await engine, command.output) : failed(refusal(command.issues[0]));
      } catch {
        return failed(COMMAND_FAILED);
      }
    };
  }
  const methods: FrameMethods = {
    submit: checked(Ticket, async (to, ticket) => {
      to.submit(ticket);
      return ok('accepted' as const);
    }),
    setWindow: checked(SetWindowCommand, (to, command) => to.setWindow(command)),
    sendMessage: checked(SendMessageCommand, (to, command) => to.sendMessage(command)),
    sendTyping: checked(SendTypingCommand, (to, command) => to.sendTyping(command)),
    getTranscript: checked(GetTranscriptCommand, (to, command) => to.getTranscript(command)),
    setUserData: checked(SetUserDataCommand, (to, command) => to.setUserData(command)),
    getUserData: checked(GetUserDataCommand, (to, command) => to.getUserData(command)),
    deleteUserData: checked(DeleteUserDataCommand, (to, command) => to.deleteUserData(command)),
    leave: checked(LeaveCommand, (to, command) => to.leave(command)),
  };
  return Object.freeze(Object.assign(Object.create(null), methods));
}

function refusal(issue: v.BaseIssue<unknown>) {
  const words = describeIssue(issue, 'the command');
  if (issue.type === 'max_length' && issue.path?.[0]?.key === 'text') {
    return explained(MESSAGE_TOO_LONG, `text: expected at most ${MAX_MESSAGE_CHARS} characters`);
  }
  return explained(issue.received === 'undefined' ? PARAMETER_MISSING : PARAMETER_WRONG, words);
}
