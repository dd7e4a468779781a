// Parts options into data, which crosses to the frame, and functions of the site, which stay here and are run by their
// place in the options. Says what cannot cross. Knows nothing of the link.

import { IGNORED_OPTIONS, MAX_OPTION_CHARS } from '../../protocol/option-limits.ts';

export type AnyFunction = (...args: unknown[]) => unknown;
/** By place: `registration`, `transport.sendMessage`, `registration.inputs.2.validate`. */
export type Hooks = Map<string, AnyFunction>;

/** Where a function may stand. */
const FUNCTION_PLACE = /^(registration(\.inputs\.\d+\.validate)?|logger|ui\.onBefore\w+|transport\.\w+)$/;

/** What is wrong, in words, beginning with the place. */
export class Unfit extends Error {}

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

/** A class's methods are not its own and not enumerable. */
function methodsOf(transport: object): [string, unknown][] {
  const names = new Set<string>();
  for (let of: object | null = transport; of && of !== Object.prototype; of = Object.getPrototypeOf(of)) {
    for (const name of Object.getOwnPropertyNames(of)) names.add(name);
    if (names.size > 999) throw new Unfit('transport: expected an object of a dozen methods, received a larger one');
  }
  return [...names]
    .map((name): [string, unknown] => [name, (transport as Record<string, unknown>)[name]])
    .filter(([name, value]) => typeof value === 'function' && name !== 'constructor');
}

/** Throws Unfit. `isContainer`: an element that may stand at `ui.container`. */
export function partOptions(options: object, hooks: Hooks, isContainer: (value: unknown) => boolean) {
  let left = MAX_OPTION_CHARS;

  const part = (value: unknown, place: string, owner: object, within: readonly unknown[]): unknown => {
    left -= place.length + (typeof value === 'string' ? value.length : 1);
    if (left < 0) throw new Unfit(`${place}: expected less, received more than the options may hold`);
    if (typeof value === 'function') {
      if (!FUNCTION_PLACE.test(place)) throw new Unfit(`${place}: expected plain data, received a function`);
      hooks.set(place, (...args) => value.apply(owner, args));
      return { $hook: place };
    }
    if (typeof value === 'symbol' || typeof value === 'bigint') {
      throw new Unfit(`${place}: expected plain data, received ${kindOf(value)}`);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (place === 'ui.container' && isContainer(value)) return true;
    if (within.includes(value)) throw new Unfit(`${place}: expected plain data, received an object that holds itself`);
    const inner = [...within, value];
    if (inner.length > 20) throw new Unfit(`${place}: expected plain data, received an object that is too deep`);
    if (place === 'transport') return partAll(methodsOf(value), place, value, inner);
    if (!Array.isArray(value)) return partAll(Object.entries(value), place, value, inner);
    if (value.length > left) throw new Unfit(`${place}: expected less, received a list of ${value.length}`);
    return Array.from(value, (item, index) => part(item, `${place}.${index}`, value, inner));
  };

  /** Without a prototype, so that an option named __proto__ arrives as the unknown option that it is. */
  const partAll = (entries: [string, unknown][], place: string, owner: object, within: readonly unknown[]) => {
    const data: Record<string, unknown> = Object.create(null);
    for (const [name, value] of entries) data[name] = part(value, `${place}.${name}`, owner, within);
    return data;
  };

  const data: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(options)) {
    try {
      const value = (options as Record<string, unknown>)[name];
      // Of the original, without a meaning here: whatever it is, it is not looked at.
      data[name] = IGNORED_OPTIONS.includes(name) ? true : part(value, name, options, []);
    } catch (error) {
      if (error instanceof Unfit) throw error;
      throw new Unfit(`${name.slice(0, 100)}: expected plain data, received an unreadable value`);
    }
  }
  return data;
}
