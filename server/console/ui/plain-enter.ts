// Whether a key says "done" in a field of several lines: Enter sends, Shift+Enter makes a new line, and neither counts while
// an input method is composing.

import { isComposing } from './is-composing.ts';

export const isPlainEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !isComposing(event);
