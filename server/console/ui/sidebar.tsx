// The left pane: who is waiting, my chats, those of others, the ended ones, and below them who I am.

import type { Wish } from '../console-events.ts';
import { listsOf } from '../console-selectors.ts';
import type { ConsoleState } from '../console-state.ts';
import { ChatList } from './chat-list.tsx';
import { ConnectionMark } from './connection.tsx';
import { WaitingList } from './waiting-list.tsx';

export type SidebarProps = {
  state: ConsoleState;
  /** Who I am: a name to change, or a log-out button. */
  account: preact.ComponentChildren;
  onWish(wish: Wish): void;
};

export const Sidebar = ({ state, account, onWish }: SidebarProps) => {
  const { waiting, mine, others, ended } = listsOf(state);
  const listProps = { openId: state.openId, onWish };
  return (
    <nav class="sidebar" aria-label="Chats">
      <header class="sidebar-head">
        <h1>Agent console</h1>
        <ConnectionMark connection={state.connection} />
      </header>
      <p class="unseen" role="status">
        {waiting.length === 0 ? '' : `Visitors without an agent: ${waiting.length}`}
      </p>
      <div class="sidebar-lists">
        <WaitingList
          chats={waiting}
          accepting={state.accepting}
          canAccept={state.connection.status === 'up'}
          serverAheadMs={state.serverAheadMs}
          onWish={onWish}
        />
        <div class="sidebar-rest">
          <section class="group">
            <h2 class="group-title">
              My chats <span class="count">{mine.length}</span>
            </h2>
            <ChatList label="My chats" chats={mine} {...listProps} />
            {mine.length === 0 && <p class="empty">Chats that you take on stand here.</p>}
          </section>
          {others.length > 0 && <Folded title="With other agents" chats={others} {...listProps} />}
          {ended.length > 0 && <Folded title="Ended" chats={ended} {...listProps} />}
        </div>
      </div>
      <footer class="sidebar-foot">{account}</footer>
    </nav>
  );
};

type FoldedProps = Parameters<typeof ChatList>[0] extends infer P ? Omit<P, 'label'> & { title: string } : never;

const Folded = ({ title, ...list }: FoldedProps) => (
  <details class="group">
    <summary class="group-title">
      {title} <span class="count">{list.chats.length}</span>
    </summary>
    <ChatList label={title} {...list} />
  </details>
);
