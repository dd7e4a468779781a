// A language by a name that Intl takes.

/** A tag that Intl does not accept would throw: then the browser's own language has to do. */
export function usableTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
