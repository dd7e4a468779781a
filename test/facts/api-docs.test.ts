// docs/api.md is held against the code: nothing public is missing from it, and nothing in it is made up.
// The lists of members below compile only while they are equal to the types.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from '../../frame/locale/en.ts';
import type { ChatApi, ChatPromise, RegistrationContext, Session } from '../../host/index.ts';
import { CHAT_ERRORS } from '../../protocol/errors.ts';
import { ChatOptions, FormInput, Theme, TransportMarks, UiOptions } from '../../protocol/full-options.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const api = readFileSync(`${root}docs/api.md`, 'utf8');

const CHAT = {
  startChat: 1,
  restoreChat: 1,
  startChatInThisWindow: 1,
  startSession: 1,
  restoreSession: 1,
  onSession: 1,
  onBeforeChatOptionsApplied: 1,
  update: 1,
  close: 1,
  minimize: 1,
  maximize: 1,
  toggle: 1,
  isMinimized: 1,
  destroy: 1,
} satisfies Record<keyof ChatApi, 1>;
// biome-ignore lint/suspicious/noThenProperty: names of members, not a promise.
const PROMISE = { done: 1, fail: 1, then: 1 } satisfies Record<keyof ChatPromise<unknown>, 1>;
const COMMANDS = {
  sendMessage: 1,
  sendFile: 1,
  sendTyping: 1,
  getTranscript: 1,
  setUserData: 1,
  getUserData: 1,
  deleteUserData: 1,
  leave: 1,
} satisfies Record<Exclude<keyof Session, `on${string}`>, 1>;
const EVENTS = {
  onAgentConnected: 1,
  onAgentDisconnected: 1,
  onAgentTyping: 1,
  onMessageReceived: 1,
  onSessionEnded: 1,
  onError: 1,
  onInterrupted: 1,
  onContinued: 1,
} satisfies Record<Extract<keyof Session, `on${string}`>, 1>;
const CONTEXT = { values: 1, restored: 1, save: 1, cancel: 1 } satisfies Record<keyof RegistrationContext, 1>;

/** What stands under a heading, up to the next one of its level or above. */
function section(heading: string): string {
  const lines = api.split('\n');
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '').replaceAll('`', '') === heading);
  if (from < 0) throw new Error(`docs/api.md has no heading "${heading}"`);
  const level = lines[from]!.indexOf(' ');
  const length = lines.slice(from + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return lines.slice(from + 1, length < 0 ? undefined : from + 1 + length).join('\n');
}

/** The names in the first column of a section's own tables: a row may name several. */
const rowsOf = (heading: string): string[] =>
  (section(heading).split(/^#/m)[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));

/** The entries of a section, by the member that the heading names. */
const entriesOf = (heading: string): Map<string, string> =>
  new Map(
    section(heading)
      .split(/^### /m)
      .slice(1)
      .map((entry) => [entry.match(/^`(\w+)/)?.[1] ?? entry, entry]),
  );

describe.each([
  ['The chat object', CHAT],
  ['ChatPromise', PROMISE],
  ['Session: commands', COMMANDS],
  ['Session: events', EVENTS],
])('docs/api.md, %s', (heading, members) => {
  it('has an entry for each member and no other', () => {
    expect([...entriesOf(heading).keys()].sort()).toEqual(Object.keys(members).sort());
  });

  it('gives an example with each, which calls it', () => {
    for (const [name, entry] of entriesOf(heading)) {
      const examples = [...entry.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code).join('\n');
      expect(examples, name).toMatch(name === 'then' ? /\bawait\b/ : new RegExp(`\\.${name}\\(`));
    }
  });
});

describe('docs/api.md', () => {
  it.each([
    ['Options', ChatOptions.entries],
    ['ui', UiOptions.entries],
    ['theme', Theme.entries],
    ['Form definition', FormInput.entries],
    ['transport', TransportMarks.entries],
  ])('has a row in "%s" for each key and no other', (heading, entries) => {
    expect(rowsOf(heading).sort()).toEqual(Object.keys(entries).sort());
  });

  it('has a row for each argument of a registration function', () => {
    expect(rowsOf('Registration')).toEqual(['done', ...Object.keys(CONTEXT).map((name) => `context.${name}`)]);
  });

  it('lists every text of the interface with its English', () => {
    const english = Object.entries(en).map(([name, text]) => {
      const words = typeof text === 'string' ? text : Object.entries(text).map((form) => form.join(': '));
      return `| \`${name}\` | ${[words].flat().join(' · ')} |`;
    });
    expect(
      section('Localization')
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .sort(),
    ).toEqual(english.sort());
  });

  it('lists every error code with its name and description, and no other', () => {
    const table = Object.entries(CHAT_ERRORS).map(
      ([name, error]) => `| ${error.code} | \`${name}\` | ${error.description} |`,
    );
    expect(
      section('Error codes')
        .split('\n')
        .filter((line) => /^\| \d/.test(line)),
    ).toEqual(table);
  });

  it('links only to headings that it has', () => {
    const anchors = [...api.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor] of api.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
