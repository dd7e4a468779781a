// One field of a form of the site's own, of whatever kind.

import { fitToShow } from '../../protocol/fit-to-show.ts';
import type { FormInput } from '../../protocol/full-options.ts';
import type { BeginningStrings, FormStrings } from '../locale/strings.ts';
import { controlProps, Field, textProps } from './field.tsx';
import { labelParts } from './label-parts.ts';
import { autocompleteOf, type FieldValue, labelOf } from './site-form-rules.ts';

type SiteFieldProps = {
  input: FormInput;
  id: string;
  value: FieldValue;
  error: string | undefined;
  strings: BeginningStrings & FormStrings;
  onValue: (value: FieldValue) => void;
};

/** Longest value that is kept. */
const MAX_VALUE_CHARS = 4_000;

export function SiteField(props: SiteFieldProps) {
  const { input, id, error, strings } = props;
  if (input.type === 'hidden') return null;
  return (
    <Field
      id={id}
      label={<Label text={fitToShow(labelOf(input, strings))} />}
      required={input.required}
      error={error && fitToShow(error)}
      kind={input.type === 'checkbox' ? 'box' : ''}
    >
      <Control {...props} />
    </Field>
  );
}

/** A link in it is followed in a window of its own, and does not tick the box. */
const Label = ({ text }: { text: string }) => (
  <>
    {labelParts(text).map(({ at, text, address }) =>
      address ? (
        <a key={at} href={address} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        text
      ),
    )}
  </>
);

function Control({ input, id, value, error, strings, onValue }: SiteFieldProps) {
  const facts = { input, id, error };
  const text = {
    ...textProps({ ...facts, value: String(value), onValue }),
    autocomplete: autocompleteOf(input),
    maxLength: input.maxlength ?? MAX_VALUE_CHARS,
    placeholder: input.placeholder && fitToShow(input.placeholder),
  };
  switch (input.type) {
    case 'checkbox':
      return (
        <input
          {...controlProps(facts)}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onValue(event.currentTarget.checked)}
        />
      );
    case 'textarea':
      return <textarea {...text} rows={3} />;
    case 'select':
      return (
        <select {...controlProps(facts)} value={String(value)} onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">{strings.choose}</option>
          {input.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {fitToShow(option.label)}
            </option>
          ))}
        </select>
      );
    default:
      return <input {...text} type={input.type ?? 'text'} />;
  }
}
