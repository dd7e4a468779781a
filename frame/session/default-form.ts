// The form that a visitor fills in unless the site gives another. The default
// form's values are stored under the original's keys (FirstName, LastName, EmailAddress, Subject); those of a
// form of the site's own under the names that the site gave. Labels belong to the interface.

import type { FormDefinition } from '../../protocol/full-options.ts';
import type { FormValues, RememberedOptions } from '../../protocol/saved-form.ts';

const DEFAULT_KEYS = { firstname: 'FirstName', lastname: 'LastName', email: 'EmailAddress', subject: 'Subject' };

export const DEFAULT_FORM: FormDefinition = {
  inputs: [
    { name: 'firstname', required: true, maxlength: 100, autocomplete: 'given-name' },
    { name: 'lastname', maxlength: 100, autocomplete: 'family-name' },
    { name: 'email', type: 'email', maxlength: 200, autocomplete: 'email' },
    { name: 'subject', maxlength: 500, autocomplete: 'off' },
  ],
};

/** Stands for a function of the site: a form without fields, which nobody draws. */
export const FUNCTION_FORM: FormDefinition = { inputs: [] };

/** By its names: a form that comes back from storage is no longer the same object. */
export const isDefault = ({ inputs }: { inputs: { name: string }[] }): boolean =>
  inputs.map(({ name }) => name).join() === Object.keys(DEFAULT_KEYS).join();

export const keyIn = (form: FormDefinition, name: string): string =>
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
