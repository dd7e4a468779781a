// One ready answer of the agent's own: its shortcut and its words, checked by the protocol's own rules.

import { useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import { CannedReply } from '../../../protocol/agent.ts';
import { MAX_MESSAGE_CHARS } from '../../../protocol/session.ts';

export type AnswerFormProps = { edited: CannedReply | null; onSave(reply: CannedReply): void; onCancel(): void };

const WORDS = {
  shortcut: 'A shortcut has 1 to 40 letters, digits, - or _, and no blanks.',
  text: 'An answer needs words.',
} as const;

export const AnswerForm = ({ edited, onSave, onCancel }: AnswerFormProps) => {
  const [wrong, setWrong] = useState<keyof typeof WORDS | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const submit = (values: FormData) => {
    const reply = { shortcut: String(values.get('shortcut')).trim(), text: String(values.get('text')).trim() };
    const checked = v.safeParse(CannedReply, reply);
    if (checked.success) return onSave(checked.output);
    const field = v.safeParse(CannedReply.entries.shortcut, reply.shortcut).success ? 'text' : 'shortcut';
    setWrong(field);
    form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  };
  const error = (field: keyof typeof WORDS) =>
    wrong === field ? ({ 'aria-invalid': true, 'aria-describedby': 'answer-error' } as const) : {};
  return (
    <form
      ref={form}
      class="stack answer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <h3>{edited ? 'Change an answer' : 'Another answer of your own'}</h3>
      <label class="field">
        Shortcut
        <input
          name="shortcut"
          maxLength={40}
          autocomplete="off"
          defaultValue={edited?.shortcut ?? ''}
          {...error('shortcut')}
        />
      </label>
      <label class="field">
        Words
        <textarea
          name="text"
          rows={3}
          dir="auto"
          maxLength={MAX_MESSAGE_CHARS}
          defaultValue={edited?.text ?? ''}
          {...error('text')}
        />
      </label>
      <p id="answer-error" class="gate-error" role="alert">
        {wrong && WORDS[wrong]}
      </p>
      <div class="row">
        <button type="submit" class="button primary">
          Keep
        </button>
        {edited && (
          <button type="button" class="button quiet" onClick={onCancel}>
            Leave as it was
          </button>
        )}
      </div>
    </form>
  );
};
