// Notices whatever a hostile text achieves: code that ran, what the page's policy had to stop, dialogs, addresses that were
// asked for, links that lead where none should, elements and attributes that no text may make.

import type { BrowserContext, Locator, Page } from '@playwright/test';

type Noted = Window & { canary: () => void; canaried: number; stopped: string[] };

/** Everything that a chat's interface is made of; `script`, `iframe`, `style`, `object` and the like are not. */
const ELEMENTS =
  'html head meta title link style script body main aside nav header footer section article div p span a b i strong em del ' +
  'code pre blockquote ul ol li dl dt dd br hr small bdi h1 h2 h3 time img svg path circle rect g button form label input ' +
  'textarea select option fieldset legend progress output kbd details summary dialog table tbody tr td th';
const SCHEMES = 'https: http: mailto: tel:';

/** Sent to the document as text. */
const lookAround = ({ elements, schemes }: { elements: string; schemes: string }) => {
  const known = new Set(elements.split(' '));
  const noted = window as unknown as Noted;
  const all = [...document.querySelectorAll('*')];
  const inBody = [...(document.body?.querySelectorAll('*') ?? [])];
  return {
    ran: noted.canaried ?? 0,
    stopped: noted.stopped ?? [],
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href], area[href]')]
      .filter(({ protocol }) => !schemes.split(' ').includes(protocol))
      .map((link) => link.outerHTML.slice(0, 200)),
    strange: all
      .filter((element) => {
        const name = element.localName;
        const isOurScript =
          name === 'script' && !inBody.some((other) => other === element && !other.hasAttribute('src'));
        if (!known.has(name) && !isOurScript) return true;
        return [...element.attributes].some(
          ({ name: attribute, value }) =>
            /^on|^srcdoc$|^formaction$/.test(attribute) ||
            (attribute in { href: 1, src: 1, action: 1, data: 1, poster: 1, background: 1, 'xlink:href': 1 } &&
              /^\s*(javascript|data|vbscript):/i.test(value)),
        );
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  };
};

export type Achieved = { ran: number; stopped: string[]; links: string[]; strange: string[] };

export type Watch = {
  dialogs: string[];
  /** Requests to anywhere but this machine. */
  abroad: string[];
};

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
  await context.addInitScript(() => {
    const noted = window as unknown as Noted;
    noted.canaried = 0;
    noted.stopped = [];
    noted.canary = () => {
      noted.canaried += 1;
    };
    addEventListener('securitypolicyviolation', (event) => {
      noted.stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { dialogs, abroad };
}

/** What was achieved so far in the document of this root element. */
export const achievedIn = (root: Locator): Promise<Achieved> =>
  // The function stands on its own in the page.
  root.evaluate(
    new Function('_root', 'given', `return (${lookAround})(given)`) as (root: unknown, given: object) => Achieved,
    {
      elements: ELEMENTS,
      schemes: SCHEMES,
    },
  );

export const NOTHING: Achieved = { ran: 0, stopped: [], links: [], strange: [] };
