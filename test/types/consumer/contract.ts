// How the tables beside this file say what compiles and what does not. A table names every member of a type, or it does not
// compile; each row has a type that must be taken and one that must be refused.

type Rows<T> = { [Name in keyof T]-?: [takes: unknown, refuses: unknown] };

type IsTaken<Value, By> = [Value] extends [By] ? true : false;

/** The members of which the table is not true. What takes anything at all (`any`, `unknown`) is among them. */
export type Wrong<T, Table extends Rows<T>> = {
  [Name in keyof T]-?: [IsTaken<Table[Name][0], T[Name]>, IsTaken<Table[Name][1], T[Name]>] extends [true, false]
    ? never
    : Name;
}[keyof T];

type Methods<T> = { [Name in keyof T]-?: [takes: unknown[], refuses: unknown[], gives: unknown] };

/** The same for methods: arguments that must be taken, some that must not, and exactly what comes back. */
export type WrongMethods<T, Table extends Methods<T>> = {
  [Name in keyof T]-?: T[Name] extends (...args: infer Args) => infer Result
    ? [IsTaken<Table[Name][0], Args>, IsTaken<Table[Name][1], Args>, Equal<Result, Table[Name][2]>] extends [
        true,
        false,
        true,
      ]
      ? never
      : Name
    : Name;
}[keyof T];

/** Not merely assignable: an optional member or an `any` tells the two apart. */
export type Equal<Left, Right> =
  (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;

/** What a method gives that gives nothing. */
export type Nothing = ReturnType<() => void>;

/** Compiles only where nothing is wrong; otherwise the compiler names the members. */
export function none<_Wrong extends never>(): void {}

// A table that is not true does not compile, nor does one with a member missing.
// @ts-expect-error Takes what is said to be refused.
none<Wrong<{ a: string }, { a: ['x', 'y'] }>>();
// @ts-expect-error Refuses what is said to be taken.
none<Wrong<{ a: string }, { a: [1, 2] }>>();
// @ts-expect-error Anything goes.
none<Wrong<{ a: unknown }, { a: [1, 2] }>>();
// @ts-expect-error `b` has no row.
none<Wrong<{ a: string; b?: string }, { a: ['x', 1] }>>();
// @ts-expect-error Gives something else.
none<WrongMethods<{ a(x: string): number }, { a: [['x'], [1], string] }>>();
// @ts-expect-error Takes what is said to be refused.
none<WrongMethods<{ a(x?: string): number }, { a: [['x'], [], number] }>>();
