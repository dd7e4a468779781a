// The languages that there are names of emoji in, each a chunk of its own. The build leaves out of them what nobody
// picks from (build/lean-emoji.ts).

type Loaded = [{ default: unknown }, { default: unknown }];

const NAMES: Readonly<Record<string, () => Promise<Loaded>>> = {
  bn: () => Promise.all([import('emojibase-data/bn/data.json'), import('emojibase-data/bn/messages.json')]),
  da: () => Promise.all([import('emojibase-data/da/data.json'), import('emojibase-data/da/messages.json')]),
  de: () => Promise.all([import('emojibase-data/de/data.json'), import('emojibase-data/de/messages.json')]),
  en: () => Promise.all([import('emojibase-data/en/data.json'), import('emojibase-data/en/messages.json')]),
  es: () => Promise.all([import('emojibase-data/es/data.json'), import('emojibase-data/es/messages.json')]),
  et: () => Promise.all([import('emojibase-data/et/data.json'), import('emojibase-data/et/messages.json')]),
  fi: () => Promise.all([import('emojibase-data/fi/data.json'), import('emojibase-data/fi/messages.json')]),
  fr: () => Promise.all([import('emojibase-data/fr/data.json'), import('emojibase-data/fr/messages.json')]),
  hi: () => Promise.all([import('emojibase-data/hi/data.json'), import('emojibase-data/hi/messages.json')]),
  hu: () => Promise.all([import('emojibase-data/hu/data.json'), import('emojibase-data/hu/messages.json')]),
  it: () => Promise.all([import('emojibase-data/it/data.json'), import('emojibase-data/it/messages.json')]),
  ja: () => Promise.all([import('emojibase-data/ja/data.json'), import('emojibase-data/ja/messages.json')]),
  ko: () => Promise.all([import('emojibase-data/ko/data.json'), import('emojibase-data/ko/messages.json')]),
  lt: () => Promise.all([import('emojibase-data/lt/data.json'), import('emojibase-data/lt/messages.json')]),
  ms: () => Promise.all([import('emojibase-data/ms/data.json'), import('emojibase-data/ms/messages.json')]),
  nb: () => Promise.all([import('emojibase-data/nb/data.json'), import('emojibase-data/nb/messages.json')]),
  nl: () => Promise.all([import('emojibase-data/nl/data.json'), import('emojibase-data/nl/messages.json')]),
  pl: () => Promise.all([import('emojibase-data/pl/data.json'), import('emojibase-data/pl/messages.json')]),
  pt: () => Promise.all([import('emojibase-data/pt/data.json'), import('emojibase-data/pt/messages.json')]),
  ru: () => Promise.all([import('emojibase-data/ru/data.json'), import('emojibase-data/ru/messages.json')]),
  sv: () => Promise.all([import('emojibase-data/sv/data.json'), import('emojibase-data/sv/messages.json')]),
  th: () => Promise.all([import('emojibase-data/th/data.json'), import('emojibase-data/th/messages.json')]),
  uk: () => Promise.all([import('emojibase-data/uk/data.json'), import('emojibase-data/uk/messages.json')]),
  vi: () => Promise.all([import('emojibase-data/vi/data.json'), import('emojibase-data/vi/messages.json')]),
  zh: () => Promise.all([import('emojibase-data/zh/data.json'), import('emojibase-data/zh/messages.json')]),
  'zh-hant': () =>
    Promise.all([import('emojibase-data/zh-hant/data.json'), import('emojibase-data/zh-hant/messages.json')]),
};

/** Languages and regions that go by the name of another. */
const ALSO: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', fil: 'en' };
const TRADITIONAL_CHINESE = /^zh-(hant|tw|hk|mo)\b/;

/** The language whose names are shown; English where there are none. */
export function emojiLanguage(tag: string): string {
  const lower = tag.toLowerCase();
  if (TRADITIONAL_CHINESE.test(lower)) return 'zh-hant';
  const primary = lower.split('-')[0] ?? '';
  const known = ALSO[primary] ?? primary;
  return Object.hasOwn(NAMES, known) ? known : 'en';
}

export const loadNames = (language: string): Promise<Loaded> =>
  NAMES[language]?.() ?? Promise.reject(new Error(`no names in ${language}`));
