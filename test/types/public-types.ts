// The public types are written plainly, their twins come from schemas. This file compiles only while the two are equal,
// so `npm run typecheck` is the test.

import type { FailEvent, FormDefinition, FormInput, UserData } from '../../host/index.ts';
import type { ApiEvents } from '../../protocol/api-events.ts';
import type { FailureSchema } from '../../protocol/failure.ts';
import type * as options from '../../protocol/full-options.ts';
import type { HookMark } from '../../protocol/hooks.ts';
import type * as session from '../../protocol/session.ts';

/** Equal, not merely assignable: a field that one side lacks, or has as optional, tells them apart. */
type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
/** Functions stay on the page, and a mark crosses in place of each. */
type Crossed<T> = T extends (...args: never[]) => unknown
  ? HookMark
  : T extends object
    ? { [Key in keyof T]: Crossed<T[Key]> }
    : T;
type OutputOf<Schema extends { '~types'?: { output: unknown } | undefined }> = NonNullable<Schema['~types']>['output'];

export const EQUAL: [
  userData: Equal<UserData, session.UserData>,
  formInput: Equal<Crossed<FormInput>, options.FormInput>,
  formDefinition: Equal<Crossed<FormDefinition>, options.FormDefinition>,
  failure: Equal<NonNullable<FailEvent['error']>, OutputOf<typeof FailureSchema>>,
  failureInEvent: Equal<ApiEvents['error']['error'], OutputOf<typeof FailureSchema>>,
] = [true, true, true, true, true];

/** The comparison itself tells apart what must be told apart. */
export const DIFFERENT: [
  missing: Equal<{ a: string }, { a: string; b?: string }>,
  optional: Equal<{ a: string }, { a?: string }>,
  wider: Equal<string, string | number>,
] = [false, false, false];
