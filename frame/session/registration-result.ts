// What becomes of a filled-in form.

import type { FormDefinition } from '../../protocol/full-options.ts';
import type { FormValues, RememberedOptions } from '../../protocol/saved-form.ts';
import type { OpenRequest } from '../../protocol/server.ts';
import type { UserData } from '../../protocol/session.ts';
import { keyIn } from './default-form.ts';

/** What the session is opened with: the site's words, completed and overruled by the visitor's. */
export function registrationResult(
  form: FormDefinition,
  remembered: RememberedOptions,
  values: FormValues,
): Pick<OpenRequest, 'username' | 'subject' | 'userData'> {
  const userData: UserData = { ...remembered.userData };
  const words = new Map<string, string>();
  // A function of the site says what it wants; a form has nothing but its fields.
  const names = form.inputs.length ? form.inputs.map(({ name }) => name) : Object.keys(values);
  for (const name of names) {
    const value = values[name];
    if (value === undefined || value === '') continue;
    userData[keyIn(form, name)] = value;
    words.set(name.toLowerCase(), String(value).trim());
  }
  const fullName = `${words.get('firstname') ?? ''} ${words.get('lastname') ?? ''}`.trim();
  return {
    username: (fullName || remembered.username).slice(0, 200),
    subject: (words.get('subject') || remembered.subject).slice(0, 500),
    userData,
  };
}
