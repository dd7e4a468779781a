// The parts of the public options. The data's twins with their limits are the schemas in protocol/, which need a package that a
// site does not have; test/types holds the two equal. No code.

/** What the visitor is known by: the form's values and what the site attached. At most 100 keys. */
export type UserData = Record<string, string | number | boolean | null>;

/**
 * One field of a registration form.
 *
 * @example
 * const size = { name: 'size', label: 'Shoe size', type: 'select', options: [{ value: '41', label: 'EU 41' }] };
 */
export type FormInput = {
  /** The key in the session's user data: letters, digits, `_`, `.` or `-`. */
  name: string;
  label?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'textarea' | 'select' | 'checkbox' | 'hidden' | undefined;
  id?: string | undefined;
  /** A checkbox that is required has to be ticked. */
  required?: boolean | undefined;
  /** A regular expression that the whole value must match. */
  pattern?: string | undefined;
  maxlength?: number | undefined;
  placeholder?: string | undefined;
  value?: string | boolean | undefined;
  autocomplete?: string | undefined;
  /** What a `select` offers. */
  options?: { value: string; label: string }[] | undefined;
  /** Shown, checked and sent only while the field of this name has this value. */
  showIf?: { name: string; equals: string | boolean } | undefined;
  /** Asked on submit, after the field's own rules: `true` or nothing is right, a string says what is wrong. */
  validate?: FieldValidation | undefined;
};

/** What stands in a form, by field name. */
export type FormValues = Record<string, string | boolean>;

/** May take its time. One that throws, or gives `false`, makes the field wrong with the default words. */
export type FieldValidation = (
  value: string | boolean,
  values: FormValues,
) => boolean | string | undefined | PromiseLike<boolean | string | undefined>;

/** A registration form of the site's own. */
export type FormDefinition = { inputs: FormInput[] };

/** What a registration function can use beside `done`. */
export type RegistrationContext = {
  /** What `save` kept last, on this page or an earlier one; at first what the options say. */
  values: UserData;
  /** true: an earlier page was left during registration. */
  restored: boolean;
  /** Keeps what was typed so far for a later page. */
  save(values: UserData): void;
  /** No chat after all: the promise fails with 304. */
  cancel(): void;
};

/**
 * Registration by the site's own means. `done(userData)` completes it; the object becomes the session's user data.
 *
 * @example
 * chat.startChat({ embedded: true, registration: (done) => done({ FirstName: 'Ann' }) });
 */
export type RegistrationFunction = (done: (userData?: UserData) => void, context: RegistrationContext) => void;

/** `restored`: an earlier page had this conversation already. */
export type BeforeChat = { restored: boolean };
/** `values`: what stands in the form already. */
export type BeforeRegistration = { restored: boolean; values: FormValues };

/**
 * Colours are CSS colours. What is left out follows from what is given: an accent colours head, buttons and the visitor's
 * bubbles; `background` and `text` everything between them. Whatever is hard to read is named in the log.
 */
export type Theme = {
  scheme?: 'auto' | 'light' | 'dark' | undefined;
  /** Buttons, head and the visitor's bubbles, and what is written on them. */
  accent?: string | undefined;
  onAccent?: string | undefined;
  /** The head alone, and the minimised bar. */
  header?: string | undefined;
  onHeader?: string | undefined;
  background?: string | undefined;
  /** Behind the conversation. */
  ground?: string | undefined;
  text?: string | undefined;
  /** Edges of fields and buttons. */
  border?: string | undefined;
  link?: string | undefined;
  /** The ring around what has the keyboard. */
  focus?: string | undefined;
  visitorBubble?: string | undefined;
  onVisitorBubble?: string | undefined;
  agentBubble?: string | undefined;
  onAgentBubble?: string | undefined;
  /** A CSS font family, of fonts that the visitor has or of `fontFile`, which is then called `site`. */
  font?: string | undefined;
  /** Address of a font file that other origins may read, at one of those that the operator lists as `fontOrigins`. */
  fontFile?: string | undefined;
  /** A CSS length: of the conversation's text. Fields stay at 16 pixels or more, or phones would zoom. */
  fontSize?: string | undefined;
  /** A CSS length. */
  radius?: string | undefined;
};

/** How the visitor's attention is asked for, while nobody looks at the chat; once, in however many tabs it is open. */
export type AttentionOptions = {
  /** A short tone made by the browser, once the visitor has acted in the chat. Default `true`; the visitor can switch it off. */
  sound?: boolean | undefined;
  /** The page's title in turn with ours. Default `false`. */
  title?: boolean | undefined;
  /** The browser's notice, if this site may show any. `'ask'`: asks for that when the visitor starts a chat. Default `false`. */
  notice?: boolean | 'ask' | undefined;
};

export type ChatUi = {
  /** In the window's head in place of the default. */
  title?: string | undefined;
  theme?: 'auto' | 'light' | 'dark' | Theme | undefined;
  /** The corner at the end or the start of a line, at the bottom or the top; default `end`, at the bottom. */
  position?: 'end' | 'start' | 'top-end' | 'top-start' | undefined;
  /** CSS pixels from the edges; default 20. Phones have it from edge to edge. */
  offset?: number | { inline?: number | undefined; block?: number | undefined } | undefined;
  /** Default 2147483000: above nearly everything. */
  zIndex?: number | undefined;
  /** A round button where there is no chat, which starts one with the options of the last call. Default `false`. */
  launcher?: boolean | { label: string } | undefined;
  attention?: AttentionOptions | undefined;
  /** An element of the page, or a selector of one, which the chat fills. It is not moved later. */
  container?: Element | string | undefined;
  /** Address of a page of this site that calls `startChatInThisWindow`. Without it the chat origin's own page is used. */
  popupUrl?: string | undefined;
  /** Name that the window gets, of letters, digits, `-` or `_`; default the chat's origin. */
  popupName?: string | undefined;
  /** CSS pixels; default 400 and 640. */
  popupWidth?: number | undefined;
  popupHeight?: number | undefined;
  /** Just before the conversation is shown, also a restored one. */
  onBeforeChat?: ((info: BeforeChat) => void) | undefined;
  /** Just before the registration form is shown, also a restored one. */
  onBeforeRegistration?: ((info: BeforeRegistration) => void) | undefined;
};

/** What can change while a chat is there. */
export type ChangeableUi = Pick<
  ChatUi,
  'title' | 'theme' | 'position' | 'offset' | 'zIndex' | 'launcher' | 'attention'
>;

/**
 * Texts by their names (see the list in docs/api.md), `language` and `direction`. A text that depends on a number is an
 * object by plural category. The original's `regSubmit` and `regExit` are taken too.
 */
export type Localization = {
  /**
   * A BCP 47 tag: of a language that the chat brings, its texts stand below yours. `'auto'`: the first of those that the
   * visitor reads.
   */
  language?: string | undefined;
  direction?: 'ltr' | 'rtl' | undefined;
  [text: string]: string | { other: string; [category: string]: string } | undefined;
};

export type Logger = (...words: unknown[]) => void;
