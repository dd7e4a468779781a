// Whether a key says "done" in a field of several lines: Enter sends, Shift+Enter makes a new line, and neither counts while
// an input method is composing.

/** What input methods report for keys that they have swallowed, in browsers without `isComposing`. */
const KEY_SWALLOWED = 229;

export const isPlainEnter = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== KEY_SWALLOWED;
