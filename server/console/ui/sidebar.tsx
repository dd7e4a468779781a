// The left pane: who is waiting, my chats, those of others, past ones, and below them who I am.

import type { Wish } from '../console-events.ts';
import { listsOf, unreadChats } from '../console-selectors.ts';
import type { ConsoleState } from '../console-state.ts';
import { ChatList, type ChatListProps } from './chat-list.tsx';
import { ConnectionMark } from './connection.tsx';
import { FoundList } from './found-list.tsx';
import { useKey } from './keys.ts';
import { SearchField } from './search-field.tsx';
import { Switch } from './switch.tsx';
import { WaitingList } from './waiting-list.tsx';

export type SidebarProps = {
  state: ConsoleState;
  isSoundOn: boolean;
  /** Who I am: a name to change, or a log-out button; and what else is at hand. */
  foot: preact.ComponentChildren;
  onSound(isOn: boolean): void;
  onWish(wish: Wish): void;
};

export const Sidebar = ({ state, isSoundOn, foot, onSound, onWish }: SidebarProps) => {
  const { waiting, mine, others, ended } = listsOf(state);
  const listProps = { openId: state.openId, serverAheadMs: state.serverAheadMs, onWish };
  return (
    <nav id="lists" class="sidebar" aria-label="Chats" tabIndex={-1}>
      <header class="sidebar-head">
        <p class="brand" aria-hidden="true">
          Agent console
        </p>
        <ConnectionMark connection={state.connection} />
      </header>
      <div class="switches">
        <Switch
          isOn={state.isAvailable}
          onSwitch={(isAvailable) => onWish({ type: 'availabilityChanged', isAvailable })}
        >
          Available
        </Switch>
        <Switch isOn={isSoundOn} onSwitch={onSound}>
          Sound
        </Switch>
      </div>
      <SearchField search={state.search} onWish={onWish} />
      <p class="unseen" role="status">
        {waiting.length === 0 ? '' : `Visitors without an agent: ${waiting.length}`}
      </p>
      <div class="sidebar-lists">
        <WaitingList
          chats={waiting}
          accepting={state.accepting}
          isKnown={state.connection.status === 'up'}
          canAccept={state.connection.status === 'up' || state.connection.status === 'connecting'}
          serverAheadMs={state.serverAheadMs}
          onWish={onWish}
        />
        <div class="sidebar-rest">
          {state.search && <FoundList search={state.search} openId={state.openId} onWish={onWish} />}
          <section class="group">
            <div class="group-row">
              <h2 class="group-title">
                My chats <span class="count">{mine.length}</span>
              </h2>
              <ToUnread state={state} onWish={onWish} />
            </div>
            <ChatList label="My chats" chats={mine} {...listProps} />
            {mine.length === 0 && <p class="empty">Chats that you take on stand here.</p>}
          </section>
          {others.length > 0 && <Folded title="With other agents" chats={others} {...listProps} />}
          {ended.length > 0 && <Folded title="Ended" chats={ended} {...listProps} />}
        </div>
      </div>
      <footer class="sidebar-foot">{foot}</footer>
    </nav>
  );
};

/** The shortest way to whoever wrote last and is not being looked at. */
const ToUnread = ({ state, onWish }: Pick<SidebarProps, 'state' | 'onWish'>) => {
  const unread = unreadChats(state).filter(({ summary }) => summary.sessionId !== state.openId);
  const [newest] = unread;
  const key = useKey('u', newest !== undefined);
  return newest ? (
    <button
      type="button"
      class="link-button"
      {...key}
      onClick={() => onWish({ type: 'chatOpened', sessionId: newest.summary.sessionId })}
    >
      Newest unread ({unread.length})
    </button>
  ) : null;
};

const Folded = ({ title, ...list }: Omit<ChatListProps, 'label'> & { title: string }) => (
  <details class="group">
    <summary class="group-title">
      {title} <span class="count">{list.chats.length}</span>
    </summary>
    <ChatList label={title} {...list} />
  </details>
);
