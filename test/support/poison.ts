// Ways in which a saved state may have gone bad: what disks, other builds and people make of it. Each gives a text that
// may stand in the storage in its place.

import fc from 'fast-check';

/** Every place in a value, as a path. */
const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))]
    : [path];

const valueAt = (state: unknown, path: readonly string[]): unknown =>
  path.reduce((value, name) => (value as Record<string, unknown>)[name], state);

/** `undefined`: without it. */
export function changed(state: unknown, path: readonly string[], to: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return to;
  const copy = (Array.isArray(state) ? [...state] : { ...(state as object) }) as Record<string, unknown>;
  if (rest.length === 0 && to === undefined) delete copy[name];
  else copy[name] = changed(copy[name], rest, to);
  return copy;
}

const textOf = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

const withBitFlipped = (text: string, place: number, bit: number): string => {
  const at = place % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
};

const ODD_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'phase', 'version', ''];

const KINDS: Record<string, (text: string) => fc.Arbitrary<string>> = {
  bits: (text) =>
    fc
      .array(fc.tuple(fc.nat(text.length - 1), fc.nat(7)), { minLength: 1, maxLength: 3 })
      .map((flips) => flips.reduce((now, [place, bit]) => withBitFlipped(now, place, bit), text)),
  cuts: (text) =>
    fc
      .tuple(fc.nat(text.length), fc.nat(text.length), fc.constantFrom('end', 'middle', 'twice'))
      .map(([one, other, what]) => {
        const [from, until] = [Math.min(one, other), Math.max(one, other)];
        if (what === 'end') return text.slice(0, from);
        return what === 'middle' ? text.slice(0, from) + text.slice(until) : text.slice(0, until) + text.slice(from);
      }),
  types: (text) => {
    const state = JSON.parse(text);
    const odd = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined), fc.string({ minLength: 1 }), fc.nat(3));
    return fc.tuple(fc.constantFrom(...pathsOf(state)), odd).map(([path, to]) => textOf(changed(state, path, to)));
  },
  swaps: (text) => {
    const state = JSON.parse(text);
    const paths = pathsOf(state).filter(({ length }) => length > 0);
    return fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths)).map(([one, other]) => {
      // What lies within the other has no place any more once that is moved.
      const [short, long] = one.length < other.length ? [one, other] : [other, one];
      if (short.every((name, place) => long[place] === name))
        return textOf(changed(state, short, valueAt(state, long)));
      return textOf(changed(changed(state, one, valueAt(state, other)), other, valueAt(state, one)));
    });
  },
  versions: (text) =>
    fc
      .constantFrom<unknown>(-1, 0, 2, 3, 99, 1.5, '1', '2', null, [1], 1e300, Number.MAX_SAFE_INTEGER)
      .map((version) => textOf({ ...JSON.parse(text), version })),
  names: (text) => {
    const names = [...new Set([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name))];
    return fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...ODD_NAMES), fc.constantFrom('true', '{"polluted":true}', ''))
      .map(([name, odd, value]) =>
        value ? text.replace(`"${name}":`, `"${odd}":${value},"${name}":`) : text.replaceAll(`"${name}":`, `"${odd}":`),
      );
  },
  strangers: (text) =>
    fc
      .tuple(fc.constantFrom('deployment', 'siteOrigin'), fc.constantFrom('other', 'http://blog.localhost', '', 'null'))
      .map(([name, value]) => textOf({ ...JSON.parse(text), [name]: value })),
  numbers: (text) =>
    fc
      .tuple(fc.nat(99), fc.constantFrom('1e999', '-1', '1.5', '9007199254740993', '0', '-0', '00', '1e300'))
      .map(([count, number]) => {
        let seen = -1;
        const all = [...text.matchAll(/:\d+/g)].length;
        return text.replace(/:\d+/g, (found) => {
          seen += 1;
          return seen === count % all ? `:${number}` : found;
        });
      }),
};

export const POISONS = Object.keys(KINDS);

/** One of the states gone bad in one of the ways: how, which, and what stands there. */
export const poisoned = <State extends { text: string }>(states: readonly State[]) =>
  fc
    .tuple(fc.constantFrom(...states), fc.constantFrom(...POISONS))
    .chain(([base, kind]) => fc.tuple(fc.constant(kind), fc.constant(base), KINDS[kind]!(base.text)));
