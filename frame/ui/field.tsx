// One field of a form: label, control, and what is wrong with it beside it; and the control of most fields, a line of text.

import type { ComponentChildren } from 'preact';
import type { FormInput } from '../../protocol/full-options.ts';

type FieldProps = {
  id: string;
  label: ComponentChildren;
  required: boolean | undefined;
  error: string | undefined;
  kind?: string;
  children: ComponentChildren;
};

export const Field = ({ id, label, required, error, kind = '', children }: FieldProps) => (
  <div class={`field ${kind}`}>
    <label for={id}>
      <bdi>{label}</bdi>
      {required && <span aria-hidden="true"> *</span>}
    </label>
    {children}
    {error && (
      <p class="error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </div>
);

export type ControlFacts = { input: FormInput; id: string; error: string | undefined };

/** What every control says of itself. */
export const controlProps = ({ input: { name, required }, id, error }: ControlFacts) => ({
  id,
  name,
  required: !!required,
  'aria-invalid': !!error,
  'aria-describedby': error && `${id}-error`,
});

export type TextFacts = ControlFacts & { value: string; onValue: (value: string) => void };

/** What every control with text in it says of itself. */
export const textProps = ({ value, onValue, ...facts }: TextFacts) => ({
  ...controlProps(facts),
  value,
  // An empty one stands as the language does.
  dir: value ? ('auto' as const) : undefined,
  autocomplete: facts.input.autocomplete,
  maxLength: facts.input.maxlength,
  onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
});
