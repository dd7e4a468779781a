// Joins one agent's console to the page: state in, wishes out, address and title kept in step.

import { useEffect, useState } from 'preact/hooks';
import type { Agent } from '../../protocol/agent.ts';
import { type Console, createConsole } from './console-engine.ts';
import { listsOf, titleOf } from './console-selectors.ts';
import type { Clock, KeyValueStore, OpenSocket, Random } from './ports.ts';
import { AccountBar } from './ui/account-bar.tsx';
import { addressOf } from './ui/chat-list.tsx';
import { Desk } from './ui/desk.tsx';

export type DeskPorts = { clock: Clock; random: Random; storage: KeyValueStore; openSocket: OpenSocket };

export type Identity =
  | { kind: 'named'; name: string; onRename(name: string): void }
  | { kind: 'loggedIn'; agent: Agent; onLogout(): void };

export type DeskAppProps = { identity: Identity; ports: DeskPorts; log(description: string): void; onDown(): void };

const ADDRESS_PREFIX = addressOf('');
const addressed = (): string | null =>
  location.hash.startsWith(ADDRESS_PREFIX) ? location.hash.slice(ADDRESS_PREFIX.length) || null : null;

const showAddress = (openId: string | null): void =>
  history.pushState(null, '', openId === null ? `${location.pathname}${location.search}` : addressOf(openId));

export const DeskApp = ({ identity, ports, log, onDown }: DeskAppProps) => {
  const [agentConsole, setConsole] = useState<Console | null>(null);
  const [, redraw] = useState({});
  // One console per mounted desk; another agent gets another.
  useEffect(() => {
    const created = createConsole({
      ...ports,
      name: identity.kind === 'named' ? identity.name : null,
      agentKey: identity.kind === 'named' ? `named:${identity.name}` : `agent:${identity.agent.id}`,
      openId: addressed(),
      showAddress,
      log,
      onDown,
    });
    const stopDrawing = created.subscribe(() => redraw({}));
    const stopListening = listenToBrowser(created);
    setConsole(created);
    return () => {
      stopDrawing();
      stopListening();
      created.close();
    };
  }, []);

  const state = agentConsole?.state();
  const title = state ? titleOf(state) : 'Agent console';
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!agentConsole || !state) return null;

  const canRename = listsOf(state).mine.length === 0;
  const bar =
    identity.kind === 'named' ? <AccountBar {...identity} canRename={canRename} /> : <AccountBar {...identity} />;
  return <Desk state={state} account={bar} onWish={agentConsole.wish} />;
};

/** Hints that a connection may work again, and the browser's back and forward. */
function listenToBrowser(agentConsole: Console): () => void {
  const wake = () => agentConsole.wake();
  const wakeWhenVisible = () => document.visibilityState === 'visible' && wake();
  const navigate = () => agentConsole.showAddressed(addressed());
  addEventListener('online', wake);
  addEventListener('popstate', navigate);
  document.addEventListener('visibilitychange', wakeWhenVisible);
  return () => {
    removeEventListener('online', wake);
    removeEventListener('popstate', navigate);
    document.removeEventListener('visibilitychange', wakeWhenVisible);
  };
}
