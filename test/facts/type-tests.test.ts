// Every name that the package's types export stands in a table of test/types/consumer. The tables name every member of it, or
// they would not compile: that is test/facts/npm-door.test.ts. The compiler is the one with a stable interface.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type * as TypeScript from '../../node_modules/@arethetypeswrong/core/node_modules/typescript';
import { manifest } from '../support/npm-package.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ts: typeof TypeScript = createRequire(`${root}node_modules/@arethetypeswrong/core/package.json`)('typescript');

const consumer = `${root}test/types/consumer/`;
const TABLES = ['Wrong', 'WrongMethods', 'Equal'];

/** By the name to import from. */
const doors = Object.entries(manifest.exports).flatMap(([door, to]) =>
  typeof to === 'string' ? [] : [[door.replace('.', manifest.name), `${root}${to.types}`] as const],
);

const program = ts.createProgram(
  readdirSync(consumer).map((name) => consumer + name),
  {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: Object.fromEntries(doors.map(([name, path]) => [name, [path]])),
  },
);
const checker = program.getTypeChecker();

const exportsOf = (path: string): TypeScript.Symbol[] => {
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  return module ? checker.getExportsOfModule(module) : expect.unreachable(`${path} is imported by no type test`);
};
const real = (symbol: TypeScript.Symbol): TypeScript.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The names that tables are about: in their first place, also by way of a name that the file itself gives. */
function namesInTables(): Set<TypeScript.Symbol> {
  const found = new Set<TypeScript.Symbol>();
  const take = (node: TypeScript.Node): void => {
    const symbol = ts.isIdentifier(node) && checker.getSymbolAtLocation(node);
    if (symbol && !found.has(real(symbol))) {
      found.add(real(symbol));
      for (const declared of real(symbol).declarations ?? []) {
        if (declared.getSourceFile().fileName.startsWith(consumer)) take(declared);
      }
    }
    ts.forEachChild(node, take);
  };
  const look = (node: TypeScript.Node): void => {
    if (ts.isTypeReferenceNode(node) && TABLES.includes(node.typeName.getText())) {
      const [about] = node.typeArguments ?? [];
      if (about) take(about);
    }
    ts.forEachChild(node, look);
  };
  for (const file of program.getSourceFiles()) if (file.fileName.startsWith(consumer)) look(file);
  return found;
}

it.each(doors)('every public name of %s has a table of what compiles and what does not', (_name, path) => {
  const tested = namesInTables();
  const names = exportsOf(path);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((symbol) => !tested.has(real(symbol))).map(({ name }) => name)).toEqual([]);
});
