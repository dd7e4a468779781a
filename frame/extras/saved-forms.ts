// Whether a form that an earlier page was left with can go on here. The form itself comes from storage; the functions in
// it are this page's, if it brought any.

import * as v from 'valibot';
import { FormDefinition } from '../../protocol/full-options.ts';
import type { LoadedState } from '../../protocol/saved-form.ts';
import { isDefault } from '../session/default-form.ts';
import type { PageOptions } from '../session/state.ts';
import { wrongForm } from './form-definition.ts';

/** null: there is nothing to go on with. */
export function approvedForm(loaded: LoadedState, { extra }: PageOptions): LoadedState | null {
  const { saved } = loaded;
  if (saved.phase !== 'registering') return loaded;
  const registration = extra?.registration ?? null;
  const isFunction = registration !== null && '$hook' in registration;
  if (saved.form.inputs.length === 0) return isFunction ? loaded : null;
  // Without an interface there is nobody to draw it.
  if (extra?.ui === false) return null;
  if (isDefault(saved.form)) return loaded;
  const checked = v.safeParse(FormDefinition, saved.form);
  if (!checked.success || wrongForm(checked.output, saved.remembered.userData)) return null;
  const here = new Map(
    registration && !isFunction ? registration.inputs.map(({ name, validate }) => [name, validate]) : [],
  );
  const inputs = checked.output.inputs.map(({ validate: _, ...input }) => {
    const validate = here.get(input.name);
    return validate ? { ...input, validate } : input;
  });
  return { ...loaded, saved: { ...saved, form: { inputs } } };
}
