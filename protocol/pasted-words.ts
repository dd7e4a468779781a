// What a person means who pastes files and words at once. Knows no clipboard.

/**
 * Whoever copies from a table or a document means the words, though the browser adds a picture of them. File managers
 * add words too: the names of the files, or where they lie.
 */
export const areNamesOf = (words: string, names: readonly string[]): boolean =>
  words
    .split(/[\r\n]+/)
    .filter((line) => line.trim())
    .every((line) => names.includes(nameIn(line)));

/** After the last slash of either kind. */
const nameIn = (line: string): string => line.trim().replace(/^.*[\\/]/, '');
