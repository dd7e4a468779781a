// Puts the interface on a happy-dom page and looks at it the way a person or a screen reader does: by role and name.

import { render } from 'preact';
import { act as preactAct } from 'preact/test-utils';
import { type AllStrings, en } from '../../frame/locale/en.ts';
import type { FileAddresses } from '../../frame/session/file-addresses.ts';
import type { Phase, SessionState } from '../../frame/session/state.ts';
import type { Wish } from '../../frame/session/wishes.ts';
import { App } from '../../frame/ui/app.tsx';
import { LaterPage, type LaterPageComponent, type LaterPageProps } from '../../frame/ui/later-page.tsx';
import type { RegistrationFormProps } from '../../frame/ui/registration-form.tsx';
import { type Judge, SiteForm } from '../../frame/ui/site-form.tsx';

/** With a callback that returns at once, all rendering is done when this returns. */
export const act = (run: () => void): void => void preactAct(run);

export const NOW = new Date(2026, 4, 20, 14, 32).getTime();

const NO_FILES: FileAddresses = {
  watch(_, run) {
    run(null);
    return () => {};
  },
  renew() {},
};

type Places = Partial<Pick<LaterPageProps, 'files' | 'serverOrigin' | 'imageOrigins'>>;

export function openStage(strings: AllStrings = en, judge: Judge = async () => null, places: Places = {}) {
  document.body.replaceChildren();
  const place = document.body.appendChild(document.createElement('main'));
  const wishes: Wish[] = [];
  const Page: LaterPageComponent = (props) => <LaterPage {...props} files={NO_FILES} {...places} />;
  const Form = (props: RegistrationFormProps) => <SiteForm {...props} strings={strings} judge={judge} />;
  const show = (state: SessionState) =>
    act(() =>
      render(
        <App
          laterPage={Page}
          siteForm={Form}
          state={state}
          strings={strings}
          now={() => NOW}
          onWish={(wish) => void wishes.push(wish)}
        />,
        place,
      ),
    );
  return {
    wishes,
    show,
    /** Shows the same page's state with another life. */
    live: (life: Phase) =>
      show({
        role: 'leader',
        storageWorks: true,
        page: { maxOfflineSeconds: 1_800, disableWebSockets: false, extra: null },
        life,
      }),
    clear: () => act(() => render(null, place)),
  };
}

const ROLES: Record<string, string> = {
  button: 'button',
  textbox: 'input:not([type=checkbox]), textarea',
  dialog: 'dialog[open], [role=dialog], [role=alertdialog]',
  log: '[role=log]',
  region: 'section[aria-label]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  link: 'a[href]',
  status: '[role=status]',
  alert: '[role=alert]',
};

const isExposed = (element: Element) => element.closest('[aria-hidden=true], [hidden]') === null;

/** As far as the interface uses it: aria-label, label, labelledby, text. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label) return label;
  const by = element.getAttribute('aria-labelledby');
  const labelled = by ? document.getElementById(by) : document.querySelector(`label[for="${element.id}"]`);
  const copy = (labelled ?? element).cloneNode(true) as Element;
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
  return (copy.textContent ?? '').trim();
}

export const allByRole = (role: string, name?: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(ROLES[role] ?? `[role=${role}]`)].filter(
    (element) => isExposed(element) && (name === undefined || nameOf(element) === name),
  );

export function byRole(role: string, name?: string): HTMLElement {
  const found = allByRole(role, name);
  if (found.length !== 1) throw new Error(`expected one ${role} named ${name}, found ${found.length}`);
  return found[0]!;
}

export const click = (element: HTMLElement) => act(() => element.click());

export const press = (element: HTMLElement, key: string, over: KeyboardEventInit & { keyCode?: number } = {}) =>
  act(() => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over });
    if (over.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: over.keyCode });
    element.dispatchEvent(event);
  });

export const type = (element: HTMLElement, text: string) =>
  act(() => {
    (element as HTMLTextAreaElement).value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });

/** How often a text stands in the document, wherever it stands. */
export const timesShown = (text: string): number => (document.body.textContent ?? '').split(text).length - 1;
