// The form before a chat. Keeps what is typed, says what is wrong beside the field, and reports each change so that
// the form can come back as it was left.

import { Component, createRef } from 'preact';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Registering } from '../session/state.ts';
import type { Wish } from '../session/wishes.ts';
import { countingFor } from './counting.ts';
import { Field } from './field.tsx';
import { errorsIn, type FieldErrors, type FieldValue, type FieldValues, initialValues } from './registration-rules.ts';

type RegistrationFormProps = { life: Registering; strings: BeginningStrings; onWish: (wish: Wish) => void };

type FormState = {
  values: FieldValues;
  /** Counts the attempts: nobody is told of mistakes before the first one. */
  attempts: number;
  /** What asks the server may still be on its way; once is enough. */
  isSent: boolean;
};

export class RegistrationForm extends Component<RegistrationFormProps, FormState> {
  private readonly element = createRef<HTMLFormElement>();
  override state: FormState = {
    values: initialValues(this.props.life.form, this.props.life.values),
    attempts: 0,
    isSent: false,
  };

  override componentDidUpdate(_props: RegistrationFormProps, before: FormState): void {
    if (before.attempts === this.state.attempts) return;
    this.element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  private readonly edit = (name: string, value: FieldValue): void => {
    const values = { ...this.state.values, [name]: value };
    this.setState({ values });
    this.props.onWish({ type: 'registrationEdited', values });
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const { values, attempts, isSent } = this.state;
    if (this.errors().size > 0) this.setState({ attempts: attempts + 1 });
    else if (!isSent) {
      this.setState({ isSent: true });
      this.props.onWish({ type: 'registrationSubmitted', values });
    }
  };

  private errors(): FieldErrors {
    const { life, strings } = this.props;
    return errorsIn(life.form, this.state.values, strings, countingFor(strings.language));
  }

  override render({ life: { form }, strings, onWish }: RegistrationFormProps, { values, attempts, isSent }: FormState) {
    const formats = countingFor(strings.language);
    const errors: FieldErrors = attempts > 0 ? this.errors() : new Map();
    return (
      <form class="page" ref={this.element} onSubmit={this.submit} noValidate>
        <p class="soft" role="status">
          {isSent ? strings.connecting : strings.registrationIntro}
        </p>
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
            onValue={(value) => this.edit(input.name, value)}
          />
        ))}
        <div class="actions">
          <button type="button" class="button" onClick={() => onWish({ type: 'registrationCancelled' })}>
            {strings.cancel}
          </button>
          <button type="submit" class="button main" disabled={isSent}>
            {strings.startChat}
          </button>
        </div>
      </form>
    );
  }
}
