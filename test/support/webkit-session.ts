// One WebKitGTK browser with one WebDriver session: its windows, their frames, keys, clicks and scripts. What is said to it
// is done one after the other, because a session stands in one window and one frame at a time. Knows no page.

import { startWebDriver, type WebDriver, WebDriverError } from './webkit-process.ts';

/** The W3C's name for a reference to an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const SCRIPT_LIMIT_MS = 15_000;
const LOAD_LIMIT_MS = 20_000;

export type ElementRef = { [ELEMENT]: string };
export const isElement = (value: unknown): value is ElementRef =>
  typeof value === 'object' && value !== null && ELEMENT in value;

/** A window's handle, and of a frame in it the selector of its iframe. */
export type Place = { window: string; frame?: string | undefined };

/** What is done in one place, with nothing of another in between. */
export type Here = {
  go(url: string): Promise<void>;
  step(which: 'back' | 'forward' | 'refresh'): Promise<void>;
  /** The function is sent as text: it sees its arguments and the page, nothing else. */
  // biome-ignore lint/suspicious/noExplicitAny: any function of any page.
  run<Result>(fn: (...args: any[]) => Result, ...args: unknown[]): Promise<Awaited<Result>>;
  /** The same with the function's text. */
  runText(fn: string, ...args: unknown[]): Promise<unknown>;
  click(element: ElementRef): Promise<void>;
  keys(element: ElementRef, text: string): Promise<void>;
  /** To whatever has the focus: all of them down, in this order, and up again. */
  chord(keys: readonly string[]): Promise<void>;
  /** Of the browser's own accessibility tree. */
  roleOf(element: ElementRef): Promise<string>;
  nameOf(element: ElementRef): Promise<string>;
};

export type WebKitSession = {
  version: string;
  windows(): Promise<string[]>;
  openWindow(): Promise<string>;
  closeWindow(handle: string): Promise<void>;
  at<Result>(place: Place, act: (here: Here) => Promise<Result>): Promise<Result>;
  /** Ends the browser, as a visitor would. */
  quit(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): void;
};

type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => ReturnType<WebDriver['ask']>;

/** A promise of the page is waited for; what it rejects with is the test's error. */
const CALL = `const given = [...arguments];
const done = given.pop();
Promise.resolve().then(() => (FUNCTION)(...given)).then(
  (value) => done({ value }),
  (error) => done({ error: String(error && error.stack ? error.message + '\\n' + error.stack : error) }));`;

function hereWith(ask: Ask): Here {
  const runText = async (fn: string, ...args: unknown[]) => {
    const script = CALL.replace('FUNCTION', () => fn);
    const outcome = await ask('POST', '/execute/async', { script, args });
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome.value;
  };
  return {
    go: (url) => ask('POST', '/url', { url }),
    step: (which) => ask('POST', `/${which}`),
    run: (fn, ...args) => runText(String(fn), ...args) as never,
    runText,
    click: (element) => ask('POST', `/element/${element[ELEMENT]}/click`),
    keys: (element, text) => ask('POST', `/element/${element[ELEMENT]}/value`, { text }),
    chord: (keys) => {
      const down = keys.map((value) => ({ type: 'keyDown', value }));
      const up = [...keys].reverse().map((value) => ({ type: 'keyUp', value }));
      return ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }] });
    },
    roleOf: (element) => ask('GET', `/element/${element[ELEMENT]}/computedrole`),
    nameOf: (element) => ask('GET', `/element/${element[ELEMENT]}/computedlabel`),
  };
}

/** `proxy`: host and port of the proxy that all requests go through. */
export async function startWebKit({ proxy }: { proxy?: string } = {}): Promise<WebKitSession> {
  const driver = await startWebDriver();
  const wanted = proxy ? { proxy: { proxyType: 'manual', httpProxy: proxy } } : {};
  const { sessionId, capabilities } = await driver.ask('POST', '/session', { capabilities: { alwaysMatch: wanted } });
  const ask: Ask = (method, path, body) => driver.ask(method, `/session/${sessionId}${path}`, body);
  await ask('POST', '/timeouts', { script: SCRIPT_LIMIT_MS, pageLoad: LOAD_LIMIT_MS });

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const result = last.then(act);
    last = result.catch(() => {});
    return result;
  };
  /** Where the session stands: each step that is not needed makes a journey shorter. */
  let stands: { window: string; isInFrame: boolean } | null = null;
  const enter = async ({ window, frame }: Place): Promise<void> => {
    const is = stands;
    stands = null;
    if (is?.window !== window) await ask('POST', '/window', { handle: window });
    if (is?.window !== window || is.isInFrame) await ask('POST', '/frame', { id: null });
    stands = { window, isInFrame: frame !== undefined };
    if (frame === undefined) return;
    const iframe = await ask('POST', '/element', { using: 'css selector', value: frame });
    await ask('POST', '/frame', { id: iframe });
  };
  return {
    version: capabilities.browserVersion,
    windows: () => inTurn(() => ask('GET', '/window/handles')),
    openWindow: () => inTurn(async () => (await ask('POST', '/window/new', { type: 'tab' })).handle),
    closeWindow: (window) =>
      inTurn(async () => {
        stands = null;
        // The last one would take the browser along.
        if ((await ask('GET', '/window/handles')).length === 1) await ask('POST', '/window/new', { type: 'tab' });
        await ask('POST', '/window', { handle: window });
        const [next] = await ask('DELETE', '/window');
        // A session in a window that is gone can open none.
        await ask('POST', '/window', { handle: next });
      }),
    at: (place, act) =>
      inTurn(async () => {
        await enter(place);
        return act(hereWith(ask));
      }),
    async quit() {
      await inTurn(() => ask('DELETE', '')).catch((error) => {
        if (!(error instanceof WebDriverError)) throw error;
      });
      driver.kill();
    },
    kill: driver.kill,
  };
}
