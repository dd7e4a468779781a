// What is wrong with a text that was put into a field. Pure; knows no elements. The browser's own checks are not used: their
// messages cannot be styled, read out or translated by us.

import type { FormInput } from '../../protocol/full-options.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import { countingFor } from './counting.ts';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export function textError(
  { type, required, maxlength }: FormInput,
  value: string,
  strings: BeginningStrings,
): string | undefined {
  const text = value.trim();
  if (!text) return required ? strings.fieldRequired : undefined;
  if (maxlength && value.length > maxlength) {
    return countingFor(strings.language).count(strings.fieldTooLong, maxlength);
  }
  return type === 'email' && !EMAIL.test(text) ? strings.emailWrong : undefined;
}

/** The labels of the default form, by field name. */
const LABELS: Record<string, 'firstName' | 'lastName' | 'email' | 'subject'> = {
  firstname: 'firstName',
  lastname: 'lastName',
  email: 'email',
  subject: 'subject',
};

/** undefined: no name that every site uses. */
export const usualLabel = (name: string, strings: BeginningStrings): string | undefined =>
  Object.hasOwn(LABELS, name) ? strings[LABELS[name] as 'email'] : undefined;
