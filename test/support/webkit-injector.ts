// Scripts that stand in every document before its own, put there on the way: WebKitGTK's driver has nothing for it. A policy
// of the document gets a nonce for them and stays what it is otherwise. Nothing is touched as long as there are none.

import type { Answer, Headers } from './webkit-routes.ts';

/** Where a document says that something was thrown; nobody listens there but the proxy. */
const TOLD_AT = 'http://thrown.localhost/';
const NONCE = 'of-the-test';
const WATCH = `(() => {
  const tell = (error) => {
    const call = new XMLHttpRequest();
    call.open('POST', '${TOLD_AT}', false);
    try { call.send(String(error && error.message ? error.message : error)); } catch {}
  };
  addEventListener('error', (event) => tell(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => tell(event.reason));
})();`;

const POLICIES = ['content-security-policy', 'content-security-policy-report-only'];

function allow(headers: Headers): Headers {
  const changed = { ...headers };
  for (const name of POLICIES) {
    const policy = changed[name];
    if (policy) changed[name] = policy.replace(/\bscript-src(-elem)?\b/g, `$& 'nonce-${NONCE}'`);
  }
  return changed;
}

/** A function of the test, as Playwright's addInitScript takes it, with what is given to it. */
export type AddInitScript = <Given>(script: (given: Given) => void, given?: Given) => void;

export function createInjector() {
  const scripts: string[] = [];
  let thrown: (error: Error) => void = () => {};
  const add: AddInitScript = (script, given) => {
    scripts.push(`(${script})(${JSON.stringify(given)});`);
  };
  return {
    add,
    watchErrors(listener: (error: Error) => void): void {
      thrown = listener;
      scripts.push(WATCH);
    },
    /** True for what a document tells the test, which is for no server. */
    hears(url: URL, body: Buffer): boolean {
      if (url.href !== TOLD_AT) return false;
      thrown(new Error(body.toString()));
      return true;
    },
    /** A document that is to be changed is asked for unpacked and whole. */
    asked(headers: Headers): Headers {
      if (scripts.length === 0 || !headers.accept?.includes('text/html')) return headers;
      const { 'accept-encoding': _, 'if-none-match': __, ...rest } = headers;
      return rest;
    },
    answered(answer: Answer): Answer {
      const { headers, body } = answer;
      if (scripts.length === 0 || headers['content-encoding'] || !headers['content-type']?.includes('text/html')) {
        return answer;
      }
      const tags = scripts.map((text) => `<script nonce="${NONCE}">${text}</script>`).join('');
      const text = body.toString().replace(/^\s*<!doctype html>/i, (start) => start + tags);
      return { ...answer, headers: allow(headers), body: Buffer.from(text) };
    },
  };
}
