// The default form before a chat. Keeps what is typed, says what is wrong beside the field, and reports each change so
// that the form can come back as it was left. Forms of the site's own are drawn by site-form.tsx.

import { Component } from 'preact';
import type { FormInput } from '../../protocol/full-options.ts';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Registering } from '../session/state.ts';
import type { Wish } from '../session/wishes.ts';
import { Field, textProps } from './field.tsx';
import { FormPage } from './form-page.tsx';
import { textError, usualLabel } from './text-rules.ts';

export type RegistrationFormProps = { life: Registering; strings: BeginningStrings; onWish: (wish: Wish) => void };

type FormState = {
  values: Readonly<Record<string, string>>;
  /** Nobody is told of mistakes before the first one. */
  attempts: number;
  /** What asks the server may still be on its way; once is enough. */
  isSent: boolean;
};

export class RegistrationForm extends Component<RegistrationFormProps, FormState> {
  override state: FormState = {
    values: Object.fromEntries(
      this.props.life.form.inputs.map(({ name }) => [name, String(this.props.life.values[name] ?? '')]),
    ),
    attempts: 0,
    isSent: false,
  };

  private readonly submit = (): void => {
    const { values, attempts, isSent } = this.state;
    if (this.props.life.form.inputs.some((input) => this.errorOf(input))) this.setState({ attempts: attempts + 1 });
    else if (!isSent) {
      this.setState({ isSent: true });
      this.props.onWish({ type: 'registrationSubmitted', values });
    }
  };

  private errorOf(input: FormInput): string | undefined {
    return textError(input, this.state.values[input.name] ?? '', this.props.strings);
  }

  override render({ life, strings, onWish }: RegistrationFormProps, { values, attempts, isSent }: FormState) {
    let wrong = 0;
    const fields = life.form.inputs.map((input) => {
      const { name, type = 'text', required } = input;
      const error = attempts ? this.errorOf(input) : undefined;
      if (error) wrong += 1;
      const onValue = (value: string): void => {
        const changed = { ...values, [name]: value };
        this.setState({ values: changed });
        onWish({ type: 'registrationEdited', values: changed });
      };
      return (
        <Field key={name} id={name} label={usualLabel(name, strings)} required={required} error={error}>
          <input {...textProps({ input, id: name, value: values[name] ?? '', error, onValue })} type={type} />
        </Field>
      );
    });
    return (
      <FormPage
        strings={strings}
        status={isSent ? strings.connecting : strings.registrationIntro}
        refusal={life.refusal}
        wrong={wrong}
        attempts={attempts}
        isSent={isSent}
        onSubmit={this.submit}
        onCancel={() => onWish({ type: 'registrationCancelled' })}
      >
        {fields}
      </FormPage>
    );
  }
}
