// Turns what came over a line into a request, or into a refusal that says what was expected and what came.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import {
  explained,
  type Failure,
  MESSAGE_TOO_LONG,
  PARAMETER_MISSING,
  PARAMETER_WRONG,
  UNKNOWN_COMMAND,
} from '../../protocol/errors.ts';
import { Id, MAX_MESSAGE_CHARS } from '../../protocol/session.ts';

/** Stands in an answer's place of the request's id where none could be read. */
export const NO_ID = 'unreadable';

type Reading<T> = { ok: true; request: T } | { ok: false; id: string; error: Failure };

function failureOf(issue: v.BaseIssue<unknown>): Failure {
  const path = (issue.path ?? []).map((item) => item.key);
  const last = path.at(-1);
  const tooLong = issue.type === 'max_length' && last === 'text' && typeof issue.input === 'string';
  if (tooLong) {
    const why = `text: expected at most ${MAX_MESSAGE_CHARS} characters, received ${String(issue.input).length}`;
    return explained(MESSAGE_TOO_LONG, why);
  }
  const kind = last === 'type' ? UNKNOWN_COMMAND : issue.input === undefined ? PARAMETER_MISSING : PARAMETER_WRONG;
  return explained(kind, describeIssue(issue, 'request'));
}

/** Finds the id of a request that is wrong elsewhere, so that its sender can tell which one was refused. */
function idOf(value: unknown): string {
  const holder = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const inner = typeof holder.request === 'object' ? (holder.request as Record<string, unknown> | null) : null;
  const id = v.safeParse(Id, inner ? inner.id : holder.id);
  return id.success ? id.output : NO_ID;
}

/** The refusal of a request that is larger than the operator allows. */
export const tooLarge = (value: unknown, maxBytes: number, sizeBytes: number): { id: string; error: Failure } => ({
  id: idOf(value),
  error: explained(PARAMETER_WRONG, `request: expected at most ${maxBytes} bytes, received ${sizeBytes}`),
});

export function readRequest<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Reading<T> {
  const checked = v.safeParse(schema, value, { abortEarly: true });
  if (checked.success) return { ok: true, request: checked.output };
  return { ok: false, id: idOf(value), error: failureOf(checked.issues[0]) };
}

export function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
