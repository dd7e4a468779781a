import { describe, expect, it } from 'vitest';
import { finishLazyChunks, unusedExports } from '../../../build/lazy-chunks.ts';

const helper = (name: string) => `$p(()=>import(\`./${name}\`),[],import.meta.url)`;
const parent = (more = '') => ({
  fileName: 'assets/parent-AAAAAAAA.js',
  code: `import{t as $p,n as show}from"./document-DDDDDDDD.js";show(${more});const late=()=>${helper('child-BBBBBBBB.js')};export{late as l};`,
});
const child = (word: string) => ({
  fileName: 'assets/child-BBBBBBBB.js',
  code: `import{l as late}from"./parent-AAAAAAAA.js";late("${word}");export{};`,
});
const ORDER = ['a', 'n'];
const filesOf = (...chunks: Parameters<typeof finishLazyChunks>[0]) => finishLazyChunks(chunks, ORDER, 0).files;

describe('lazy chunks of the frame', () => {
  it('load each other by the names under which they are served, also in a circle', () => {
    const files = filesOf(parent(), child('hello'));
    const names = [...files.keys()].map((path) => path.replace('assets/', ''));
    expect(names).toHaveLength(2);
    for (const code of files.values()) expect(code).not.toMatch(/AAAAAAAA|BBBBBBBB|import\.meta/);
    expect([...files.values()][0]).toContain(`import(\`./${names[1]}\`)`);
    expect([...files.values()][1]).toContain(`from"./${names[0]}"`);
  });

  it('are renamed when anything that they may load is another', () => {
    const before = [...filesOf(parent(), child('hello')).keys()];
    const after = [...filesOf(parent(), child('goodbye')).keys()];
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });

  it('have other names in another draw, and load each other by these', () => {
    const drawn = finishLazyChunks([parent(), child('hello')], ORDER, 1).files;
    const before = [...filesOf(parent(), child('hello')).keys()];
    expect([...drawn.keys()].filter((name) => before.includes(name))).toEqual([]);
    const [, late = ''] = [...drawn.keys()].map((path) => path.replace('assets/', ''));
    expect([...drawn.values()][0]).toContain(`import(\`./${late}\`)`);
  });

  it('keep their names as long as nothing changes, in whatever order they come', () => {
    const names = [...filesOf(parent(), child('hello')).keys()].sort();
    expect([...filesOf(child('hello'), parent()).keys()].sort()).toEqual(names);
  });

  it('have other names at each draw, by which they still find each other', () => {
    const [first, second] = [0, 1].map((draw) => finishLazyChunks([parent(), child('hello')], ORDER, draw).files);
    const names = [...(second?.keys() ?? [])].map((path) => path.replace('assets/', ''));
    expect(names.filter((name) => first?.has(`assets/${name}`))).toEqual([]);
    expect([...(second?.values() ?? [])][0]).toContain(`import(\`./${names[1]}\`)`);
  });

  it('are asked for in whatever way a source is written, without the helper around it', () => {
    const odd = parent().code.replace(
      'const late',
      'const odd=()=>$p(()=>import(`./child-BBBBBBBB.js`).then(e=>show(")",e),()=>{}),[],import.meta.url);const late',
    );
    const [code = ''] = filesOf({ fileName: 'assets/parent-AAAAAAAA.js', code: odd }, child('hello')).values();
    expect(code).toMatch(/odd=\(\)=>\(\(\)=>import\(`\.\/child-[0-9a-f]{8}\.js`\)\.then\(.*?\)\)\(\);const late/);
  });

  it('are handed what the document shares by place, and not the helper that nobody calls', () => {
    expect(unusedExports([parent(), child('hello')])).toEqual(new Set(['t']));
    expect([...filesOf(parent(), child('hello')).values()][0]).toContain('const[,show]=globalThis.tagalong;');
  });
});
