// The console's layout: lists, conversation, visitor. On narrow screens one pane at a time, by the open chat.

import type { Wish } from '../console-events.ts';
import { openChat } from '../console-selectors.ts';
import type { ConsoleState } from '../console-state.ts';
import { stoppedText } from './connection.tsx';
import { Conversation } from './conversation.tsx';
import { Sidebar } from './sidebar.tsx';

export type DeskProps = {
  state: ConsoleState;
  account: preact.ComponentChildren;
  onWish(wish: Wish): void;
};

export const Desk = ({ state, account, onWish }: DeskProps) => {
  const chat = openChat(state);
  return (
    <div class={state.openId ? 'desk desk-chat' : 'desk desk-lists'}>
      <Sidebar state={state} account={account} onWish={onWish} />
      {chat ? <Conversation state={state} chat={chat} onWish={onWish} /> : <NoChat state={state} onWish={onWish} />}
      {state.notice && (
        <div class="notice" role="alert">
          <span>{state.notice}</span>
          <button type="button" class="link-button" onClick={() => onWish({ type: 'noticeDismissed' })}>
            Dismiss
          </button>
        </div>
      )}
    </div>
  );
};

const NoChat = ({ state, onWish }: Omit<DeskProps, 'account'>) => {
  const isUnknown = state.openId !== null && state.connection.status === 'up';
  return (
    <main class="conversation no-chat">
      {isUnknown ? <p>This chat is no longer in the lists.</p> : <p>{placeholder(state)}</p>}
      {state.openId && (
        <button type="button" class="button quiet" onClick={() => onWish({ type: 'chatLeft' })}>
          Chats
        </button>
      )}
    </main>
  );
};

function placeholder({ connection }: ConsoleState): string {
  if (connection.status === 'stopped') return stoppedText(connection.error);
  return connection.status === 'up' ? 'Choose a chat, or take on a visitor who is waiting.' : 'Waiting for the server…';
}
