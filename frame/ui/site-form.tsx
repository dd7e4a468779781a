// A registration form of the site's own, with every kind of field. Fields whose condition does not hold are neither
// checked nor sent; functions of the site are asked about the others once their own rules are content.

import { Component } from 'preact';
import type { FormInput } from '../../protocol/full-options.ts';
import type { HookMark } from '../../protocol/hooks.ts';
import type { BeginningStrings, FormStrings } from '../locale/strings.ts';
import { FormPage } from './form-page.tsx';
import type { RegistrationFormProps } from './registration-form.tsx';
import { SiteField } from './site-field.tsx';
import {
  errorsIn,
  type FieldErrors,
  type FieldValue,
  type FieldValues,
  fieldsThatCount,
  initialValues,
  plainLabel,
  valuesOf,
} from './site-form-rules.ts';
import { type WrongField, WrongList } from './wrong-list.tsx';

/** What the site's function says of a value: what is wrong, '' for the default words, null for nothing. */
export type Judge = (validate: HookMark, value: FieldValue, values: FieldValues) => Promise<string | null>;

export type SiteFormProps = Omit<RegistrationFormProps, 'strings'> & {
  strings: BeginningStrings & FormStrings;
  judge: Judge;
};

type FormState = {
  values: FieldValues;
  /** Nobody is told of mistakes before the first one. */
  attempts: number;
  /** What the site's functions found, as long as the field is not changed. */
  found: FieldErrors;
  stage: 'filling' | 'checking' | 'sent';
};

export class SiteForm extends Component<SiteFormProps, FormState> {
  /** The questions that are open belong to this one; later changes make their answers worthless. */
  private check = 0;
  override state: FormState = {
    values: initialValues(this.props.life.form, this.props.life.values),
    attempts: 0,
    found: new Map(),
    stage: 'filling',
  };

  override componentWillUnmount(): void {
    this.check += 1;
  }

  private edit(name: string, value: FieldValue): void {
    this.check += 1;
    const values = { ...this.state.values, [name]: value };
    const found = new Map([...this.state.found].filter(([field]) => field !== name));
    this.setState(({ stage }) => ({ values, found, stage: stage === 'checking' ? 'filling' : stage }));
    this.props.onWish({ type: 'registrationEdited', values });
  }

  private readonly submit = async (): Promise<void> => {
    const { life, strings, onWish } = this.props;
    const { values, attempts, stage } = this.state;
    if (stage !== 'filling') return;
    const inputs = fieldsThatCount(life.form, values);
    if (errorsIn(inputs, values, strings).size) {
      this.setState({ attempts: attempts + 1 });
      return;
    }
    const sent = valuesOf(inputs, values);
    if (inputs.some(({ validate }) => validate)) {
      this.check += 1;
      const { check } = this;
      this.setState({ stage: 'checking', found: new Map() });
      const found = await this.judged(inputs, sent);
      if (check !== this.check) return;
      if (found.size) {
        this.setState({ stage: 'filling', found, attempts: attempts + 1 });
        return;
      }
    }
    this.setState({ stage: 'sent' });
    onWish({ type: 'registrationSubmitted', values: sent });
  };

  /** All are asked at once; the order is the form's. */
  private async judged(inputs: readonly FormInput[], values: FieldValues): Promise<FieldErrors> {
    const { judge, strings } = this.props;
    const answers = inputs.map(async ({ name, validate }) => {
      const answer = validate ? await judge(validate, values[name] ?? '', values) : null;
      return [name, answer === '' ? strings.formatWrong : answer] as const;
    });
    const found = await Promise.all(answers);
    return new Map(found.flatMap(([name, answer]) => (answer === null ? [] : [[name, answer] as const])));
  }

  private errors(inputs: readonly FormInput[]): FieldErrors {
    const { values, attempts, found } = this.state;
    const own = attempts ? errorsIn(inputs, values, this.props.strings) : [];
    const names = new Set(inputs.map(({ name }) => name));
    return new Map([...[...found].filter(([name]) => names.has(name)), ...own]);
  }

  private idOf(input: FormInput): string {
    return `field-${this.props.life.form.inputs.indexOf(input)}`;
  }

  override render({ life, strings, onWish }: SiteFormProps, { values, attempts, stage }: FormState) {
    const inputs = fieldsThatCount(life.form, values);
    const errors = this.errors(inputs);
    const wrong = inputs
      .filter(({ name }) => errors.has(name))
      .map((input): WrongField => [this.idOf(input), plainLabel(input, strings)]);
    const status = { filling: strings.registrationIntro, checking: strings.checking, sent: strings.connecting };
    return (
      <FormPage
        strings={strings}
        status={status[stage]}
        refusal={life.refusal}
        wrong={wrong.length}
        {...(wrong.length > 1 && { list: <WrongList fields={wrong} /> })}
        attempts={attempts}
        isSent={stage === 'sent'}
        onSubmit={() => void this.submit()}
        onCancel={() => onWish({ type: 'registrationCancelled' })}
      >
        {inputs.map((input) => (
          <SiteField
            key={input.name}
            input={input}
            id={this.idOf(input)}
            value={values[input.name] ?? ''}
            error={errors.get(input.name)}
            strings={strings}
            onValue={(value) => this.edit(input.name, value)}
          />
        ))}
      </FormPage>
    );
  }
}
