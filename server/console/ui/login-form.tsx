// Name and password, where the operator has set up accounts.

import { useState } from 'preact/hooks';
import type { LoginOutcome } from '../account.ts';

export type LoginFormProps = { onLogin(name: string, password: string): Promise<LoginOutcome> };

const WORDS = {
  loggedIn: '',
  refused: 'This name and password do not belong together.',
  unreachable: 'The server gave no answer. Try again in a moment.',
} as const;

export const LoginForm = ({ onLogin }: LoginFormProps) => {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<LoginOutcome['outcome']>('loggedIn');
  const submit = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    setBusy(true);
    const result = await onLogin(String(values.get('name')), String(values.get('password')));
    setBusy(false);
    setOutcome(result.outcome);
  };
  return (
    <main class="gate">
      <form
        class="gate-card"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <h1>Agent console</h1>
        <label class="field">
          Name
          <input name="name" autocomplete="username" required maxLength={200} />
        </label>
        <label class="field">
          Password
          <input name="password" type="password" autocomplete="current-password" required maxLength={72} />
        </label>
        <p class="gate-error" role="alert">
          {WORDS[outcome]}
        </p>
        <button type="submit" class="button primary wide" disabled={isBusy}>
          Log in
        </button>
      </form>
    </main>
  );
};
