// Parts options into data, which crosses to the frame, and functions of the site, which stay here and are run by their
// place in the options. Says what cannot cross. Knows nothing of the link.

import { isElement } from './page-options.ts';
import { type Unfit, unfit } from './unfit.ts';

/** Names and texts of all options together. Far below what the frame takes in one call. */
const MAX_CHARS = 300_000;

export type AnyFunction = (...args: unknown[]) => unknown;
/** By place: `registration`, `transport.sendMessage`, `registration.inputs.2.validate`. */
export type Hooks = Map<string, AnyFunction>;

/** Where a function may stand; `stateStorage` is the original's and has no meaning here. */
const FUNCTION_PLACE =
  /^(stateStorage\.\w+|registration(\.inputs\.\d+\.validate)?|logger|ui\.onBefore\w+|transport\.\w+)$/;

/** A class's methods are not its own and not enumerable. What else an instance has is its own business. */
function methodsOf(transport: object): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (let of: object | null = transport; of && of !== Object.prototype; of = Object.getPrototypeOf(of)) {
    for (const name of Object.getOwnPropertyNames(of)) {
      const value = (transport as Record<string, unknown>)[name];
      if (typeof value === 'function' && name !== 'constructor') found.push([name, value]);
    }
  }
  return found;
}

/** Throws an Unfit. */
export function partOptions(options: object, hooks: Hooks) {
  let left = MAX_CHARS;
  const within = new Set<unknown>();

  const part = (value: unknown, place: string, owner: object): unknown => {
    const kind = typeof value;
    left -= place.length + (kind === 'string' ? (value as string).length : 1);
    if (left < 0 || (value as [])?.length > left) throw unfit(place, 'too much', 'less');
    if (kind === 'function' && FUNCTION_PLACE.test(place)) {
      hooks.set(place, (...args) => (value as AnyFunction).apply(owner, args));
      return { $hook: place };
    }
    if (/^[fsb][uyi]/.test(kind)) throw unfit(place, `a ${kind}`);
    if (kind !== 'object' || !value) return value;
    if (place === 'ui.container' && isElement(value)) return true;
    if (within.has(value)) throw unfit(place, 'a cycle');
    within.add(value);
    const entries = place === 'transport' ? methodsOf(value) : Object.entries(value);
    const data = Array.isArray(value)
      ? Array.from(value, (item, index) => part(item, `${place}.${index}`, value))
      : Object.fromEntries(entries.map(([name, inner]) => [name, part(inner, `${place}.${name}`, value)]));
    within.delete(value);
    return data;
  };

  const partOne = (name: string) => {
    try {
      return [name, part((options as Record<string, unknown>)[name], name, options)];
    } catch (error) {
      throw (error as Unfit | null)?.words ? error : unfit(name, 'an unreadable value');
    }
  };
  return Object.fromEntries(Object.keys(options).map(partOne)) as Record<string, unknown>;
}
