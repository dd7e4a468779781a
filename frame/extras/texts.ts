// A site's own texts: which of them there are, what is wrong with them, and what they are with the defaults. Pure.

import * as v from 'valibot';
import { describeIssue } from '../../protocol/describe.ts';
import { Localization } from '../../protocol/full-options.ts';
import { enBeginning } from '../locale/en-beginning.ts';
import { enForm } from '../locale/en-form.ts';
import type { AllStrings, BeginningStrings, FormStrings, PluralForms } from '../locale/strings.ts';

/** `count`: depends on a number. `name`: has a place for a name. */
type Kind = 'text' | 'name' | 'count';
type Kinds<Strings> = Record<Exclude<keyof Strings, 'language' | 'direction'>, Kind>;

/** The default language's are with the conversation, which may never come. */
const CONVERSATION: Kinds<Omit<AllStrings, keyof BeginningStrings | keyof FormStrings>> = {
  ...{ stillConnecting: 'text', reconnecting: 'text', reconnectingHint: 'text', leaving: 'text' },
  ...{ conversation: 'text', newLine: 'text', jumpToEnd: 'text', newBelow: 'count' },
  ...{ waiting: 'text', waitingAgain: 'text' },
  ...{ agentJoined: 'name', agentLeft: 'name', agentTyping: 'name' },
  ...{ endedByYou: 'text', endedByAgent: 'name', endedByError: 'text', you: 'text', agent: 'text' },
  ...{ sound: 'text' },
  ...{ deliveryWaiting: 'text', deliverySending: 'text', deliverySent: 'text', deliveryFailed: 'text' },
  ...{ deliveryDelivered: 'text', deliveryRead: 'text', uploading: 'name', stopUpload: 'text', fileAway: 'text' },
  ...{ filesNotTaken: 'text', fileNoRoom: 'text', fileCutOff: 'text' },
  ...{ suggestedAnswers: 'text', cards: 'text', cardsBack: 'text', cardsOn: 'text' },
  ...{ chooseOne: 'text', confirmChoice: 'text' },
  ...{ tryAgain: 'text', discard: 'text', message: 'text', messageHint: 'text', send: 'text' },
  ...{ charsLeft: 'count', charsTooMany: 'count' },
  ...{ attachFiles: 'text', dropFiles: 'text', preparingFiles: 'count', filesTooMany: 'count', dismiss: 'text' },
  ...{ fileKindWrong: 'name', fileTooLarge: 'name', fileEmpty: 'name', fileUnread: 'name', fileAsItIs: 'name' },
  ...{ emoji: 'text', emojiSearch: 'text', emojiRecent: 'text', emojiFound: 'count', emojiFailed: 'text' },
  ...{ endQuestion: 'text', endHint: 'text', keepChatting: 'text', ended: 'text', newChat: 'text' },
  ...{ saveConversation: 'text', saveAsText: 'text', saveAsPage: 'text', saveAsData: 'text', print: 'text' },
  ...{ saveFailed: 'text', conversationWith: 'name', earlierLeftOut: 'text' },
  ...{ rateQuestion: 'text', rateVeryBad: 'text', rateBad: 'text', rateFair: 'text', rateGood: 'text' },
  ...{ rateVeryGood: 'text', rateComment: 'text', rateSubmit: 'text', rateSubmitting: 'text', rateThanks: 'text' },
  rateFailed: 'text',
};

const DEFAULTS = { ...enBeginning, ...enForm };

const KINDS = new Map<string, Kind>([
  ...Object.entries(DEFAULTS).map(([name, text]) => [name, typeof text === 'string' ? 'text' : 'count'] as const),
  ...Object.entries(CONVERSATION),
]);
for (const name of ['language', 'direction']) KINDS.delete(name);

/** More than there are names for. */
const MAX_TEXTS = 1_000;

/** The original's names for two of them. */
const ALIASES: Readonly<Record<string, string>> = { regSubmit: 'startChat', regExit: 'cancel' };

export type Texts = Readonly<Record<string, string | PluralForms>>;

export type CheckedTexts = {
  /** By our names; only what is right. */
  texts: Texts;
  /** Words for what is of the wrong kind. */
  wrong: string[];
  /** What is left out or worth a look. */
  remarks: string[];
};

export function checkTexts(given: Localization): CheckedTexts {
  const texts: Record<string, string | PluralForms> = Object.create(null);
  const wrong: string[] = [];
  const remarks: string[] = [];
  for (const [givenName, text] of Object.entries(given)) {
    const name = (Object.hasOwn(ALIASES, givenName) && ALIASES[givenName]) || givenName;
    const kind = KINDS.get(name);
    if (text === undefined) continue;
    if (name === 'language' || name === 'direction') texts[name] = text as string;
    else if (!kind) remarks.push(`localization.${givenName}: there is no text of this name`);
    else if (kind === 'count') texts[name] = typeof text === 'string' ? { other: text } : (text as PluralForms);
    else if (typeof text !== 'string') wrong.push(`localization.${givenName}: expected a string, received Object`);
    else {
      texts[name] = text;
      if (kind === 'name' && !text.includes('{name}')) remarks.push(`localization.${givenName}: has no {name} in it`);
    }
  }
  return { texts, wrong, remarks };
}

/** Languages whose lines run from right to left, and scripts that a tag may name. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|nqo|ps|sd|syr|ug|ur|yi)\b(?!-latn)|-(arab|hebr|thaa|syrc)\b/i;

/** With the defaults of the document and of forms; a conversation has its own. */
export function completeTexts(texts: Texts | null, title: string | undefined): BeginningStrings & FormStrings {
  const merged = { ...DEFAULTS, ...texts } as BeginningStrings & FormStrings;
  const direction = texts?.direction ?? (RIGHT_TO_LEFT.test(merged.language) ? 'rtl' : 'ltr');
  return { ...merged, direction: direction as 'ltr' | 'rtl', ...(title !== undefined && { title }) };
}

/** What can be used of a file's content, text by text: a mistake in it costs a text, not the chat. */
export function usableIn(file: object): { usable: Localization; remarks: string[] } {
  const usable: Localization = {};
  const remarks: string[] = [];
  for (const [name, text] of Object.entries(file).slice(0, MAX_TEXTS)) {
    const checked = v.safeParse(Localization, { [name]: text });
    if (checked.success) Object.assign(usable, checked.output);
    else remarks.push(`localization.${describeIssue(checked.issues[0])}`);
  }
  return { usable, remarks };
}
