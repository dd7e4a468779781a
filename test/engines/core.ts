// The core journeys and some more, and in which engines beside Chromium each of them is run: `yes`, or the reason why it
// is not, or cannot be staged.
// CONTRIBUTING has the same tables: a fact test compares the two, and both with the list of journeys.

export const ENGINES = ['firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];
type InEngines = Record<Engine, 'yes' | `no: ${string}`>;

const both: InEngines = { firefox: 'yes', webkit: 'yes' };

/** By the titles of the list of journeys. */
export const CORE: Record<string, InEngines> = {
  'assistant.spec.ts › the demo assistant accepts a visitor who waits, and answers in words': both,
  'back-forward.spec.ts › a chat does not keep its page out of the back/forward cache, and goes on when that page comes back':
    {
      firefox: 'no: it keeps no page with an open socket or a held lock, even if both go with the page',
      webkit: 'yes',
    },
  'bytes.spec.ts › a first chat costs at most 24,000 bytes until its form takes typing': {
    firefox: 'yes',
    webkit: 'no: over plain HTTP it does not ask for Brotli, in which the bytes are counted',
  },
  'first-time.spec.ts › a first-time page stores nothing and asks for three things at most': both,
  'host-pages.spec.ts › a strict policy with a nonce is not violated once': both,
  'host-pages.spec.ts › a cross-origin isolated page stays isolated and has its chat': both,
  "host-pages.spec.ts › a page's own element named chat is not mistaken for the snippet": both,
  'host-pages.spec.ts › a loader cached from before an upgrade still brings the chat': both,
  'host-pages.spec.ts › a frame cached from before an upgrade gives way to the current one': both,
  'host-pages.spec.ts › a site that is not allowed gets error 300 and keeps its page': both,
  'kill.spec.ts › 200 messages from each side outlive three kills of the server': {
    firefox: 'yes',
    webkit: 'no: typed through its driver they were not all said within eight minutes, on a busy machine',
  },
  'network.spec.ts › a server restarted in mid chat loses nothing, and both sides go on': both,
  'network.spec.ts › where sockets are refused the chat falls back to long polling': both,
  'network.spec.ts › disableWebSockets opens no socket': both,
  'network.spec.ts › the last screen is painted before the server answers': both,
  'restore.spec.ts › a half-filled form comes back, and done waits for it': both,
  'restore.spec.ts › a waiting visitor goes on waiting, in the same place': both,
  'restore.spec.ts › a talk goes on; what happened meanwhile follows once, in order': both,
  'restore.spec.ts › a minimised chat stays minimised, with its unread messages': both,
  'restore.spec.ts › an unsent draft comes back': both,
  'restore.spec.ts › an end that was seen does not come back': both,
  'restore.spec.ts › an end that nobody saw is shown on the next page': both,
  'restore.spec.ts › a chat is there after a quarter of an hour, and no more after longer than its limit': {
    firefox: 'yes',
    webkit: 'no: the driver has no clock of its own to set',
  },
  'restore-cycles.spec.ts › the same chat is there after each of many reloads, walks and steps back': both,
  'restore-cycles.spec.ts › the same chat is there each time the browser has been closed and opened again': {
    firefox: 'no: the driver gives each start a profile of its own',
    webkit: 'no: the driver gives each start a profile of its own',
  },
  'storage-history.spec.ts › the browser’s own database keeps every promise of a history': both,
  'storage-modes.spec.ts › with storage that is normal a chat goes from its beginning to its end, and comes back': both,
  'storage-refused.spec.ts › without storage a chat works until its page is left, and nothing throws': {
    firefox: 'yes',
    webkit: 'no: WebKitGTK has no setting that refuses a frame its storage',
  },
  'storage-refused.spec.ts › without storage a chat goes from its beginning to its end, until its page is left, and the site is told':
    {
      firefox: 'yes',
      webkit: 'no: WebKitGTK has no setting that refuses a frame its storage',
    },
  'talk.spec.ts › each side sees that the other is typing': both,
  'talk.spec.ts › an end by the agent reaches the visitor, who may then start anew': both,
  'talk.spec.ts › localhost against 127.0.0.1 › a visitor and an agent talk from the form to the end': both,
  'talk.spec.ts › shop.localhost against chat.localhost › a visitor and an agent talk from the form to the end': both,
  'talk.spec.ts › shop.localhost, blog.localhost › a chat of one site is not seen on another': both,
};

/** Of the interface: run in those engines too, but no part of a core run. */
export const ALSO: Record<string, InEngines> = {
  'keyboard.spec.ts › by keys alone a visitor starts, talks, ends and rates': both,
  'keyboard-talk.spec.ts › Enter sends, Shift+Enter begins a line, and no key is lost in between': both,
  'keyboard-talk.spec.ts › the conversation is read message by message, and left to where one writes': both,
  'keyboard-window.spec.ts › a form with a mistake leads to the wrong field, which says what is wrong; nothing that was typed is lost':
    both,
  'keyboard-window.spec.ts › Esc makes the chat small and gives the focus back to what opened it; there it is opened again, with its draft':
    both,
  'keyboard-window.spec.ts › the confirmation holds the focus; Esc keeps chatting, and the focus is where it was asked for':
    both,
  'accessibility.spec.ts › start, talk, file, end and rate stand in the accessibility tree by role and name, in the order of the screen':
    both,
  'accessibility.spec.ts › all of the tree, with its words and states, is as it was agreed on': {
    firefox: 'yes',
    webkit: 'no: its driver gives role and name of one element at a time, never the tree, nor states',
  },
  'accessibility-live.spec.ts › each message of both sides is read out once, in order, with Markdown or without': both,
  'accessibility-live.spec.ts › a file is read out once, on its way and when it is there, whoever sends it': both,
  'files-composer.spec.ts › a picked file arrives whole, under its name': both,
  'language.spec.ts › a chat is in German by one option: the form, its mistakes, the talk and the question at its end':
    both,
  'language.spec.ts › the language changes while people talk: the words, the draft and the place are kept': both,
  'language.spec.ts › a chat in Arabic runs from right to left, with the visitor’s words at the end of the line': {
    firefox: 'yes',
    webkit: 'no: the driver does not say where an element stands',
  },
  'attention.spec.ts › the title calls while the page is hidden, and is the page’s again when it is looked at, or the chat destroyed':
    {
      firefox: 'yes',
      webkit: 'no: the driver does not say what the title is',
    },
  'theme-colours.spec.ts › a whole theme is seen on a light device': {
    firefox: 'yes',
    webkit: 'no: the driver cannot choose between light and dark',
  },
  'hostile-talk.spec.ts › hostile texts in messages, names, pictures, files, cards, lists and replies run nowhere':
    both,
  'hostile-talk.spec.ts › a renderer that takes texts for HTML is caught': both,
  'hostile-forms.spec.ts › hostile texts in labels, placeholders, values, choices and judgements of a form run nowhere':
    both,
  'hostile-forms.spec.ts › a form that takes labels for HTML, or addresses as they are, is caught': both,
  'hostile-texts.spec.ts › hostile localization, names and labels of a site run nowhere, whichever text it is': both,
  'hostile-texts.spec.ts › an interface that takes its texts for HTML, or addresses as they are, is caught': both,
  'hostile-update.spec.ts › hostile titles and texts of a running chat run nowhere; what is too long is refused by its name':
    both,
};

const ALL = { ...CORE, ...ALSO };

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What Playwright compares with the titles. */
const found = (titles: readonly string[]): RegExp =>
  new RegExp(`(${titles.map((title) => literal(title.replaceAll(' › ', ' '))).join('|')})$`);

/** The core journeys, for a run of nothing else; of an engine those that can be staged there. */
export const coreTitles = (engine?: Engine): RegExp =>
  found(Object.keys(CORE).filter((title) => !engine || CORE[title]?.[engine] === 'yes'));

/** All journeys that are run in an engine. */
export const titlesIn = (engine: Engine): RegExp =>
  found(Object.keys(ALL).filter((title) => ALL[title]?.[engine] === 'yes'));
