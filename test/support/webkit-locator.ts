// Playwright's locators for a WebKitGTK page: the part of them that the journeys use, in Playwright's words, so that one text
// of a journey serves all engines.

import { onDisk } from './files-on-disk.ts';
import type { SomeFile } from './some-files.ts';
import { findable, spokenAs } from './webkit-ear.ts';
import { KEYS } from './webkit-keyboard.ts';
import { hasCaret, type Step, selectAllOf } from './webkit-look.ts';
import type { ElementRef, Here } from './webkit-session.ts';
import { type At, type Seen, sightOf, useOne, type Where, wantedOf, wordsOf } from './webkit-use.ts';

export type ByName = { name?: string | RegExp; exact?: boolean };

async function takeCaret(here: Here, element: ElementRef): Promise<void> {
  if (!(await here.run(hasCaret, element))) await here.click(element);
}

export class WebKitLocator {
  readonly #at: At;
  readonly #where: Where;
  constructor(at: At, where: Where) {
    this.#at = at;
    this.#where = where;
  }

  #narrower(step: Step): WebKitLocator {
    return new WebKitLocator(this.#at, { ...this.#where, steps: [...this.#where.steps, step] });
  }
  #use(what: string, act: (here: Here, element: ElementRef) => Promise<void>): Promise<void> {
    return useOne(this.#at, this.#where, [what, 'visitor'], act);
  }
  #read<Part>(part: (seen: Seen) => Part): Promise<Part> {
    return useOne(this.#at, this.#where, ['read', 'test'], async (_here, _element, seen) => part(seen));
  }

  locator = (css: string) => this.#narrower({ css });
  getByRole = (role: string, { name, exact }: ByName = {}) =>
    this.#narrower({ role, name: name === undefined ? name : wantedOf(name), exact });
  getByText = (text: string | RegExp, { exact }: { exact?: boolean } = {}) =>
    this.#narrower({ text: wantedOf(text), exact });
  filter = ({ hasText }: { hasText: string | RegExp }) => this.#narrower({ hasText: wantedOf(hasText) });
  nth = (nth: number) => this.#narrower({ nth });
  first = () => this.nth(0);
  toString = () => wordsOf(this.#where);

  click = () => this.#use('click', (here, element) => here.click(element));
  fill = (text: string) =>
    this.#use('fill', async (here, element) => {
      await takeCaret(here, element);
      const hadText = await here.run(selectAllOf, element);
      if (text !== '') await here.keys(element, text);
      else if (hadText) await here.keys(element, KEYS.Delete as string);
    });
  pressSequentially = (text: string) =>
    this.#use('type', async (here, element) => {
      await takeCaret(here, element);
      await here.keys(element, text);
    });
  /** From files of the disk, as a chooser gives them; the field itself may be one that nobody sees. */
  async setInputFiles(files: readonly SomeFile[]): Promise<void> {
    const paths = onDisk(files).join('\n');
    await useOne(this.#at, this.#where, ['give files to', 'test'], (here, element) => here.keys(element, paths));
  }
  press = (key: string) => this.pressSequentially(KEYS[key] ?? key);

  /** As it is now, without waiting. */
  sight = () => sightOf(this.#at, this.#where);
  isVisible = async () => (await this.sight()).isVisible;
  count = async () => (await this.sight()).count;
  textContent = () => this.#read(({ text }) => text);
  inputValue = () => this.#read(({ value }) => value);
  /** Role and name as the browser itself gives them to a screen reader. */
  spoken = (limitMs?: number): Promise<string> => useOne(this.#at, this.#where, ['hear', 'test'], spokenAs, limitMs);
  /** The same of all that may be found in it, in order. */
  spokenWithin = (): Promise<string[]> =>
    useOne(this.#at, this.#where, ['hear all of', 'test'], async (here, root) => {
      const words: string[] = [];
      for (const element of await here.run(findable, root))
        words.push(await spokenAs(here, element as unknown as ElementRef));
      return words;
    });

  /** The function sees the element and what it is given. */
  evaluate<Given, Result>(fn: (element: never, given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    const text = String(fn);
    const run = (here: Here, element: ElementRef) => here.runText(text, element, given ?? null);
    return useOne(this.#at, this.#where, ['evaluate in', 'test'], run) as Promise<Awaited<Result>>;
  }
}
