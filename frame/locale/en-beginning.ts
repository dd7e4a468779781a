// English, the language of the defaults, as far as it is needed before there is a conversation. Accessible names in it are relied on by tests and other people's scripts.

import type { BeginningStrings } from './strings.ts';

export const enBeginning: BeginningStrings = {
  language: 'en',
  direction: 'ltr',

  title: 'Chat',
  minimize: 'Minimize',
  restore: 'Restore',
  endChat: 'End chat',
  close: 'Close',
  unread: { one: '{count} unread message', other: '{count} unread messages' },

  registrationIntro: 'Tell us who you are and how we can help. Fields with * are required.',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'Email',
  subject: 'Subject',
  startChat: 'Start chat',
  cancel: 'Cancel',
  connecting: 'Connecting you…',
  refused: 'The chat could not start. Please try again.',
  unreached: 'We could not be reached. Please try again.',
  fieldsToMend: { one: 'Please check {count} field.', other: 'Please check {count} fields.' },
  fieldRequired: 'Please fill in this field.',
  emailWrong: 'Please enter an address such as name@example.com.',
  fieldTooLong: { other: 'At most {count} characters, please.' },
};
