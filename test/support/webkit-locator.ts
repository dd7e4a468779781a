// Playwright's locators for a WebKitGTK page: the part of them that the journeys use, in Playwright's words, so that one text
// of a journey serves all engines. Waits for what is looked for, as those do; knows no driver's address.

import { hasCaret, look, type Sight, type Step, selectAllOf, type Wanted } from './webkit-look.ts';
import { WebDriverError } from './webkit-process.ts';
import { type ElementRef, type Here, isElement } from './webkit-session.ts';

export const ACTION_LIMIT_MS = 8_000;
const LOOK_PAUSE_MS = 40;
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
};

export type At = <Result>(
  place: { frame?: string | undefined },
  act: (here: Here) => Promise<Result>,
) => Promise<Result>;
export type Seen = Omit<Sight, 'element'> & { element: ElementRef | null };
export type ByName = { name?: string | RegExp; exact?: boolean };
export type Where = { frame?: string | undefined; steps: Step[] };

/** What the driver says of an element, frame or document that is not there any more, or not yet. */
const COMES_AND_GOES = [
  ...['no such element', 'stale element reference', 'no such frame', 'no such window', 'detached shadow root'],
  ...['element click intercepted', 'element not interactable', 'javascript error', 'unknown error'],
];
const comesAndGoes = (error: unknown) => error instanceof WebDriverError && COMES_AND_GOES.includes(error.kind);
const nothing: Seen = {
  ...{ count: 0, element: null, isVisible: false, isEnabled: false, text: '', value: null, description: '' },
};

export const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_PAUSE_MS));

const wordsOf = ({ frame, steps }: Where): string =>
  [...(frame ? [frame] : []), ...steps.map((step) => JSON.stringify(step))].join(' › ');

const wantedOf = (words: string | RegExp): Wanted =>
  typeof words === 'string' ? words : { source: words.source, flags: words.flags };

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
  locator = (css: string) => this.#narrower({ css });
  getByRole = (role: string, { name, exact }: ByName = {}) =>
    this.#narrower({ role, name: name === undefined ? name : wantedOf(name), exact });
  getByText = (text: string | RegExp, { exact }: { exact?: boolean } = {}) =>
    this.#narrower({ text: wantedOf(text), exact });
  filter = ({ hasText }: { hasText: string | RegExp }) => this.#narrower({ hasText: wantedOf(hasText) });
  nth = (nth: number) => this.#narrower({ nth });
  first = () => this.nth(0);

  toString = () => wordsOf(this.#where);

  async #sightHere(here: Here): Promise<Seen> {
    const sight = await here.run(look, this.#where.steps);
    return { ...sight, element: isElement(sight.element) ? sight.element : null };
  }

  /** As it is now; a frame that is not there holds nothing. */
  async sight(): Promise<Seen> {
    try {
      return await this.#at(this.#where, (here) => this.#sightHere(here));
    } catch (error) {
      if (comesAndGoes(error)) return nothing;
      throw error;
    }
  }

  /** Waits until there is exactly one that can be used, and uses it. */
  async #use(what: string, act: (here: Here, element: ElementRef) => Promise<unknown>, isShown = true): Promise<void> {
    const giveUpAtMs = Date.now() + ACTION_LIMIT_MS;
    let last = 'nothing was found';
    while (Date.now() < giveUpAtMs) {
      const done = await this.#at(this.#where, async (here) => {
        const { element, count, isVisible, isEnabled } = await this.#sightHere(here);
        last = `${count} found, visible: ${isVisible}, enabled: ${isEnabled}`;
        if (!element || count !== 1 || (isShown && !(isVisible && isEnabled))) return false;
        await act(here, element);
        return true;
      }).catch((error) => {
        if (!comesAndGoes(error)) throw error;
        last = String(error);
        return false;
      });
      if (done) return;
      await pause();
    }
    throw new Error(`${what} ${this}: ${last}`);
  }

  async #takeCaret(here: Here, element: ElementRef): Promise<void> {
    if (!(await here.run(hasCaret, element))) await here.click(element);
  }
  async #keys(here: Here, element: ElementRef, text: string): Promise<void> {
    await this.#takeCaret(here, element);
    await here.keys(element, text);
  }

  click = () => this.#use('click', (here, element) => here.click(element));
  fill = (text: string) =>
    this.#use('fill', async (here, element) => {
      await this.#takeCaret(here, element);
      const hadText = await here.run(selectAllOf, element);
      if (text !== '') await here.keys(element, text);
      else if (hadText) await here.keys(element, KEYS.Delete as string);
    });
  pressSequentially = (text: string) => this.#use('type', (here, element) => this.#keys(here, element, text));
  press = (key: string) => this.#use(`press ${key}`, (here, element) => this.#keys(here, element, KEYS[key] ?? key));

  isVisible = async () => (await this.sight()).isVisible;
  count = async () => (await this.sight()).count;
  textContent = () => this.#read('read', (seen) => seen.text);
  inputValue = () => this.#read('read', (seen) => seen.value);

  async #read<Part>(what: string, part: (seen: Seen) => Part): Promise<Part> {
    let seen = nothing;
    await this.#use(
      what,
      async (here) => {
        seen = await this.#sightHere(here);
      },
      false,
    );
    return part(seen);
  }

  /** The function sees the element and what it is given. */
  async evaluate<Given, Result>(fn: (element: never, given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    let result: unknown;
    await this.#use(
      'evaluate',
      async (here, element) => {
        result = await here.runText(String(fn), element, given);
      },
      false,
    );
    return result as Awaited<Result>;
  }
}
