// Who I am, at the foot of the lists: a name that can be changed where no login is needed, else a way to log out.

import { useState } from 'preact/hooks';
import type { Agent } from '../../../protocol/agent.ts';

export type AccountBarProps =
  | { kind: 'named'; name: string; canRename: boolean; onRename(name: string): void }
  | { kind: 'loggedIn'; agent: Agent; onLogout(): void };

export const AccountBar = (props: AccountBarProps) =>
  props.kind === 'named' ? (
    <NameField {...props} />
  ) : (
    <div class="account">
      <span class="grow clip">
        <bdi>{props.agent.name}</bdi>
      </span>
      <button type="button" class="button quiet" onClick={props.onLogout}>
        Log out
      </button>
    </div>
  );

const NameField = ({ name, canRename, onRename }: Extract<AccountBarProps, { kind: 'named' }>) => {
  const [text, setText] = useState(name);
  const submit = () => {
    const wanted = text.trim();
    if (wanted === '' || wanted === name) return setText(name);
    return onRename(wanted);
  };
  return (
    <form
      class="account"
      title={canRename ? undefined : 'Your chats belong to this name: it can be changed when they are over.'}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="account-name">
        Your name
        <input
          value={text}
          maxLength={200}
          disabled={!canRename}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={submit}
        />
      </label>
    </form>
  );
};
