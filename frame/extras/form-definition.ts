// Whether the definition of a form makes sense, beyond the shape of it: says in words what does not. Pure.

import { MAX_USER_DATA_KEYS, type UserData } from '../../protocol/basics.ts';
import type { FormDefinition, FormInput } from '../../protocol/full-options.ts';
import { keyIn } from '../session/default-form.ts';
import { wrongLinkIn } from '../ui/label-parts.ts';
import { wholly } from '../ui/site-form-rules.ts';

/** null: nothing is wrong with it. */
export function wrongForm({ inputs }: FormDefinition, userData: UserData): string | null {
  const byName = new Map<string, FormInput>();
  for (const [position, input] of inputs.entries()) {
    const at = `registration.inputs.${position}`;
    if (byName.has(input.name)) return `${at}.name: expected a name of its own, received "${input.name}" again`;
    byName.set(input.name, input);
    const wrong = wrongInput(input);
    if (wrong) return `${at}.${wrong}`;
  }
  for (const [position, input] of inputs.entries()) {
    const wrong = wrongCondition(input, byName);
    if (wrong) return `registration.inputs.${position}.showIf.${wrong}`;
  }
  const names = inputs.map(({ name }) => keyIn({ inputs }, name));
  const keys = new Set([...Object.keys(userData), ...names]).size;
  return keys > MAX_USER_DATA_KEYS
    ? `userData: expected at most ${MAX_USER_DATA_KEYS} keys together with the form's fields, received ${keys}`
    : null;
}

function wrongInput({ type = 'text', options, pattern, value, label = '' }: FormInput): string | null {
  const link = wrongLinkIn(label);
  if (link !== null) return `label: expected a link to a web page, received "${link.slice(0, 60)}"`;
  if (type === 'select' && !options) return 'options: expected a list for a select, received undefined';
  if (pattern !== undefined && !isExpression(pattern)) {
    return `pattern: expected a regular expression, received "${pattern.slice(0, 60)}"`;
  }
  if (value === undefined || type === 'hidden') return null;
  const expected = type === 'checkbox' ? 'boolean' : 'string';
  if (typeof value !== expected) return `value: expected ${expected} for a ${type}, received ${JSON.stringify(value)}`;
  const isOffered = type !== 'select' || value === '' || options?.some((option) => option.value === value);
  return isOffered ? null : `value: expected one of the options, received ${JSON.stringify(value)}`;
}

function isExpression(pattern: string): boolean {
  try {
    wholly(pattern);
    return true;
  } catch {
    return false;
  }
}

function wrongCondition({ name, showIf }: FormInput, byName: ReadonlyMap<string, FormInput>): string | null {
  if (!showIf) return null;
  const other = byName.get(showIf.name);
  if (!other) return `name: expected the name of a field of this form, received "${showIf.name}"`;
  const isBox = typeof showIf.equals === 'boolean';
  if (other.type !== 'hidden' && isBox !== (other.type === 'checkbox')) {
    return `equals: expected a ${isBox ? 'string' : 'boolean'} as "${other.name}" holds, received ${showIf.equals}`;
  }
  for (let next: FormInput | undefined = other, steps = 0; next; steps += 1) {
    if (next.name === name || steps > byName.size) return `name: expected no circle, received "${showIf.name}"`;
    next = next.showIf && byName.get(next.showIf.name);
  }
  return null;
}
