// What the fields of a registration form hold at first, and what is wrong with what they hold. Pure; knows no
// elements. The browser's own checks are not used: their messages cannot be styled, read out or translated by us.

import type { FormDefinition, FormInput } from '../../protocol/full-options.ts';
import type { FormValues } from '../../protocol/persisted.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Counting } from './counting.ts';

export type FieldValue = string | boolean;
export type FieldValues = Readonly<Record<string, FieldValue>>;
export type FieldErrors = ReadonlyMap<string, string>;

/** Saved values win over the definition's, where they are of the right kind. Hidden fields are the site's alone. */
export const initialValues = (form: FormDefinition, saved: FormValues): FieldValues =>
  Object.fromEntries(form.inputs.map((input) => [input.name, initialValue(input, saved)]));

function initialValue({ name, type, value }: FormInput, saved: FormValues): FieldValue {
  const before = type !== 'hidden' && Object.hasOwn(saved, name) ? saved[name] : undefined;
  if (type === 'checkbox') return typeof before === 'boolean' ? before : value === true || value === 'true';
  if (type === 'hidden') return value ?? '';
  return typeof before === 'string' ? before : typeof value === 'string' ? value : '';
}

/** By input name, in the order of the form. */
export function errorsIn(
  form: FormDefinition,
  values: FieldValues,
  strings: BeginningStrings,
  formats: Counting,
): FieldErrors {
  const errors = new Map<string, string>();
  for (const input of form.inputs) {
    const error = errorOf(input, values[input.name] ?? '', strings, formats);
    if (error) errors.set(input.name, error);
  }
  return errors;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

function errorOf(input: FormInput, value: FieldValue, strings: BeginningStrings, formats: Counting): string | null {
  if (input.type === 'hidden') return null;
  if (typeof value === 'boolean') return input.required && !value ? strings.boxRequired : null;
  if (value.trim() === '') return input.required ? strings.fieldRequired : null;
  if (input.maxlength && value.length > input.maxlength) return formats.count(strings.fieldTooLong, input.maxlength);
  if (input.type === 'email' && !EMAIL.test(value.trim())) return strings.emailWrong;
  if (input.pattern && !fits(input.pattern, value)) return strings.formatWrong;
  return null;
}

/** As browsers do: the whole value must match, and a pattern that is no expression demands nothing. */
function fits(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

/** Names that every site uses for the default form need neither label nor autocomplete. */
const KNOWN: Record<string, { label: 'firstName' | 'lastName' | 'email' | 'subject'; autocomplete: string }> = {
  firstname: { label: 'firstName', autocomplete: 'given-name' },
  lastname: { label: 'lastName', autocomplete: 'family-name' },
  email: { label: 'email', autocomplete: 'email' },
  subject: { label: 'subject', autocomplete: 'off' },
};

const known = (name: string) => (Object.hasOwn(KNOWN, name.toLowerCase()) ? KNOWN[name.toLowerCase()] : undefined);

export function labelOf({ name, label }: FormInput, strings: BeginningStrings): string {
  const expected = known(name);
  return label ?? (expected ? strings[expected.label] : name);
}

export const autocompleteOf = ({ name, type, autocomplete }: FormInput): string =>
  autocomplete ?? known(name)?.autocomplete ?? (type === 'email' || type === 'tel' ? type : 'on');
