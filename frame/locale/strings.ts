// The texts of the interface as plain data, so that a language can come from a JSON file. `{name}` and `{count}`
// are filled in by the interface, which also keeps names of either direction apart from the sentence around them.

/** One text for each plural category that the language has; `other` is always there. */
export type PluralForms = { other: string } & { [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string };

/** What is needed before there is a conversation. */
export type BeginningStrings = {
  /** BCP 47 tag, for dates, times, plurals and screen readers. */
  language: string;
  direction: 'ltr' | 'rtl';

  title: string;
  minimize: string;
  restore: string;
  endChat: string;
  close: string;
  unread: PluralForms;

  registrationIntro: string;
  firstName: string;
  lastName: string;
  email: string;
  subject: string;
  startChat: string;
  cancel: string;
  connecting: string;
  /** Above the form that is there again. */
  refused: string;
  unreached: string;
  fieldsToMend: PluralForms;
  fieldRequired: string;
  emailWrong: string;
  fieldTooLong: PluralForms;
};

/** What a form of the site's own adds. */
export type FormStrings = {
  choose: string;
  checking: string;
  boxRequired: string;
  formatWrong: string;
};

/** What a conversation adds. */
export type ConversationStrings = {
  stillConnecting: string;
  reconnecting: string;
  reconnectingHint: string;
  leaving: string;

  conversation: string;
  /** Above what came while the visitor did not look. */
  newLine: string;
  jumpToEnd: string;
  newBelow: PluralForms;
  waiting: string;
  waitingAgain: string;
  agentJoined: string;
  agentLeft: string;
  agentTyping: string;
  endedByYou: string;
  endedByAgent: string;
  endedByError: string;
  you: string;
  /** Stands for an agent who gave no name. */
  agent: string;
  /** Of the switch. */
  sound: string;
  deliveryWaiting: string;
  deliverySending: string;
  deliverySent: string;
  deliveryDelivered: string;
  deliveryRead: string;
  deliveryFailed: string;
  tryAgain: string;
  discard: string;

  uploading: string;
  stopUpload: string;
  fileAway: string;
  filesNotTaken: string;
  fileNoRoom: string;
  fileCutOff: string;
  suggestedAnswers: string;
  cards: string;
  cardsBack: string;
  cardsOn: string;
  chooseOne: string;
  confirmChoice: string;

  message: string;
  messageHint: string;
  send: string;
  charsLeft: PluralForms;
  charsTooMany: PluralForms;

  attachFiles: string;
  dropFiles: string;
  preparingFiles: PluralForms;
  filesTooMany: PluralForms;
  fileKindWrong: string;
  /** `{size}`: the most that is taken. */
  fileTooLarge: string;
  fileEmpty: string;
  fileUnread: string;
  fileAsItIs: string;
  dismiss: string;

  emoji: string;
  emojiSearch: string;
  emojiRecent: string;
  emojiFound: PluralForms;
  emojiFailed: string;

  endQuestion: string;
  endHint: string;
  keepChatting: string;
  ended: string;

  newChat: string;
  saveConversation: string;
  saveAsText: string;
  saveAsPage: string;
  saveAsData: string;
  print: string;
  saveFailed: string;
  conversationWith: string;
  earlierLeftOut: string;

  rateQuestion: string;
  /** From the worst to the best. */
  rateVeryBad: string;
  rateBad: string;
  rateFair: string;
  rateGood: string;
  rateVeryGood: string;
  rateComment: string;
  rateSubmit: string;
  rateSubmitting: string;
  rateThanks: string;
  rateFailed: string;
};

/** What a window of its own says where no chat is. No page is there that could have other words for it. */
export type OwnWindowStrings = {
  windowOver: string;
  windowOfAnotherPage: string;
};

/** What a conversation is shown with. */
export type Strings = BeginningStrings & ConversationStrings;
/** What a site may have its own words for. */
export type AllStrings = Strings & FormStrings;
