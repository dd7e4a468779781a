// The page around a form before a chat: what is said above it, how much is wrong, and the two ways out. The fields are
// somebody else's.

import { Component, type ComponentChildren, createRef } from 'preact';
import type { BeginningStrings } from '../locale/strings.ts';
import { countingFor } from './counting.ts';

export type WrongField = readonly [id: string, label: string | undefined];

type FormPageProps = {
  strings: BeginningStrings;
  /** Said above the fields. */
  status: string;
  /** The fields that are wrong: id and label. */
  wrong: readonly WrongField[];
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
    const several = this.props.wrong[1];
    this.element.current?.querySelector<HTMLElement>(several ? '.summary' : '[aria-invalid="true"]')?.focus();
  }

  override render({ strings, status, wrong, isSent, onSubmit, onCancel, children }: FormPageProps) {
    const submit = (event: Event): void => {
      event.preventDefault();
      onSubmit();
    };
    return (
      <form class="page" ref={this.element} onSubmit={submit} noValidate>
        <p class="soft" role="status">
          {status}
        </p>
        <div class="summary" role="alert" tabIndex={-1}>
          {wrong[0] && countingFor(strings.language).count(strings.fieldsToMend, wrong.length)}
          {wrong[1] &&
            wrong.map(([id, label]) => (
              // Not followed: what stands behind the # of this document's address is the site's name.
              <a
                key={id}
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {label}
              </a>
            ))}
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
