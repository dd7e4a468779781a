// The console's layout: lists, conversation, visitor. On narrow screens one pane at a time, by the open chat.

import { useRef, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { listsOf, openChat } from '../console-selectors.ts';
import type { ConsoleState } from '../console-state.ts';
import { AnswersDialog } from './answers-dialog.tsx';
import { stoppedText } from './connection.tsx';
import { Conversation } from './conversation.tsx';
import { useFocusKeeper } from './focus-keeper.ts';
import { HelpDialog } from './help-dialog.tsx';
import { KeysContext, useKey, useKeys } from './keys.ts';
import { focusLog, Landing } from './landing.ts';
import { Sidebar } from './sidebar.tsx';

/** What this browser remembers of an agent's wishes. */
export type Settings = { isSoundOn: boolean; hasKeys: boolean };

export type DeskProps = {
  state: ConsoleState;
  account: preact.ComponentChildren;
  settings: Settings;
  onSettings(changes: Partial<Settings>): void;
  onWish(wish: Wish): void;
};

type Shown = 'help' | 'answers' | null;

export const Desk = ({ state, account, settings, onSettings, onWish }: DeskProps) => {
  const chat = openChat(state);
  const landing = useRef<'reply' | 'log'>('reply');
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  useFocusKeeper();
  useKeys(settings.hasKeys, (by) => {
    const next = neighbour(state, by);
    if (next === null || next === state.openId) return focusLog();
    landing.current = 'log';
    onWish({ type: 'chatOpened', sessionId: next });
    focusLog();
  });
  return (
    <KeysContext.Provider value={settings.hasKeys}>
      <Landing.Provider value={landing}>
        <header class="unseen">
          <h1>Agent console</h1>
        </header>
        <div class={state.openId ? 'desk desk-chat' : 'desk desk-lists'}>
          <Sidebar
            state={state}
            isSoundOn={settings.isSoundOn}
            foot={<Foot account={account} onShow={setShown} />}
            onSound={(isSoundOn) => onSettings({ isSoundOn })}
            onWish={onWish}
          />
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
        {shown === 'help' && (
          <HelpDialog hasKeys={settings.hasKeys} onKeys={(hasKeys) => onSettings({ hasKeys })} onClose={close} />
        )}
        {shown === 'answers' && <AnswersDialog state={state} onClose={close} onWish={onWish} />}
      </Landing.Provider>
    </KeysContext.Provider>
  );
};

/** The chat of mine above or below the open one, round and round. */
export function neighbour(state: ConsoleState, by: 1 | -1): string | null {
  const ids = listsOf(state).mine.map(({ summary }) => summary.sessionId);
  const at = ids.indexOf(state.openId ?? '');
  const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
  return ids[next] ?? null;
}

const Foot = ({ account, onShow }: { account: preact.ComponentChildren; onShow(what: Shown): void }) => (
  <>
    <div class="tools-row">
      <button type="button" class="tool" onClick={() => onShow('answers')}>
        Ready answers
      </button>
      <button type="button" class="tool" {...useKey('?')} onClick={() => onShow('help')}>
        Keyboard
      </button>
    </div>
    {account}
  </>
);

const NoChat = ({ state, onWish }: Pick<DeskProps, 'state' | 'onWish'>) => {
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
