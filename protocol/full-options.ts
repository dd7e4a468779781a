// The public options as they cross from the host page to the frame: data, with a mark in place of each function. Here is
// the whole truth about them, and error 306 is written from it.

import * as v from 'valibot';
import { HookMark } from './hooks.ts';
import { plainEntries } from './options.ts';

/** One field of a registration form. `name` becomes the key in the session's user data. */
export const FormInput = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/, 'a name of letters, digits, _ . or -')),
  label: v.optional(v.pipe(v.string(), v.maxLength(300))),
  type: v.optional(v.picklist(['text', 'email', 'tel', 'textarea', 'select', 'checkbox', 'hidden'])),
  id: v.optional(v.pipe(v.string(), v.maxLength(100))),
  required: v.optional(v.boolean()),
  pattern: v.optional(v.pipe(v.string(), v.maxLength(500))),
  maxlength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4_000))),
  placeholder: v.optional(v.pipe(v.string(), v.maxLength(300))),
  value: v.optional(v.union([v.pipe(v.string(), v.maxLength(4_000)), v.boolean()])),
  autocomplete: v.optional(v.pipe(v.string(), v.maxLength(100))),
  options: v.optional(
    v.pipe(v.array(v.strictObject({ value: v.string(), label: v.string() })), v.minLength(1), v.maxLength(500)),
  ),
  showIf: v.optional(v.strictObject({ name: v.string(), equals: v.union([v.string(), v.boolean()]) })),
  validate: v.optional(HookMark),
});
export type FormInput = v.InferOutput<typeof FormInput>;

export const FormDefinition = v.strictObject({
  inputs: v.pipe(v.array(FormInput), v.minLength(1), v.maxLength(50)),
});
export type FormDefinition = v.InferOutput<typeof FormDefinition>;

/** The site's own transport: which of the contract's methods it has. */
export const TransportMarks = v.object({
  init: HookMark,
  startSession: HookMark,
  sendMessage: HookMark,
  getTranscript: HookMark,
  sendTyping: HookMark,
  leaveSession: HookMark,
  setUserData: HookMark,
  getUserData: HookMark,
  deleteUserData: HookMark,
  onAgentConnected: HookMark,
  onAgentDisconnected: HookMark,
  onAgentTyping: HookMark,
  onMessageReceived: HookMark,
  onSessionEnded: HookMark,
  onError: HookMark,
  onInterrupted: v.optional(HookMark),
  onContinued: v.optional(HookMark),
  close: v.optional(HookMark),
});
export type TransportMarks = v.InferOutput<typeof TransportMarks>;

const Scheme = v.picklist(['auto', 'light', 'dark']);
const CssValue = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
export const Theme = v.strictObject({
  scheme: v.optional(Scheme),
  accent: v.optional(CssValue),
  onAccent: v.optional(CssValue),
  header: v.optional(CssValue),
  onHeader: v.optional(CssValue),
  background: v.optional(CssValue),
  ground: v.optional(CssValue),
  text: v.optional(CssValue),
  border: v.optional(CssValue),
  link: v.optional(CssValue),
  focus: v.optional(CssValue),
  visitorBubble: v.optional(CssValue),
  onVisitorBubble: v.optional(CssValue),
  agentBubble: v.optional(CssValue),
  onAgentBubble: v.optional(CssValue),
  font: v.optional(CssValue),
  fontFile: v.optional(v.pipe(v.string(), v.url(), v.maxLength(2_000))),
  fontSize: v.optional(CssValue),
  radius: v.optional(CssValue),
});
export type Theme = v.InferOutput<typeof Theme>;

/** CSS pixels between the chat and the edges of what is seen of the page. */
const Distance = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000));
/** The greatest that browsers take. */
const MAX_Z_INDEX = 2_147_483_647;

export const AttentionOptions = v.strictObject({
  sound: v.optional(v.boolean()),
  title: v.optional(v.boolean()),
  notice: v.optional(v.union([v.boolean(), v.literal('ask')])),
});
export type AttentionOptions = v.InferOutput<typeof AttentionOptions>;

/** What `chat.update` takes of `ui`: all that can change while a chat is there. */
const changeableUi = {
  title: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  theme: v.optional(v.union([Scheme, Theme])),
  position: v.optional(v.picklist(['end', 'start', 'top-end', 'top-start'])),
  offset: v.optional(
    v.union([Distance, v.strictObject({ inline: v.optional(Distance), block: v.optional(Distance) })]),
  ),
  zIndex: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-MAX_Z_INDEX), v.maxValue(MAX_Z_INDEX))),
  launcher: v.optional(
    v.union([v.boolean(), v.strictObject({ label: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) })]),
  ),
  attention: v.optional(AttentionOptions),
};

const WindowSize = v.pipe(v.number(), v.minValue(200), v.maxValue(4_000));
export const UiOptions = v.strictObject({
  ...changeableUi,
  /** The host page has put the frame there already; what crosses is that it did. */
  container: v.optional(v.literal(true)),
  popupUrl: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  popupName: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'a name of letters, digits, - or _'))),
  popupWidth: v.optional(WindowSize),
  popupHeight: v.optional(WindowSize),
  onBeforeChat: v.optional(HookMark),
  onBeforeRegistration: v.optional(HookMark),
});
export type UiOptions = v.InferOutput<typeof UiOptions>;

const Text = v.pipe(v.string(), v.maxLength(1_000));
/** A text, or one for each plural category. */
const LocalText = v.union([Text, v.objectWithRest({ other: Text }, Text)]);
/** The names of the texts are the interface's to know. */
export const Localization = v.objectWithRest(
  {
    language: v.optional(v.pipe(v.string(), v.regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/, 'a BCP 47 language tag'))),
    direction: v.optional(v.picklist(['ltr', 'rtl'])),
  },
  LocalText,
);
export type Localization = v.InferOutput<typeof Localization>;

/** Options of `startChat` and `restoreChat`, defaults not yet filled in. */
export const ChatOptions = v.strictObject({
  ...plainEntries,
  serverUrl: v.optional(v.pipe(v.string(), v.url(), v.maxLength(2_000))),
  transport: v.optional(TransportMarks),
  registration: v.optional(v.union([v.boolean(), FormDefinition, HookMark])),
  ui: v.optional(v.union([v.boolean(), UiOptions])),
  /** A file was fetched by the page; a mistake in it is no mistake of the request. */
  localization: v.optional(v.union([v.strictObject({ $file: v.record(v.string(), v.unknown()) }), Localization])),
  debug: v.optional(v.boolean()),
  logger: v.optional(HookMark),
  // Options of the original that have no meaning here: accepted, and named in the log.
  templates: v.optional(v.unknown()),
  widgetUrl: v.optional(v.unknown()),
  stateStorage: v.optional(v.unknown()),
  source: v.optional(v.unknown()),
  cookieMaxAge: v.optional(v.unknown()),
});
export type ChatOptions = v.InferOutput<typeof ChatOptions>;

/** Options of `chat.update`: of `ui` what is named takes the place of what was there, the rest stays. */
export const UpdateOptions = v.strictObject({
  ui: v.optional(v.strictObject(changeableUi)),
  localization: ChatOptions.entries.localization,
});
export type UpdateOptions = v.InferOutput<typeof UpdateOptions>;
