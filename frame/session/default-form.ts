// The form that a visitor fills in unless the site gives another, and what becomes of a filled-in form. The default
// form's values are stored under the original's keys (FirstName, LastName, EmailAddress, Subject); those of a
// form of the site's own under the names that the site gave. Labels belong to the interface.

import type { FormDefinition } from '../../protocol/options.ts';
import type { FormValues, RememberedOptions } from '../../protocol/saved-form.ts';
import type { OpenRequest } from '../../protocol/server.ts';
import type { UserData } from '../../protocol/session.ts';

const DEFAULT_KEYS = { firstname: 'FirstName', lastname: 'LastName', email: 'EmailAddress', subject: 'Subject' };

export const DEFAULT_FORM: FormDefinition = {
  inputs: [
    { name: 'firstname', required: true, maxlength: 100 },
    { name: 'lastname', maxlength: 100 },
    { name: 'email', type: 'email', maxlength: 200 },
    { name: 'subject', maxlength: 500 },
  ],
};

/** By its names: a form that comes back from storage is no longer the same object. */
const isDefault = ({ inputs }: FormDefinition): boolean =>
  inputs.map(({ name }) => name).join() === Object.keys(DEFAULT_KEYS).join();

const keyIn = (form: FormDefinition, name: string): string =>
  isDefault(form) ? DEFAULT_KEYS[name as keyof typeof DEFAULT_KEYS] : name;

/** What stands in the form before the visitor types, as far as the site knows it already. */
export function initialValues(form: FormDefinition, { userData, subject }: RememberedOptions): FormValues {
  const known = new Map(Object.entries({ Subject: subject, ...userData }));
  const values: FormValues = {};
  for (const { name } of form.inputs) {
    const value = known.get(keyIn(form, name));
    if (value) values[name] = typeof value === 'number' ? String(value) : value;
  }
  return values;
}

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
