// The conversation by keyboard: the browser scrolls, Home and End go to the real beginning and end, and with Alt the
// arrows walk from message to message, which then has the focus. Knows elements, not what is said in them.

import { lastWhere } from './last-where.ts';

export type Jump = 'beginning' | 'end';

const JUMPS: Readonly<Record<string, Jump>> = { Home: 'beginning', End: 'end' };
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** What the key asks for, if it is one of the log's own. */
export function onLogKey(event: KeyboardEvent, log: HTMLElement, jump: (to: Jump) => void): void {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (ctrlKey || metaKey || shiftKey) return;
  const to = JUMPS[key];
  const step = STEPS[key];
  const isOnText = event.target === log || (event.target instanceof HTMLElement && event.target.matches('.message'));
  if (to && !altKey && isOnText) jump(to);
  else if (step && altKey) walk(log, step);
  else return;
  event.preventDefault();
}

function walk(log: HTMLElement, step: number): void {
  const messages = [...log.querySelectorAll<HTMLElement>('.message')];
  const current = messages.findIndex((message) => message.contains(document.activeElement));
  const next = messages[current < 0 ? firstOf(messages, log, step) : current + step];
  if (!next) return;
  // For as long as it has the focus: otherwise messages are no stops for anybody.
  next.tabIndex = -1;
  next.addEventListener('blur', () => next.removeAttribute('tabindex'), { once: true });
  next.focus({ preventScroll: true });
  next.scrollIntoView?.({ block: 'nearest' });
}

/** Upwards one begins with the last that is in view, downwards with the first. */
function firstOf(messages: readonly HTMLElement[], log: HTMLElement, step: number): number {
  const { top, bottom } = log.getBoundingClientRect();
  const isIn = (message: HTMLElement) => {
    const rect = message.getBoundingClientRect();
    return rect.top < bottom && rect.bottom > top;
  };
  const found = step < 0 ? lastWhere(messages, isIn) : messages.findIndex(isIn);
  return found < 0 && step < 0 ? messages.length - 1 : Math.max(0, found);
}
