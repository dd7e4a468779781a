// What becomes of a filled-in form.

import type { FormDefinition } from '../../protocol/options.ts';
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
  for (const { name } of form.inputs) {
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
