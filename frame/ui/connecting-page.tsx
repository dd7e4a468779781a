// Between the form and the chat: the server has not answered yet.

import type { Strings } from '../locale/strings.ts';
import type { Connecting } from '../session/state.ts';

type ConnectingPageProps = { life: Connecting; strings: Strings; onCancel: () => void };

export function ConnectingPage({ life, strings, onCancel }: ConnectingPageProps) {
  return (
    <div class="page middle">
      <span class="spinner" aria-hidden="true" />
      <p role="status" tabIndex={-1} data-landing>
        {life.transport.status === 'down' ? strings.stillConnecting : strings.connecting}
      </p>
      <button type="button" class="button" onClick={onCancel}>
        {strings.cancel}
      </button>
    </div>
  );
}
