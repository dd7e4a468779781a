// Notices whatever a hostile text achieves: code that ran, what the page's policy had to stop, dialogs, addresses that were
// asked for, links that lead where none should, elements and attributes that no text may make. What stood for a moment
// only is noticed too.

import type { BrowserContext, Locator, Page } from '@playwright/test';

export type Achieved = { ran: number; stopped: string[]; links: string[]; strange: string[]; dialogs: string[] };
export const NOTHING: Achieved = { ran: 0, stopped: [], links: [], strange: [], dialogs: [] };

type Noted = Window & { canary: () => void; achieved: Achieved; lookAround: () => void };

/** Everything that a chat's interface is made of; `script`, `iframe`, `style`, `object` and the like are not. */
const ELEMENTS =
  'html head meta title link style script body main aside nav header footer section article div p span a b i strong em del ' +
  'code pre blockquote ul ol li dl dt dd br hr small bdi h1 h2 h3 time img svg path circle rect g button form label input ' +
  'textarea select option fieldset legend progress output kbd details summary dialog table tbody tr td th search';
const SCHEMES = 'https: http: mailto: tel:';

/** Stands in every document before its own scripts; sent as text. */
const keepWatch = (elements: string, schemes: string) => {
  const noted = window as unknown as Noted;
  const achieved: Achieved = { ran: 0, stopped: [], links: [], strange: [], dialogs: [] };
  noted.achieved = achieved;
  noted.canary = () => {
    achieved.ran += 1;
  };
  for (const name of ['alert', 'confirm', 'prompt', 'print'] as const) {
    window[name] = ((words: unknown) => {
      if (name !== 'print') achieved.dialogs.push(`${name} ${words}`);
      return false;
    }) as never;
  }
  addEventListener('securitypolicyviolation', (event) => {
    achieved.stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  const known = new Set(elements.split(' '));
  const allowed = schemes.split(' ');
  const addresses = ['href', 'src', 'action', 'data', 'poster', 'background', 'xlink:href'];
  const own = new WeakSet<Element>();
  const note = (list: string[], element: Element) => {
    const words = element.outerHTML.slice(0, 200);
    if (list.length < 1_000 && !list.includes(words)) list.push(words);
  };
  const look = (element: Element): void => {
    const { localName, attributes } = element;
    if (element.matches('a[href], area[href]') && !allowed.includes((element as HTMLAnchorElement).protocol))
      note(achieved.links, element);
    // The document's own come with it.
    if (localName === 'script' && document.readyState === 'loading') own.add(element);
    const isInText = localName === 'script' && !own.has(element) && element.closest('body');
    const isOdd = [...attributes].some(
      ({ name, value }) =>
        /^on|^srcdoc$|^formaction$/.test(name) ||
        (addresses.includes(name) && /^\s*(javascript|data|vbscript):/i.test(value)),
    );
    if (!known.has(localName) || isInText || isOdd) note(achieved.strange, element);
  };
  const lookAt = (node: Node): void => {
    if (!(node instanceof Element)) return;
    look(node);
    for (const element of node.querySelectorAll('*')) look(element);
  };
  noted.lookAround = () => lookAt(document.documentElement);
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') look(target as Element);
      for (const node of addedNodes) lookAt(node);
    }
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
};

/** A function that needs nothing of this file, in whichever engine it is sent to. */
const alone = (text: string) => new Function(text) as () => void;

export type Watch = {
  dialogs: string[];
  /** Requests to anywhere but this machine. */
  abroad: string[];
};

export const UNTOUCHED: Watch = { dialogs: [], abroad: [] };

/** Before the first document is opened. */
export async function watch(context: BrowserContext, page: Page): Promise<Watch> {
  const dialogs: string[] = [];
  const abroad: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !/(^|\.)localhost$|^127\.0\.0\.1$/.test(url.hostname))
      abroad.push(url.href);
  });
  await context.addInitScript(alone(`(${keepWatch})(${JSON.stringify(ELEMENTS)}, ${JSON.stringify(SCHEMES)});`));
  return { dialogs, abroad };
}

/** What was achieved so far in the document of this root element. */
export const achievedIn = (root: Locator): Promise<Achieved> =>
  root.evaluate(alone('window.lookAround(); return window.achieved;') as unknown as () => Achieved);
