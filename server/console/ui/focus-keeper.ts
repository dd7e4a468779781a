// The keyboard is never nowhere: when what had it goes away (a visitor is accepted, a chat ends, a notice is dismissed),
// it goes on in the open conversation, else in the lists.

import { useEffect, useRef } from 'preact/hooks';
import { goHome, isShown } from './landing.ts';

export function useFocusKeeper(): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof HTMLElement ? target : null;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    const lost = last.current;
    const { activeElement } = document;
    const isNowhere = !activeElement || activeElement === document.body || activeElement === lost;
    if (!lost || !isNowhere || isShown(lost)) return;
    goHome();
  });
}
