// The languages beside English that there are texts for, and which of them is meant by a BCP 47 tag: one of the same
// language in the same script. Pure; knows no texts.

/** Each is a file beside this one. */
export const BUILT_IN = [
  ...(['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja'] as const),
  ...(['ko', 'nl', 'pl', 'pt-BR', 'ru', 'tr', 'uk', 'zh-Hans'] as const),
] as const;

export type BuiltIn = (typeof BUILT_IN)[number];

/** `tag`: as it was asked for, in its right spelling: dates and numbers of `de-AT` are not those of `de`. */
export type Meant = { tag: string; texts: BuiltIn | 'en' };

/** With the script and the region that go without saying: `zh-TW` is `zh-Hant-TW`, `iw` is `he-Hebr-IL`. */
function fullLocale(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return null;
  }
}

/** null: not in any that there is. Of several in one script, the one of the same region goes first. */
export function builtInFor(tag: string): Meant | null {
  const wanted = fullLocale(tag);
  if (!wanted) return null;
  let found: Meant['texts'] | null = null;
  for (const texts of ['en', ...BUILT_IN] as const) {
    const locale = fullLocale(texts);
    if (locale?.language !== wanted.language || locale.script !== wanted.script) continue;
    if (locale.region === wanted.region) found = texts;
    found ??= texts;
  }
  return found && { tag: new Intl.Locale(tag).baseName, texts: found };
}

/** Of languages in order of preference, the first that there is. */
export function firstBuiltIn(tags: readonly string[]): Meant | null {
  for (const tag of tags) {
    const meant = builtInFor(tag);
    if (meant) return meant;
  }
  return null;
}
