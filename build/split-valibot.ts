// Takes Valibot, which comes as one module, apart into one for each of its functions. A bundler puts whole modules into
// chunks: what only a lazy chunk of the frame checks with would otherwise be carried by the document.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { withoutTranslations } from './lean-valibot.ts';

export const ENTRY = '\0valibot';
const DECLARED = /^(?:async function|function|const|let|var|class) ([\w$]+)/gm;
const WORDS = /(?<![\w$.])[A-Za-z_$][\w$]*/g;

/** By module id; the last one stands for the whole. Each imports what it names and another one declares. */
export function splitModule(code: string, idFor = (part: number) => `${ENTRY}/${part}`): Map<string, string> {
  const clause = /export \{([^}]*)\};?\s*$/.exec(code)?.[1];
  if (!clause) throw new Error('Valibot has changed: no list of exports found');
  const regions = code.split(/^\/\/#region .*$/m).slice(1);
  const declaredIn = new Map<string, number>();
  for (const [number, region] of regions.entries()) {
    for (const [, name = ''] of region.matchAll(DECLARED)) declaredIn.set(name, number);
  }
  const idOf = (name: string) => idFor(declaredIn.get(name) ?? -1);
  const modules = new Map<string, string>();
  for (const [number, region] of regions.entries()) {
    const body = region.replace(/^export \{[\s\S]*$/m, '');
    const used = new Set([...body.matchAll(WORDS)].map(([word]) => word));
    const imports = [...used].filter((name) => declaredIn.has(name) && declaredIn.get(name) !== number);
    const own = [...declaredIn].filter(([, at]) => at === number).map(([name]) => name);
    const lines = imports.map((name) => `import { ${name} } from '${idOf(name)}';`);
    modules.set(idFor(number), [...lines, body, `export { ${own.join(', ')} };`].join('\n'));
  }
  const exported = clause.split(',').map((item) => item.trim().split(' as '));
  const lines = exported.map(([name = '', as = name]) => `export { ${name} as ${as} } from '${idOf(name)}';`);
  return modules.set(ENTRY, lines.join('\n'));
}

export function splitValibot(): Plugin {
  let modules: Map<string, string> | undefined;
  const all = () => {
    const file = createRequire(import.meta.url)
      .resolve('valibot')
      .replace(/index\.c?js$|index\.cjs$/, 'index.mjs');
    modules ??= splitModule(withoutTranslations(readFileSync(file, 'utf8')));
    return modules;
  };
  return {
    name: 'tagalong:split-valibot',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (source) => (source === 'valibot' ? ENTRY : source.startsWith(`${ENTRY}/`) ? source : undefined),
    load: (id) => (id.startsWith(ENTRY) ? { code: all().get(id) ?? '', moduleSideEffects: false } : undefined),
  };
}
