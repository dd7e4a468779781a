// English, what a form of the site's own adds.

import type { FormStrings } from './strings.ts';

export const enForm: FormStrings = {
  choose: 'Please choose',
  checking: 'One moment, we are checking this…',
  boxRequired: 'Please tick this box to go on.',
  formatWrong: 'This does not have the expected form.',
};
