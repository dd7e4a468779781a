// English, the language of the defaults. Accessible names in it are relied on by tests and other people's scripts.

import type { Strings } from './strings.ts';

export type { PluralForms, Strings } from './strings.ts';

export const en: Strings = {
  language: 'en',
  direction: 'ltr',

  title: 'Chat',
  minimize: 'Minimize',
  restore: 'Restore',
  endChat: 'End chat',
  close: 'Close',
  unread: { one: '{count} unread message', other: '{count} unread messages' },

  registrationIntro: 'Tell us who you are and how we can help.',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  subject: 'Subject',
  choose: 'Please choose',
  startChat: 'Start chat',
  cancel: 'Cancel',
  fieldsToMend: { one: 'Please check {count} field.', other: 'Please check {count} fields.' },
  fieldRequired: 'Please fill in this field.',
  boxRequired: 'Please tick this box to go on.',
  emailWrong: 'Please enter an address such as name@example.com.',
  formatWrong: 'This does not have the expected form.',
  fieldTooLong: { one: 'At most {count} character, please.', other: 'At most {count} characters, please.' },

  connecting: 'Connecting you…',
  stillConnecting: 'This takes longer than usual. We keep trying.',
  reconnecting: 'Reconnecting…',
  reconnectingHint: 'What you write is kept and goes out once the connection is back.',
  leaving: 'Ending the chat…',

  conversation: 'Conversation',
  showEarlier: 'Show earlier messages',
  waiting: 'Someone will be with you shortly. You can already write.',
  waitingAgain: 'Someone else will be with you shortly.',
  agentJoined: '{name} joined the chat',
  agentLeft: '{name} left the chat',
  agentTyping: '{name} is typing',
  endedByYou: 'You ended the chat',
  endedByAgent: '{name} ended the chat',
  endedByError: 'The chat ended because the connection was lost',
  you: 'You',
  agent: 'Our team',
  deliveryWaiting: 'Waiting to go out',
  deliverySending: 'Sending…',
  deliverySent: 'Sent',
  deliveryFailed: 'Not sent',
  tryAgain: 'Try again',
  discard: 'Discard',

  message: 'Message',
  messageHint: 'Write a message…',
  send: 'Send',
  charsLeft: { one: '{count} character left', other: '{count} characters left' },
  charsTooMany: { one: '{count} character too many', other: '{count} characters too many' },

  endQuestion: 'End this chat?',
  endHint: 'You can read it here until you close it.',
  keepChatting: 'Keep chatting',
  ended: 'This chat has ended.',
};
