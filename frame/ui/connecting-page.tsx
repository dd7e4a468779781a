// Between the form and the chat: the server has not answered yet.

import type { Strings } from '../locale/strings.ts';

type ConnectingPageProps = { strings: Strings; onCancel: () => void };

export function ConnectingPage({ strings, onCancel }: ConnectingPageProps) {
  return (
    <div class="page middle">
      <span class="spinner" aria-hidden="true" />
      <div role="status" tabIndex={-1} data-landing>
        <p>{strings.connecting}</p>
        <p class="late patience soft">{strings.stillConnecting}</p>
      </div>
      <button type="button" class="button" onClick={onCancel}>
        {strings.cancel}
      </button>
    </div>
  );
}
