// The languages that there are names of emoji in, each a chunk of its own. The build leaves out of them what nobody
// picks from (build/lean-emoji.ts).

type Loaded = [{ default: unknown }, { default: unknown }];

const NAMES: Readonly<Record<string, () => Promise<Loaded>>> = {
  de: () => Promise.all([import('emojibase-data/de/data.json'), import('emojibase-data/de/messages.json')]),
  en: () => Promise.all([import('emojibase-data/en/data.json'), import('emojibase-data/en/messages.json')]),
  es: () => Promise.all([import('emojibase-data/es/data.json'), import('emojibase-data/es/messages.json')]),
  fr: () => Promise.all([import('emojibase-data/fr/data.json'), import('emojibase-data/fr/messages.json')]),
  hi: () => Promise.all([import('emojibase-data/hi/data.json'), import('emojibase-data/hi/messages.json')]),
  it: () => Promise.all([import('emojibase-data/it/data.json'), import('emojibase-data/it/messages.json')]),
  ja: () => Promise.all([import('emojibase-data/ja/data.json'), import('emojibase-data/ja/messages.json')]),
  ko: () => Promise.all([import('emojibase-data/ko/data.json'), import('emojibase-data/ko/messages.json')]),
  nl: () => Promise.all([import('emojibase-data/nl/data.json'), import('emojibase-data/nl/messages.json')]),
  pl: () => Promise.all([import('emojibase-data/pl/data.json'), import('emojibase-data/pl/messages.json')]),
  pt: () => Promise.all([import('emojibase-data/pt/data.json'), import('emojibase-data/pt/messages.json')]),
  ru: () => Promise.all([import('emojibase-data/ru/data.json'), import('emojibase-data/ru/messages.json')]),
  uk: () => Promise.all([import('emojibase-data/uk/data.json'), import('emojibase-data/uk/messages.json')]),
  zh: () => Promise.all([import('emojibase-data/zh/data.json'), import('emojibase-data/zh/messages.json')]),
};

/** The language whose names are shown; English where there are none. */
export function emojiLanguage(tag: string): string {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(NAMES, primary) ? primary : 'en';
}

export const loadNames = (language: string): Promise<Loaded> =>
  NAMES[language]?.() ?? Promise.reject(new Error(`no names in ${language}`));
