// One field of the registration form: label, control, and what is wrong with it beside it.

import type { FormInput } from '../../protocol/full-options.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import { fitToShow } from './fit-to-show.ts';
import { autocompleteOf, type FieldValue, labelOf } from './registration-rules.ts';

type FieldProps = {
  input: FormInput;
  id: string;
  value: FieldValue;
  error: string | undefined;
  strings: BeginningStrings;
  onValue: (value: FieldValue) => void;
};

export function Field(props: FieldProps) {
  const { input, id, error, strings } = props;
  if (input.type === 'hidden') return null;
  const label = (
    <label for={id}>
      <bdi>{fitToShow(labelOf(input, strings))}</bdi>
      {input.required && <span aria-hidden="true"> *</span>}
    </label>
  );
  return (
    <div class={input.type === 'checkbox' ? 'field box' : 'field'}>
      {input.type !== 'checkbox' && label}
      <Control {...props} />
      {input.type === 'checkbox' && label}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

type Typed = { currentTarget: { value: string } };

function Control({ input, id, value, error, strings, onValue }: FieldProps) {
  const common = {
    id,
    name: input.name,
    required: input.required === true,
    'aria-invalid': error !== undefined,
    ...(error !== undefined && { 'aria-describedby': `${id}-error` }),
  };
  const text = {
    ...common,
    value: String(value),
    ...(value !== '' && { dir: 'auto' as const }),
    autocomplete: autocompleteOf(input),
    ...(input.placeholder !== undefined && { placeholder: fitToShow(input.placeholder) }),
    ...(input.maxlength !== undefined && { maxLength: input.maxlength }),
    onInput: (event: Typed) => onValue(event.currentTarget.value),
  };
  switch (input.type) {
    case 'checkbox':
      return (
        <input
          {...common}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onValue(event.currentTarget.checked)}
        />
      );
    case 'textarea':
      return <textarea {...text} rows={3} />;
    case 'select':
      return (
        <select {...common} value={String(value)} onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">{strings.choose}</option>
          {input.options?.map(({ value, label }) => (
            <option key={value} value={value}>
              {fitToShow(label)}
            </option>
          ))}
        </select>
      );
    case 'email':
      return <input {...text} type="email" />;
    case 'tel':
      return <input {...text} type="tel" />;
    default:
      return <input {...text} type="text" />;
  }
}
