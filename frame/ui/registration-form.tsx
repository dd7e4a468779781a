// The form before a chat. Keeps what is typed, says what is wrong beside the field, and reports each change so that
// the form can come back as it was left.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Registering } from '../session/state.ts';
import type { Wish } from '../session/wishes.ts';
import { Field } from './field.tsx';
import { formatsFor } from './formats.ts';
import { errorsIn, type FieldValue, initialValues } from './registration-rules.ts';

type RegistrationFormProps = { life: Registering; strings: BeginningStrings; onWish: (wish: Wish) => void };

export function RegistrationForm({ life: { form, values: saved }, strings, onWish }: RegistrationFormProps) {
  const formats = formatsFor(strings.language);
  const [values, setValues] = useState(() => initialValues(form, saved));
  /** Counts the attempts: nobody is told of mistakes before the first one. */
  const [attempts, setAttempts] = useState(0);
  const errors = attempts > 0 ? errorsIn(form, values, strings, formats) : new Map<string, string>();
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const edit = (name: string, value: FieldValue) => {
    const next = { ...values, [name]: value };
    setValues(next);
    onWish({ type: 'registrationEdited', values: next });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (errorsIn(form, values, strings, formats).size > 0) setAttempts(attempts + 1);
    else onWish({ type: 'registrationSubmitted', values });
  };
  return (
    <form class="page" ref={element} onSubmit={submit} noValidate>
      <p class="soft">{strings.registrationIntro}</p>
      <p class="summary" role="alert">
        {errors.size > 0 && formats.count(strings.fieldsToMend, errors.size)}
      </p>
      {form.inputs.map((input, position) => (
        <Field
          key={input.name}
          input={input}
          id={`field-${position}`}
          value={values[input.name] ?? ''}
          error={errors.get(input.name)}
          strings={strings}
          onValue={(value) => edit(input.name, value)}
        />
      ))}
      <div class="actions">
        <button type="button" class="button" onClick={() => onWish({ type: 'registrationCancelled' })}>
          {strings.cancel}
        </button>
        <button type="submit" class="button main">
          {strings.startChat}
        </button>
      </div>
    </form>
  );
}
