// The frame's lazy chunks, as they are served: each is named by what is in it and in all that it may load, and what it
// shares with the document, which has no address to import from, it is handed over by a global. Chunks may load each
// other, also in a circle. Knows nothing of the document but what it shares.

import { createHash } from 'node:crypto';

/** A finished chunk of the bundler's, by its name with the bundler's own hash. */
export type BundledChunk = { fileName: string; code: string };

/** Where the document puts what it shares, in an order that both know. */
export const SHARED = 'globalThis.tagalong';

export const baseName = (fileName: string) => fileName.replace(/^.*\//, '');
const withoutHash = (fileName: string) => fileName.replace(/-[\w-]{8}\.js$/, '');

/** They stand in one folder. */
const FROM_NEIGHBOUR = /(\bfrom\s*["'`]\.\/)([^"'`]+)(?=["'`])/g;
const IMPORT_NEIGHBOUR = /(\bimport\(\s*["'`]\.\/)([^"'`]+)(?=["'`]\s*\))/g;
const FROM_DOCUMENT = /\bimport\s*\{([^}]*)\}\s*from\s*["'`]\.\/document-[^"'`]+["'`];?/;

/**
 * Vite wraps each import() into a helper that preloads style sheets; these chunks have none. No other import() may lie
 * between the helper's call and its own.
 */
export const PRELOADED_IMPORT =
  /([\w$]+)\((?:async)?\(\)=>(?:\{[^`(]*)?(?:await )?import\(`\.\/([^`]+)`\)[^[(]*\[\],import\.meta\.url\)/g;

/** `a as b,c` of an export or import clause as pairs of the two names. */
export const pairs = (clause: string): [first: string, second: string][] =>
  clause
    .split(',')
    .filter((item) => item.trim())
    .map((item) => {
      const [first = '', second = first] = item.trim().split(/\s+as\s+/);
      return [first, second];
    });

const clauseOf = (code: string) => new Map(pairs(FROM_DOCUMENT.exec(code)?.[1] ?? ''));

const WRAPPED_END = ',[],import.meta.url)';

/** Where the bracket was opened that `end` would close; -1: nowhere. Strings are stepped over. */
function openingBefore(code: string, end: number): number {
  for (let at = end - 1, depth = 0; at >= 0; at -= 1) {
    const letter = code[at] ?? '';
    if ('`"\''.includes(letter)) at = code.lastIndexOf(letter, at - 1);
    else if (')}]'.includes(letter)) depth += 1;
    else if ('({['.includes(letter) && depth-- === 0) return at;
  }
  return -1;
}

/** Each import() without the helper around it, and the names that the helper went by. */
function unwrapped(code: string): { code: string; helpers: Set<string | undefined> } {
  const helpers = new Set([...code.matchAll(PRELOADED_IMPORT)].map(([, helper]) => helper));
  let rest = code.replace(PRELOADED_IMPORT, (_whole, _helper, other: string) => `import(\`./${other}\`)`);
  for (let end = rest.indexOf(WRAPPED_END); end >= 0; end = rest.indexOf(WRAPPED_END)) {
    const opening = openingBefore(rest, end);
    const helper = /[\w$]+$/.exec(rest.slice(0, opening))?.[0];
    if (!helper) throw new Error('an import() is wrapped in an unknown way');
    helpers.add(helper);
    const run = rest.slice(opening + 1, end);
    rest = `${rest.slice(0, opening - helper.length)}(${run})()${rest.slice(end + WRAPPED_END.length)}`;
  }
  return { code: rest, helpers };
}

/** What the document need not share: nobody but Vite's helper calls it, and that is taken out. */
export function unusedExports(chunks: readonly BundledChunk[]): Set<string> {
  const unused = new Set<string>();
  for (const { code } of chunks) {
    const { helpers } = unwrapped(code);
    for (const [exported, local] of clauseOf(code)) if (helpers.has(local)) unused.add(exported);
  }
  return unused;
}

/** `order`: the names under which the document hands over what is shared, by place. */
function bind(code: string, name: string, order: readonly string[]): string {
  const bound = unwrapped(code).code.replace(FROM_DOCUMENT, (_whole, clause: string) => {
    const locals = new Map(pairs(clause));
    return `const[${order.map((exported) => locals.get(exported) ?? '')}]=${SHARED};`;
  });
  if (/\bfrom\s*["'`]\.\/document-/.test(bound)) throw new Error(`${name} imports what has no address`);
  return bound;
}

const neighboursIn = (code: string): string[] =>
  [FROM_NEIGHBOUR, IMPORT_NEIGHBOUR].flatMap((pattern) => [...code.matchAll(pattern)].map(([, , other = '']) => other));

const renameIn = (code: string, nameFor: (other: string) => string): string =>
  [FROM_NEIGHBOUR, IMPORT_NEIGHBOUR].reduce(
    (text, pattern) => text.replace(pattern, (_whole, before: string, other: string) => before + nameFor(other)),
    code,
  );

/** `salt`: with another one all names are others. */
export function finishLazyChunks(chunks: readonly BundledChunk[], order: readonly string[], salt = 0) {
  const bound = new Map(chunks.map(({ fileName, code }) => [baseName(fileName), bind(code, fileName, order)]));
  const full = new Map(chunks.map(({ fileName }) => [baseName(fileName), fileName]));
  /** The chunk and all that it may load, however late. */
  const reach = (name: string, seen = new Set<string>()): Set<string> => {
    const code = bound.get(name);
    if (code === undefined || seen.has(name)) return seen;
    seen.add(name);
    for (const other of neighboursIn(code)) reach(other, seen);
    return seen;
  };
  const finalName = (name: string): string => {
    if (!bound.has(name)) return name;
    const hash = createHash('sha256').update(String(salt));
    const [own = '', ...others] = [...reach(name)].map((each) => renameIn(bound.get(each) ?? '', withoutHash));
    for (const text of [own, ...others.sort()]) hash.update(text);
    return `${withoutHash(name)}-${hash.digest('hex').slice(0, 8)}.js`;
  };
  return {
    /** What each file has in it, by its path. */
    files: new Map(
      [...bound].map(([name, code]) => [
        (full.get(name) ?? name).replace(name, finalName(name)),
        renameIn(code, finalName),
      ]),
    ),
    finalName,
    /** What a chunk cannot begin without, besides itself. */
    needs: (name: string): string[] =>
      [...(bound.get(name) ?? '').matchAll(FROM_NEIGHBOUR)]
        .map(([, , other = '']) => other)
        .filter((other) => bound.has(other)),
  };
}
