// What languages the visitor reads, as the browser was told.

export const browserLanguages = (): readonly string[] => navigator.languages;
