// Whether a form that an earlier page was left with, or had sent, can go on here. The form itself comes from storage; the
// functions in it are this page's, if it brought any.

import * as v from 'valibot';
import { FormDefinition } from '../../protocol/full-options.ts';
import { FilledForm, type LoadedState } from '../../protocol/saved-form.ts';
import { isDefault } from '../session/default-form.ts';
import type { PageOptions } from '../session/state.ts';
import { wrongForm } from './form-definition.ts';

/** null: there is nothing to go on with. What was asked of the server goes on in any case, if need be without a form. */
export function approvedForm(loaded: LoadedState | null, { extra }: PageOptions): LoadedState | null {
  if (!loaded) return null;
  const { saved } = loaded;
  if (saved.phase === 'registering') {
    const form = formHere(saved, extra);
    return form && { ...loaded, saved: { ...saved, form } };
  }
  const own = v.safeParse(FilledForm, saved.own);
  const form = own.success && formHere(own.output, extra);
  // Beside what is saved, which is sealed.
  return form ? { ...loaded, own: { ...own.output, form } } : loaded;
}

function formHere({ form, remembered }: FilledForm, extra: PageOptions['extra']): FilledForm['form'] | null {
  const registration = extra?.registration ?? null;
  const isFunction = registration !== null && '$hook' in registration;
  if (form.inputs.length === 0) return isFunction ? form : null;
  // Without an interface there is nobody to draw it.
  if (extra?.ui === false) return null;
  if (isDefault(form)) return form;
  const checked = v.safeParse(FormDefinition, form);
  if (!checked.success || wrongForm(checked.output, remembered.userData)) return null;
  const here = new Map(
    registration && !isFunction ? registration.inputs.map(({ name, validate }) => [name, validate]) : [],
  );
  const inputs = checked.output.inputs.map(({ validate: _, ...input }) => {
    const validate = here.get(input.name);
    return validate ? { ...input, validate } : input;
  });
  return { inputs };
}
