// Every text of the interface in turn with every text of a test's choice, in the states in which it stands. A text carries
// its own name behind it, so that what is seen can be told apart.

import { type Act, perform } from '../../../frame/gallery/acts.ts';
import { DONE } from '../../../frame/gallery/done.ts';
import { states } from '../../../frame/gallery/states.ts';
import { type AllStrings, en } from '../../../frame/locale/en.ts';
import { draw, drawNothing, place, settled } from './drawing.tsx';

type Scene = { state: string; acts: readonly Act[] };
/** `missing`: with how many texts one was seen. `changed`: what did not stand as it was given. */
export type Seen = { missing: Record<string, number>; changed: string[] };

export const names = Object.keys(en).filter((name) => name !== 'language' && name !== 'direction');
const NAMED = /¦(\w+)¦/g;

/** Nobody there has a name, and no list has a title. */
const nameless = (state: string) =>
  JSON.parse(
    JSON.stringify(states[state])
      .replace(/"name":"[^"]*"/g, '"name":""')
      .replace(/"title":"[^"]*",/g, ''),
  );
/** Much at once: each scene that shows a text for the first time is drawn with every one. */
const CROWDED: Scene[] = [
  {
    state: 'composer-files',
    acts: [
      ...(DONE['emoji-picker']?.acts ?? []),
      { press: '.save > button' },
      ...(DONE['file-remarks']?.acts ?? []),
      { hold: '.window' },
    ],
  },
  {
    state: 'composer-files',
    acts: [...(DONE['emoji-found']?.acts ?? []), ...(DONE['file-too-many']?.acts ?? [])],
  },
];
const all = { ...states, 'talking-nameless': nameless('talking'), 'list-nameless': nameless('list') };

function stringsAt(turn: number, texts: readonly string[]): AllStrings {
  const own = names.map((name, at) => {
    const text = `${texts[(turn + at) % texts.length]}¦${name}¦`;
    const usual = (en as Record<string, unknown>)[name];
    if (typeof usual !== 'string') return [name, { one: text, other: text }];
    return [name, usual.includes('{name}') ? `${text} {name}` : text];
  });
  return { ...en, ...Object.fromEntries(own) };
}

/** Everything that is to be read, seen or unseen. */
function stringsThere(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? '');
  for (const element of place.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
  }
  return found;
}
const namesThere = () => stringsThere().flatMap((text) => [...text.matchAll(NAMED)].map(([, name = '']) => name));
const bare = (text: string): string => text.replace(/[\s\p{C}\ufffd]+/gu, '');

let scene = new AbortController();

async function begin({ state, acts }: Scene, texts: readonly string[]): Promise<void> {
  scene.abort();
  scene = new AbortController();
  drawNothing();
  draw(all[state as never], stringsAt(0, texts));
  for (const one of acts) {
    await settled();
    await perform(one, scene.signal);
  }
  await settled();
}

/** Those scenes that show a text which none before them shows are drawn with every text. */
export async function run(texts: readonly string[]): Promise<Seen> {
  const seen = new Map<string, Set<number>>(names.map((name) => [name, new Set()]));
  const changed = new Set<string>();
  const look = (turn: number): void => {
    for (const text of stringsThere()) {
      for (const [, name = ''] of text.matchAll(NAMED)) {
        const which = (turn + names.indexOf(name)) % texts.length;
        seen.get(name)?.add(which);
        const given = texts[which] ?? '';
        // What has a place for a name or a number is filled in.
        if (!/\{(name|count|size)\}/.test(given) && !bare(text).includes(bare(given))) changed.add(`${name}: ${given}`);
      }
    }
  };
  const plain = Object.keys(all).map((state): Scene => ({ state, acts: [] }));
  for (const one of [...CROWDED, ...Object.values(DONE), ...plain]) {
    await begin(one, texts);
    if (namesThere().every((name) => seen.get(name)?.size === texts.length)) continue;
    for (let turn = 0; turn < texts.length; turn += 1) {
      draw(all[one.state as never], stringsAt(turn, texts));
      look(turn);
      // Whoever watches has a turn too.
      if (turn % 20 === 0) await new Promise((next) => setTimeout(next));
    }
  }
  scene.abort();
  const missing = [...seen].filter(([, which]) => which.size < texts.length).map(([name, which]) => [name, which.size]);
  return { missing: Object.fromEntries(missing), changed: [...changed] };
}
