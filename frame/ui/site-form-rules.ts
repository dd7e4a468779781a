// What the fields of a form of the site's own hold at first, which of them are shown, and what is wrong with what they
// hold. Pure; knows no elements.

import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { FormDefinition, FormInput } from '../../protocol/full-options.ts';
import type { FormValues } from '../../protocol/saved-form.ts';
import type { BeginningStrings, FormStrings } from '../locale/strings.ts';
import { DEFAULT_FORM } from '../session/default-form.ts';
import { labelParts } from './label-parts.ts';
import { textError, usualLabel } from './text-rules.ts';

export type FieldValue = string | boolean;
export type FieldValues = Readonly<Record<string, FieldValue>>;
export type FieldErrors = ReadonlyMap<string, string>;

/** Saved values win over the definition's, where they are of the right kind. Hidden fields are the site's alone. */
export const initialValues = (form: FormDefinition, saved: FormValues): FieldValues =>
  Object.fromEntries(form.inputs.map((input) => [input.name, initialValue(input, saved)]));

function initialValue({ name, type, value }: FormInput, saved: FormValues): FieldValue {
  const before = type !== 'hidden' && Object.hasOwn(saved, name) ? saved[name] : undefined;
  if (type === 'checkbox') return typeof before === 'boolean' ? before : value === true;
  if (type === 'hidden') return value ?? '';
  return typeof before === 'string' ? before : typeof value === 'string' ? value : '';
}

/** The fields that count: also hidden ones, but none whose condition does not hold. In the order of the form. */
export function fieldsThatCount({ inputs }: FormDefinition, values: FieldValues): FormInput[] {
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const counts = ({ showIf }: FormInput): boolean => {
    const other = showIf && byName.get(showIf.name);
    return !showIf || (!!other && values[showIf.name] === showIf.equals && counts(other));
  };
  return inputs.filter(counts);
}

export const valuesOf = (inputs: readonly FormInput[], values: FieldValues): FieldValues =>
  Object.fromEntries(inputs.map(({ name }) => [name, values[name] ?? '']));

/** By field name, in the order of the fields. */
export function errorsIn(
  inputs: readonly FormInput[],
  values: FieldValues,
  strings: BeginningStrings & FormStrings,
): FieldErrors {
  const errors = new Map<string, string>();
  for (const input of inputs) {
    const error = errorOf(input, values[input.name] ?? '', strings);
    if (error) errors.set(input.name, error);
  }
  return errors;
}

function errorOf(
  input: FormInput,
  value: FieldValue,
  strings: BeginningStrings & FormStrings,
): string | null | undefined {
  if (input.type === 'hidden') return null;
  if (typeof value === 'boolean') return input.required && !value ? strings.boxRequired : null;
  const wrong = textError(input, value, strings);
  if (wrong || !value.trim() || !input.pattern || wholly(input.pattern).test(value)) return wrong;
  return strings.formatWrong;
}

/** As browsers read the attribute `pattern`: the whole value must match. */
export const wholly = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

export const labelOf = ({ name, label }: FormInput, strings: BeginningStrings): string =>
  label ?? usualLabel(name.toLowerCase(), strings) ?? name;

/** Without the addresses of its links. */
export const plainLabel = (input: FormInput, strings: BeginningStrings): string =>
  labelParts(fitToShow(labelOf(input, strings)))
    .map(({ text }) => text)
    .join('');

export const autocompleteOf = ({ name, type, autocomplete }: FormInput): string => {
  const usual = DEFAULT_FORM.inputs.find((input) => input.name === name.toLowerCase());
  return autocomplete ?? usual?.autocomplete ?? (type === 'email' || type === 'tel' ? type : 'on');
};
