// The options: of the chat object, the interface, a form. Each member with what it takes and what it does not.

import type {
  AttentionOptions,
  BeforeChat,
  BeforeRegistration,
  ChangeableUi,
  ChatOptions,
  ChatSetup,
  ChatUi,
  FieldValidation,
  FormDefinition,
  FormInput,
  FormValues,
  Localization,
  Logger,
  RegistrationContext,
  RegistrationFunction,
  Theme,
  Transport,
  UpdateOptions,
  UserData,
} from 'tagalong';
import { type Equal, type Nothing, none, type Wrong, type WrongMethods } from './contract.ts';

none<Wrong<ChatSetup, { origin: [string, undefined]; deployment: [undefined, null] }>>();

/** Taken whatever they are: they mean nothing here. */
type Without = 'templates' | 'widgetUrl' | 'stateStorage' | 'source' | 'cookieMaxAge';
none<
  Wrong<
    Omit<ChatOptions, Without>,
    {
      embedded: [boolean, 'true'];
      serverUrl: [string, URL];
      transport: [Transport, Partial<Transport>];
      registration: [boolean | FormDefinition | RegistrationFunction, 'form'];
      ui: [boolean | ChatUi, 'none'];
      localization: [string | Localization, 1];
      userData: [UserData, { deep: { er: 1 } }];
      username: [string, 1];
      subject: [string, 1];
      debug: [boolean, 'yes'];
      logger: [Logger, Console];
      maxOfflineDuration: [number, '60'];
      disableWebSockets: [boolean, 1];
    }
  >
>();
export const withoutMeaning: Equal<Required<Pick<ChatOptions, Without>>, Record<Without, unknown>> = true;
/** None is demanded. */
export const nothingAsked: ChatOptions = {};

none<
  Wrong<
    ChatUi,
    {
      title: [string, 1];
      theme: ['auto' | 'light' | 'dark' | Theme, 'pink'];
      position: ['end' | 'start' | 'top-end' | 'top-start', 'left'];
      offset: [number | { inline?: number; block?: number }, '20px'];
      zIndex: [number, 'auto'];
      launcher: [boolean | { label: string }, 'round'];
      attention: [AttentionOptions, true];
      container: [HTMLElement | string, Node];
      popupUrl: [string, URL];
      popupName: [string, 1];
      popupWidth: [number, '400'];
      popupHeight: [number, '640px'];
      onBeforeChat: [(info: { restored: boolean }) => void, (info: string) => void];
      onBeforeRegistration: [(info: BeforeRegistration) => void, (info: { values: string[] }) => void];
    }
  >
>();
none<
  Wrong<AttentionOptions, { sound: [boolean, 'loud']; title: [boolean, 'News']; notice: [boolean | 'ask', 'always'] }>
>();
none<Wrong<UpdateOptions, { ui: [ChangeableUi, 'dark']; localization: [string | Localization, 1] }>>();
none<
  Wrong<
    ChangeableUi,
    {
      title: [string, 1];
      theme: ['auto' | 'light' | 'dark' | Theme, 'pink'];
      position: ['end' | 'start' | 'top-end' | 'top-start', 'left'];
      offset: [number | { inline?: number; block?: number }, '20px'];
      zIndex: [number, 'auto'];
      launcher: [boolean | { label: string }, 'round'];
      attention: [AttentionOptions, true];
    }
  >
>();
none<
  Wrong<
    Theme,
    {
      scheme: ['auto' | 'light' | 'dark', 'pink'];
      accent: [string, 0xff];
      onAccent: [string, 1];
      header: [string, 1];
      onHeader: [string, 1];
      ground: [string, 1];
      border: [string, 1];
      link: [string, 1];
      focus: [string, 1];
      visitorBubble: [string, 1];
      onVisitorBubble: [string, 1];
      agentBubble: [string, 1];
      onAgentBubble: [string, 1];
      fontFile: [string, URL];
      fontSize: [string, 16];
      background: [string, 1];
      text: [string, 1];
      font: [string, string[]];
      radius: [string, 4];
    }
  >
>();
none<Wrong<BeforeChat, { restored: [boolean, undefined] }>>();
none<Wrong<BeforeRegistration, { restored: [boolean, undefined]; values: [FormValues, UserData] }>>();
none<
  Wrong<
    Pick<Localization, 'language' | 'direction' | 'send'>,
    { language: ['ar', { other: 1 }]; direction: ['rtl', 'up']; send: [{ one: 'a'; other: 'b' }, { one: 'a' }] }
  >
>();
none<Wrong<{ logger: Logger }, { logger: [typeof console.log, string] }>>();

none<
  Wrong<
    FormInput,
    {
      name: [string, undefined];
      label: [string, 1];
      type: ['text' | 'email' | 'tel' | 'textarea' | 'select' | 'checkbox' | 'hidden', 'file'];
      id: [string, 1];
      required: [boolean, 'required'];
      pattern: [string, RegExp];
      maxlength: [number, '5'];
      placeholder: [string, 1];
      value: [string | boolean, 1];
      autocomplete: [string, boolean];
      options: [{ value: string; label: string }[], string[]];
      showIf: [{ name: string; equals: string | boolean }, { name: string }];
      validate: [FieldValidation, (value: number) => boolean];
    }
  >
>();
none<Wrong<FormDefinition, { inputs: [FormInput[], FormInput] }>>();
none<Wrong<{ values: FormValues }, { values: [{ a: string; b: boolean }, { a: number }] }>>();
none<Wrong<{ data: UserData }, { data: [{ a: 1; b: true; c: 'x'; d: null }, { a: undefined }] }>>();
/** `true` or nothing is right; a word says what is wrong; either may come later. */
none<
  Wrong<
    { answer: ReturnType<FieldValidation> },
    { answer: [true | 'Taken.' | undefined | Promise<'Taken.' | undefined>, Promise<number>] }
  >
>();

none<Wrong<{ f: RegistrationFunction }, { f: [(done: (data: UserData) => void) => void, (done: string) => void] }>>();
none<
  Wrong<
    Pick<RegistrationContext, 'values' | 'restored'>,
    { values: [UserData, undefined]; restored: [boolean, undefined] }
  >
>();
none<
  WrongMethods<
    Omit<RegistrationContext, 'values' | 'restored'>,
    { save: [[UserData], [], Nothing]; cancel: [[], ['now'], Nothing] }
  >
>();
none<WrongMethods<{ done: Parameters<RegistrationFunction>[0] }, { done: [[UserData] | [], [string], Nothing] }>>();
