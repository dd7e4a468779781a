// Judges what became of a chat: what everybody sent, against the server's log, the screens, and what each page of the site
// was told. Pure, and knows nothing of how the history came about: a model in one process, or browsers behind a proxy.
// A message is known by its text, so each text is sent once.

import type { MessageEntry, TranscriptEntry } from '../../protocol/session.ts';

export type Sent = {
  text: string;
  /** Whose order is kept: a tab of the visitor, or the agent. The list as a whole is in the order of sending. */
  by: string;
  /** It was taken on, and nothing that happened since excuses a loss: the log has to have it. */
  promised: boolean;
};

export type ScreenLine = {
  text: string;
  from: 'visitor' | 'agent' | 'system';
  /** The widget's own words; `stored` is the console's for what the server has confirmed. */
  delivery: 'sent' | 'stored' | 'sending' | 'waiting' | 'failed' | 'lost';
};

/** What one person sees at the end, in the order on the screen. */
export type Screen = {
  name: string;
  lines: readonly ScreenLine[];
  /** The first index of the log that is there; below it the screen has yet to be filled. */
  fromIndex?: number;
};

/** The `messageReceived` events of one page, in the order of their coming. `isGone`: it was left, and may lack the rest. */
export type HostPage = { name: string; told: readonly { index: number; text: string }[]; isGone?: boolean };

export type History = {
  sent: readonly Sent[];
  log: readonly TranscriptEntry[];
  screens: readonly Screen[];
  hosts: readonly HostPage[];
  /** Texts that stood on some screen as sent, at any moment of the run. */
  everShownAsSent?: Iterable<string>;
};

export type ViolationKind =
  | 'log broken'
  | 'lost'
  | 'end lost'
  | 'doubled'
  | 'reordered'
  | 'invented'
  | 'stuck'
  | 'shown as sent but not in the log'
  | 'shown twice'
  | 'screen differs from the log'
  | 'host told twice'
  | 'host told out of order'
  | 'host not told'
  | 'acknowledged but not in the log'
  | 'two writers'
  | 'file damaged'
  | 'mark went back'
  | 'mark missing'
  | 'mark invented';

export type Violation = { kind: ViolationKind; where: string; what: string };

const isMessage = (entry: TranscriptEntry): entry is MessageEntry => entry.kind === 'message';
const quoted = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ');

export function checkHistory(history: History): Violation[] {
  const messages = history.log.filter(isMessage);
  return [
    ...checkLog(history, messages),
    ...checkPromises(history, messages),
    ...history.screens.flatMap((screen) => checkScreen(screen, history.log, messages)),
    ...history.hosts.flatMap((host) => checkHost(host, messages)),
  ];
}

/** A log is numbered from 1 without gaps, has what was sent once, and each sender's messages in their order. */
function checkLog({ sent, log }: History, messages: readonly MessageEntry[]): Violation[] {
  const found: Violation[] = [];
  const where = 'log';
  const misplaced = log.find(({ index }, place) => index !== place + 1);
  if (misplaced) found.push({ kind: 'log broken', where, what: `index ${misplaced.index} at a wrong place` });
  const afterEnd = log.findIndex(({ kind }) => kind === 'sessionEnded');
  if (afterEnd !== -1 && afterEnd < log.length - 1) {
    found.push({ kind: 'log broken', where, what: 'something after the end' });
  }
  const orderOf = new Map(sent.map(({ text, by }, place) => [text, { by, place }]));
  const seen = new Set<string>();
  const latest = new Map<string, { place: number; text: string }>();
  for (const { text } of messages) {
    const order = orderOf.get(text);
    if (!order) found.push({ kind: 'invented', where, what: quoted([text]) });
    else if (seen.has(text)) found.push({ kind: 'doubled', where, what: quoted([text]) });
    else {
      const before = latest.get(order.by);
      if (before && before.place > order.place) {
        found.push({
          kind: 'reordered',
          where,
          what: `${quoted([text])} of ${order.by} after ${quoted([before.text])}`,
        });
      } else latest.set(order.by, { place: order.place, text });
    }
    seen.add(text);
  }
  return found;
}

/** Where a chat is over, a message that its sender still sees as undelivered is not silently lost. */
function checkPromises(history: History, messages: readonly MessageEntry[]): Violation[] {
  const logged = new Set(messages.map(({ text }) => text));
  const isOver = history.log.at(-1)?.kind === 'sessionEnded';
  const lines = isOver ? history.screens.flatMap((screen) => screen.lines) : [];
  const admitted = new Set(lines.filter(({ delivery }) => delivery !== 'sent').map(({ text }) => text));
  const lost = history.sent.filter(({ text, promised }) => promised && !logged.has(text) && !admitted.has(text));
  const shown = [...(history.everShownAsSent ?? [])].filter((text) => !logged.has(text));
  return [
    ...lost.map(({ text, by }): Violation => ({ kind: 'lost', where: by, what: quoted([text]) })),
    ...shown.map(
      (text): Violation => ({ kind: 'shown as sent but not in the log', where: 'some screen', what: quoted([text]) }),
    ),
  ];
}

const isPending = ({ delivery }: ScreenLine): boolean => delivery === 'sending' || delivery === 'waiting';

/** With every way free a screen shows the log, each message once, and nothing that is still on its way. */
function checkScreen(
  { name, lines, fromIndex = 1 }: Screen,
  log: readonly TranscriptEntry[],
  messages: readonly MessageEntry[],
): Violation[] {
  const found: Violation[] = [];
  const add = (kind: ViolationKind, what: string): number => found.push({ kind, where: name, what });
  const isOver = log.at(-1)?.kind === 'sessionEnded';
  const logged = new Set(messages.map(({ text }) => text));
  for (const text of repeatedIn(lines.map((line) => line.text))) add('shown twice', quoted([text]));
  for (const line of lines) {
    if (line.delivery === 'sent' && !logged.has(line.text)) {
      add('shown as sent but not in the log', quoted([line.text]));
    } else if (isPending(line) || (line.delivery === 'failed' && !isOver)) {
      add('stuck', `${quoted([line.text])} ${line.delivery}`);
    } else if (line.delivery !== 'sent' && logged.has(line.text)) {
      add('stuck', `${quoted([line.text])} ${line.delivery}, though it is in the log`);
    }
  }
  const expected = messages
    .filter(({ index }) => index >= fromIndex)
    .map(({ text, party }) => `${party.kind}: ${text}`);
  const shown = lines.filter(({ delivery }) => delivery === 'sent').map(({ text, from }) => `${from}: ${text}`);
  const difference = differenceOf(expected, shown);
  if (difference) add('screen differs from the log', difference);
  return found;
}

/** A page hears of each message of the log once, in the log's order. */
function checkHost({ name, told, isGone = false }: HostPage, messages: readonly MessageEntry[]): Violation[] {
  const found: Violation[] = [];
  const twice = repeatedIn(told.map(({ text }) => text));
  const heard = new Set(told.map(({ text }) => text));
  const untilIndex = isGone ? (told.at(-1)?.index ?? 0) : Number.POSITIVE_INFINITY;
  const missing = messages.filter(({ text, index }) => index <= untilIndex && !heard.has(text));
  const late = told.find(({ index }, place) => place > 0 && index < (told[place - 1]?.index ?? 0));
  if (twice.length > 0) found.push({ kind: 'host told twice', where: name, what: quoted(twice) });
  if (missing.length > 0) {
    found.push({ kind: 'host not told', where: name, what: quoted(missing.map(({ text }) => text)) });
  }
  if (late) found.push({ kind: 'host told out of order', where: name, what: `${quoted([late.text])}, ${late.index}` });
  return found;
}

/** Where the server said that a message stands, there it stands. */
export function checkAcknowledged(
  answers: readonly { id: string; index: number }[],
  log: readonly TranscriptEntry[],
): Violation[] {
  const kind = 'acknowledged but not in the log';
  return answers.flatMap(({ id, index }): Violation[] => {
    const entry = log[index - 1];
    const isThere = entry?.kind === 'message' && entry.id === id;
    return isThere ? [] : [{ kind, where: 'log', what: `message ${id} at index ${index}` }];
  });
}

/** Appends in the order in which the server accepted them: an epoch never follows a higher one. 0 is not fenced. */
export function checkWriters(epochs: readonly number[]): Violation[] {
  let highest = 0;
  for (const epoch of epochs) {
    if (epoch !== 0 && epoch < highest) {
      return [{ kind: 'two writers', where: 'log', what: `epoch ${epoch} wrote after epoch ${highest}` }];
    }
    highest = Math.max(highest, epoch);
  }
  return [];
}

const repeatedIn = (texts: readonly string[]): string[] => texts.filter((text, place) => texts.indexOf(text) !== place);

function differenceOf(expected: readonly string[], shown: readonly string[]): string | null {
  const place = expected.findIndex((text, at) => text !== shown[at]);
  const at = place === -1 ? expected.length : place;
  if (at === expected.length && shown.length === expected.length) return null;
  const [wanted, found] = [expected[at] ?? 'nothing more', shown[at] ?? 'nothing more'];
  return `at place ${at + 1} of ${expected.length}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
}

/** One line a violation, as a failing test prints them. */
export const inWords = (violations: readonly Violation[]): string =>
  violations.map(({ kind, where, what }) => `${kind} (${where}): ${what}`).join('\n');
