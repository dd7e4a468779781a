// Options that are plain data are copied at once, so that later changes to the site's object change nothing. What says
// more is for more.ts to look at: functions, looks, texts, and much of what will be refused.

const NOT_PLAIN = /"(ui|localization|transport|debug|logger)":/;

/** So long a text is far below what the frame takes at once. */
const MAX_CHARS = 1e5;

/** Throws at what is not plain, or too much, or holds itself. */
export function copyPlain(options: object): object {
  const copy = structuredClone(options);
  const text = JSON.stringify(copy);
  if (text.length > MAX_CHARS || NOT_PLAIN.test(text)) throw text;
  return copy;
}
