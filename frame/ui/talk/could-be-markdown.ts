// Whether a text may have to be drawn as Markdown at all. It may say yes too often, never no: the parser decides.

/** Something in pairs, a link, or a line that begins as an item, a quote or a block of code does. */
const SIGNS = /(\*|_|~|`)[^\n]*\1|\]\(|^ {0,3}(?:[-+*]|\d{1,9}[.)]|>|`{3}|~{3})\s?/mu;

export const couldBeMarkdown = (text: string): boolean => SIGNS.test(text);
