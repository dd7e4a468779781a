// The widget's whole interface in all its states, drawn over and over with texts of a test's choice. Runs in a page of its
// own, built for it; a text carries its own name behind it, so that what is seen can be told apart.

import { render } from 'preact';
// What comes late in the widget is here at once, so that no draw has to wait for it.
import '../../frame/ui/after/rating.tsx';
import '../../frame/ui/composer/take-files.ts';
import '../../frame/ui/emoji/emoji-picker.tsx';
import '../../frame/ui/talk/markdown.tsx';
import '../../frame/ui/talk/parts.tsx';
import { Launcher } from '../../frame/extras/launcher.tsx';
import { galleryFile } from '../../frame/gallery/parts.ts';
import { GALLERY_NOW, states } from '../../frame/gallery/states.ts';
import { type AllStrings, en } from '../../frame/locale/en.ts';
import { App } from '../../frame/ui/app.tsx';
import { LaterPage, type LaterPageComponent } from '../../frame/ui/later-page.tsx';
import type { RegistrationFormProps } from '../../frame/ui/registration-form.tsx';
import { SiteForm } from '../../frame/ui/site-form.tsx';
import styles from '../../frame/ui/styles.css?inline';
import { wear } from '../../frame/ui/wear.ts';

type Name = keyof AllStrings;
/** What is done in a state before it is looked at: the name says to what. */
export type Act =
  | { press: string }
  | { write: string; words: string }
  | { choose: string; files: [type: string, sizeBytes: number][] }
  | { hold: string }
  | { scroll: string };
export type Scene = { state: string; acts: Act[] };
export type Seen = { drawn: string[]; missing: Record<string, number>; changed: string[] };

const names = (Object.keys(en) as Name[]).filter((name) => name !== 'language' && name !== 'direction');
const MARK = '¦';
const place = document.getElementById('widget') as HTMLElement;

function stringsAt(turn: number, texts: readonly string[]): AllStrings {
  const own = names.map((name, at) => {
    const text = `${texts[(turn + at) % texts.length]}${MARK}${name}${MARK}`;
    const usual = en[name];
    if (typeof usual !== 'string') return [name, { one: text, other: text }];
    return [name, usual.includes('{name}') ? `${text} {name}` : text];
  });
  return { ...en, ...Object.fromEntries(own) };
}

let strings: AllStrings = en;
const never = () => new Promise<null>(() => {});
const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={never} />;
const Page: LaterPageComponent = (props) => <LaterPage {...props} fileAddress={galleryFile} />;

function draw(state: string, given: AllStrings): void {
  strings = given;
  const chosen = states[state];
  if (!chosen) throw new Error(`there is no state ${state}`);
  render(
    <App laterPage={Page} siteForm={Form} state={chosen} strings={given} now={() => GALLERY_NOW} onWish={() => {}} />,
    place,
  );
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

const settled = () => new Promise((done) => setTimeout(done, 60));
const bare = (text: string): string => text.replace(/[\s\p{C}\ufffd]+/gu, '');

const find = (css: string) => document.querySelector<HTMLInputElement>(css);
function transferOf(files: [type: string, sizeBytes: number][]): DataTransfer {
  const transfer = new DataTransfer();
  for (const [type, sizeBytes] of files) transfer.items.add(new File([new Uint8Array(sizeBytes)], 'a file', { type }));
  return transfer;
}

function act(one: Act): void {
  if ('press' in one) return find(one.press)?.click();
  if ('hold' in one) {
    const dataTransfer = transferOf([['text/plain', 1]]);
    return void find(one.hold)?.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer }));
  }
  if ('scroll' in one) return find(one.scroll)?.scrollTo(0, 0);
  const field = find('write' in one ? one.write : one.choose);
  if (!field) throw new Error(`nothing there: ${JSON.stringify(one)}`);
  if ('write' in one) field.value = one.words;
  else field.files = transferOf(one.files).files;
  field.dispatchEvent(new Event('write' in one ? 'input' : 'change', { bubbles: true }));
}

async function set({ state, acts }: Scene, texts: readonly string[]): Promise<void> {
  render(null, place);
  draw(state, stringsAt(0, texts));
  for (const one of acts) {
    await settled();
    act(one);
  }
  await settled();
}

/** Those scenes that show a text which none before them shows are drawn with every text. */
async function run(texts: readonly string[], extra: readonly Scene[]): Promise<Seen> {
  const seen = new Map<string, Set<number>>(names.map((name) => [name, new Set()]));
  const changed = new Set<string>();
  const drawn: string[] = [];
  const look = (turn: number): void => {
    for (const text of stringsThere()) {
      for (const [, name = ''] of text.matchAll(/¦(\w+)¦/g)) {
        const which = (turn + names.indexOf(name as Name)) % texts.length;
        seen.get(name)?.add(which);
        const given = texts[which] ?? '';
        // What has a place for a name or a number is filled in.
        if (!/\{(name|count|size)\}/.test(given) && !bare(text).includes(bare(given))) changed.add(`${name}: ${given}`);
      }
    }
  };
  const complete = () => [...seen.values()].filter((which) => which.size === texts.length).length;
  const scenes = [...extra, ...Object.keys(states).map((state): Scene => ({ state, acts: [] }))];
  for (const scene of scenes) {
    await set(scene, texts);
    const there = stringsThere().flatMap((text) => [...text.matchAll(/¦(\w+)¦/g)].map(([, name = '']) => name));
    if (there.every((name) => seen.get(name)?.size === texts.length)) continue;
    const before = complete();
    for (let turn = 0; turn < texts.length; turn += 1) {
      draw(scene.state, stringsAt(turn, texts));
      look(turn);
      // Whoever watches has a turn too.
      if (turn % 20 === 0) await new Promise((done) => setTimeout(done));
    }
    drawn.push(`${scene.state} ${complete() - before}`);
  }
  const missing = [...seen].filter(([, which]) => which.size < texts.length).map(([name, which]) => [name, which.size]);
  return { drawn, missing: Object.fromEntries(missing), changed: [...changed] };
}

/** Nobody there has a name, and no list has a title. */
const nameless = (state: string) =>
  JSON.parse(
    JSON.stringify(states[state])
      .replace(/"name":"[^"]*"/g, '"name":""')
      .replace(/"title":"[^"]*",/g, ''),
  );
Object.assign(states, { 'talking-nameless': nameless('talking'), 'list-nameless': nameless('list') });

wear(styles);
/** Everybody has this name, and the launcher too; gives what stands in each place of it. */
async function people(texts: readonly string[], spots: Readonly<Record<string, [state: string, css: string]>>) {
  const found: Record<string, string[]> = {};
  for (const [place_, [state, css]] of Object.entries(spots)) {
    const words: string[] = [];
    const plain = JSON.stringify(states[state] ?? null);
    render(null, place);
    for (const [turn, text] of texts.entries()) {
      const name = JSON.stringify(text);
      states.now = JSON.parse(plain.replace(/"name":"[^"]*"/g, () => `"name":${name}`));
      if (state === 'launcher') render(<Launcher label={text} onPress={() => {}} />, place);
      else draw('now', en);
      if (turn % 20 === 0) await settled();
      const there = [...place.querySelectorAll(css)];
      words.push(...there.map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''));
    }
    found[place_] = words;
  }
  return found;
}

/** Files that stay where they are, by their names. */
async function files(texts: readonly string[]): Promise<string[]> {
  const words: string[] = [];
  await set({ state: 'composer-files', acts: [] }, ['text']);
  for (let from = 0; from < texts.length; from += 10) {
    const transfer = new DataTransfer();
    for (const name of texts.slice(from, from + 10)) transfer.items.add(new File([], name, { type: 'text/plain' }));
    const field = find('[type=file]');
    if (field) field.files = transfer.files;
    field?.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    words.push(...[...document.querySelectorAll('.remarks bdi')].map(({ textContent }) => textContent ?? ''));
  }
  return words;
}

Object.assign(window, { stage: { run, names, people, files } });
