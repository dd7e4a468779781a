// Turns a wish of the interface into an event: adds the ids, and keeps within the limits of what can be stored. A form
// or a message beyond them would make the saved chat unreadable for the next page.

import { MAX_MESSAGE_CHARS } from '../../protocol/basics.ts';
import type { FormValues, LoadedState } from '../../protocol/saved-form.ts';
import type { UndatedEvent } from './engine-parts.ts';
import type { OpenContext } from './events.ts';
import type { Wish } from './wishes.ts';

/** Longest value of user data. */
const MAX_VALUE_CHARS = 4_000;

type Making = { newId: () => string; open: () => OpenContext; saved: () => LoadedState | null };

/** null: the wish is not granted. */
export function granted(wish: Wish, { newId, open, saved }: Making): UndatedEvent | null {
  switch (wish.type) {
    case 'registrationEdited':
      return { ...wish, values: bounded(wish.values) };
    case 'registrationSubmitted':
      return { ...wish, values: bounded(wish.values), open: open(), saved: saved() };
    case 'messageSubmitted':
      // The interface says so before; what slips through is not sent rather than cut.
      return wish.text === '' || wish.text.length > MAX_MESSAGE_CHARS
        ? null
        : { ...wish, id: newId(), contentType: 'text' };
    default:
      return wish;
  }
}

const bounded = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, MAX_VALUE_CHARS) : value,
    ]),
  );
