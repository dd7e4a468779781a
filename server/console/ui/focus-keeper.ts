// The keyboard is never nowhere: when what had it goes away (a visitor is accepted, a chat ends, a notice is dismissed),
// it goes on in the open conversation, else in the lists.

import { useEffect, useRef } from 'preact/hooks';

const HOMES = ['[role="log"]', '#lists-title'];

const isShown = (element: HTMLElement): boolean =>
  element.isConnected && (element.checkVisibility?.() ?? true) && !element.matches(':disabled');

export function useFocusKeeper(): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof HTMLElement ? target : null;
    };
    // Left for nothing by a pointer: that is where the keyboard is meant to be.
    const forget = ({ relatedTarget, target }: FocusEvent) => {
      if (!relatedTarget && target instanceof HTMLElement && isShown(target)) last.current = null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('focusout', forget);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('focusout', forget);
    };
  }, []);
  useEffect(() => {
    const lost = last.current;
    const { activeElement } = document;
    const isNowhere = !activeElement || activeElement === document.body || activeElement === lost;
    if (!lost || !isNowhere || isShown(lost)) return;
    const homes = HOMES.map((home) => document.querySelector<HTMLElement>(home));
    homes.find((home) => home && isShown(home))?.focus();
  });
}
