// A window of WebKitGTK in the words of Playwright's page: the part that the journeys use.

import type { AddInitScript } from './webkit-injector.ts';
import { createKeyboard } from './webkit-keyboard.ts';
import { type ByName, WebKitLocator } from './webkit-locator.ts';
import type { Network } from './webkit-network.ts';
import type { WebKitSession } from './webkit-session.ts';
import { ACTION_LIMIT_MS, type At, pause } from './webkit-use.ts';

const LONG_MS = 15_000;

type Outcome = { json?: string; error?: string } | 'pending' | 'gone';
type Asking = { asked?: Record<string, Outcome> };

/**
 * Begins a function in the page and gives its outcome if it is there at once; else it is asked for again. At once is before
 * the page's next task: that one may be a step through the history, and of a page that is kept for coming back no answer comes.
 */
const BEGIN = `async (id, given) => {
  const asked = (window.asked ??= {});
  asked[id] = 'pending';
  Promise.resolve().then(() => (FUNCTION)(given)).then(
    (value) => { asked[id] = { json: JSON.stringify({ value }) }; },
    (error) => { asked[id] = { error: error && error.message ? error.message : JSON.stringify(error) }; },
  );
  for (let turn = 0; turn < 10; turn += 1) await null;
  return asked[id];
}`;
const askAgain = (id: string): Outcome => (window as unknown as Asking).asked?.[id] ?? 'gone';

let asks = 0;

type Listener = (event: never) => void;

export class WebKitPage {
  readonly #session: WebKitSession;
  readonly #window: string;
  readonly #network: Network;
  readonly #at: At;
  readonly keyboard: ReturnType<typeof createKeyboard>;
  constructor(session: WebKitSession, handle: string, network: Network) {
    this.#session = session;
    this.#window = handle;
    this.#network = network;
    this.#at = (place, act) => session.at({ window: this.#window, frame: place.frame }, act);
    this.keyboard = createKeyboard(this.#at);
  }

  goto = (url: string) => this.#at({}, (here) => here.go(url));
  reload = () => this.#at({}, (here) => here.step('refresh'));
  goBack = () => this.#at({}, (here) => here.step('back'));
  goForward = () => this.#at({}, (here) => here.step('forward'));
  close = () => this.#session.closeWindow(this.#window);
  locator = (css: string) => new WebKitLocator(this.#at, { steps: [{ css }] });
  getByRole = (role: string, options: ByName = {}) =>
    new WebKitLocator(this.#at, { steps: [] }).getByRole(role, options);
  getByText = (text: string | RegExp, options: { exact?: boolean } = {}) =>
    new WebKitLocator(this.#at, { steps: [] }).getByText(text, options);
  frameLocator = (frame: string) => new WebKitLocator(this.#at, { frame, steps: [] });
  addInitScript: AddInitScript = (script, given) => this.#network.addInitScript(script, given);

  async evaluate<Given, Result>(fn: (given: Given) => Result, given?: Given): Promise<Awaited<Result>> {
    asks += 1;
    const id = `ask ${asks}`;
    const begin = BEGIN.replace('FUNCTION', () => String(fn));
    let outcome = (await this.#at({}, (here) => here.runText(begin, id, given))) as Outcome;
    while (outcome === 'pending') {
      await pause();
      outcome = await this.#at({}, (here) => here.run(askAgain, id));
    }
    if (outcome === 'gone') throw new Error('The page went away while a function ran in it.');
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return JSON.parse(outcome.json ?? '{}').value;
  }

  async waitForFunction(fn: () => unknown): Promise<void> {
    const giveUpAtMs = Date.now() + ACTION_LIMIT_MS;
    while (!(await this.evaluate(fn).catch(() => false))) {
      if (Date.now() > giveUpAtMs) throw new Error(`never true: ${fn}`);
      await pause();
    }
  }

  /** Of the next document; the one that is there now is marked. */
  async waitForEvent(event: string): Promise<void> {
    if (event !== 'domcontentloaded') throw new Error(`WebKitGTK’s driver tells nothing of ${event}.`);
    type Marked = { isBefore?: true };
    await this.#at({}, (here) =>
      here.run(() => {
        (window as unknown as Marked).isBefore = true;
      }),
    );
    const giveUpAtMs = Date.now() + LONG_MS;
    const isNext = () => !(window as unknown as Marked).isBefore && document.readyState === 'complete';
    while (!(await this.#at({}, (here) => here.run(isNext)).catch(() => false))) {
      if (Date.now() > giveUpAtMs) throw new Error('No next document came.');
      await pause();
    }
  }

  on(event: string, listener: Listener): void {
    if (event === 'pageerror') void this.#network.watchErrors(listener as never);
    else this.#network.on(event, listener);
  }
}
