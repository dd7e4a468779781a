// The page around a form before a chat: what is said above it, how much is wrong, and the two ways out. The fields are
// somebody else's.

import { Component, type ComponentChildren, createRef } from 'preact';
import type { BeginningStrings } from '../locale/strings.ts';
import type { Registering } from '../session/state.ts';
import { countingFor } from './counting.ts';

type FormPageProps = {
  strings: BeginningStrings;
  /** Said above the fields. */
  status: string;
  /** What became of the last attempt. */
  refusal: Registering['refusal'];
  /** How many fields are wrong. */
  wrong: number;
  /** Which ones, where somebody lists them. */
  list?: ComponentChildren;
  /** Counts the attempts: after each the wrong field is entered, or the list of them. */
  attempts: number;
  isSent: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ComponentChildren;
};

export class FormPage extends Component<FormPageProps> {
  private readonly element = createRef<HTMLFormElement>();

  override componentDidUpdate(before: FormPageProps): void {
    if (before.attempts === this.props.attempts) return;
    // The list stands above the fields.
    this.element.current?.querySelector<HTMLElement>('.several, [aria-invalid="true"]')?.focus();
  }

  override render({
    strings,
    status,
    refusal,
    wrong,
    list,
    attempts,
    isSent,
    onSubmit,
    onCancel,
    children,
  }: FormPageProps) {
    const submit = (event: Event): void => {
      event.preventDefault();
      onSubmit();
    };
    return (
      <form class="page" ref={this.element} onSubmit={submit} noValidate>
        <p class="soft" role="status">
          {status}
        </p>
        <div class="summary" role="alert">
          {refusal && !attempts && (
            <p tabIndex={-1} data-landing>
              {strings[refusal]}
            </p>
          )}
          {wrong > 0 && countingFor(strings.language).count(strings.fieldsToMend, wrong)}
          {list}
        </div>
        {children}
        <div class="actions">
          <button type="button" class="button" onClick={onCancel}>
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
