// Forms of a site whose every text is hostile, and what is to be seen of them. Written without the product's own rules, so
// that no mistake of theirs is taken along; knows no page.

import { cut } from './foreign-entries.ts';

/** Three fields for each text and a select with all of them: fewer than a form may have. */
export const TEXTS_A_FORM = 16;

export type Field = Record<string, unknown> & { name: string };

/** The three ways in which a text gets into a label. */
export const LABELS = {
  label: (text: string) => cut(text, 300),
  'words of a link in a label': (text: string) => `[${cut(text, 200)}](https://shop.example/)`,
  'address of a link in a label': (text: string) => `[press](${cut(text, 280)})`,
} as const;

const LINK = /\[([^[\]]{1,200})\]\(([^()\s]{1,2000})\)/g;
const isPage = (address: string) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

/** What the check of the options has to refuse: a link that leads to no page. */
export const isRefused = (label: string): boolean =>
  [...label.matchAll(LINK)].some(([, , address = '']) => !isPage(address));

/** A label with its links drawn. */
export const asDrawn = (label: string): string =>
  label.replace(LINK, (whole, words, address) => (isPage(address) ? words : whole));

const allowed = (label: string): string => (isRefused(label) ? 'Left out' : label);

const fieldsOf = (text: string, at: number): Field[] => [
  {
    ...{ name: `line${at}`, label: allowed(LABELS.label(text)), value: text },
    ...{ placeholder: cut(text, 300), autocomplete: cut(text, 100) },
  },
  { name: `lines${at}`, type: 'textarea', label: allowed(LABELS['words of a link in a label'](text)), value: text },
  { name: `box${at}`, type: 'checkbox', label: allowed(LABELS['address of a link in a label'](text)) },
];

export const formOf = (texts: readonly string[]): Field[] => [
  ...texts.flatMap(fieldsOf),
  {
    ...{ name: 'choice', type: 'select', label: 'Which' },
    options: texts.map((text) => ({ value: text, label: text })),
  },
];
