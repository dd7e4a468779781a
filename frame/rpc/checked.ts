// What comes from the host page is data until a schema has said otherwise; what goes back is a value, never a stack.

import * as v from 'valibot';
import { MAX_MESSAGE_CHARS } from '../../protocol/basics.ts';
import {
  COMMAND_FAILED,
  explained,
  type Failure,
  MESSAGE_TOO_LONG,
  PARAMETER_MISSING,
  PARAMETER_WRONG,
} from '../../protocol/beginning-errors.ts';
import { describeIssue } from '../../protocol/describe.ts';
import { failed, type RpcResult } from '../../protocol/result.ts';

export async function checked<Schema extends v.GenericSchema, Value>(
  schema: Schema,
  input: unknown,
  run: (command: v.InferOutput<Schema>) => RpcResult<Value> | Promise<RpcResult<Value>>,
): Promise<RpcResult<Value>> {
  try {
    const command = v.safeParse(schema, input);
    return command.success ? await run(command.output) : failed(refusal(command.issues[0]));
  } catch {
    return failed(COMMAND_FAILED);
  }
}

function refusal(issue: v.BaseIssue<unknown>): Failure {
  if (issue.type === 'max_length' && issue.path?.[0]?.key === 'text') {
    return explained(MESSAGE_TOO_LONG, `text: expected at most ${MAX_MESSAGE_CHARS} characters`);
  }
  const words = describeIssue(issue, 'the command');
  return explained(issue.received === 'undefined' ? PARAMETER_MISSING : PARAMETER_WRONG, words);
}
