// Joins one agent's console to the page: state in, wishes out, address and title kept in step.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { Agent } from '../../protocol/agent.ts';
import { type Console, createConsole } from './console-engine.ts';
import { listsOf, titleOf } from './console-selectors.ts';
import type { ConsoleState } from './console-state.ts';
import { createKept } from './kept.ts';
import type { Clock, KeyValueStore, OpenSocket, Random } from './ports.ts';
import { AccountBar } from './ui/account-bar.tsx';
import { addressOf } from './ui/chat-list.tsx';
import { Desk, type Settings } from './ui/desk.tsx';
import type { PostPiece } from './uploads.ts';
import { type AttentionAbilities, useAttention } from './use-attention.ts';

export type DeskPorts = {
  clock: Clock;
  random: Random;
  storage: KeyValueStore;
  openSocket: OpenSocket;
  postPiece: PostPiece;
  attention: AttentionAbilities;
};

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
  const [settings, setSettings] = useSettings(ports.storage);
  const { news, attention } = useAttention(ports.attention, settings.isSoundOn);
  const before = useRef<ConsoleState | null>(null);
  const agentKey = identity.kind === 'named' ? `named:${identity.name}` : `agent:${identity.agent.id}`;
  // One console per agent. At once, not after the next picture: a click that is under way is the next agent's, and what
  // it presses must not go away under it.
  useLayoutEffect(() => {
    const created = createConsole({
      ...ports,
      name: identity.kind === 'named' ? identity.name : null,
      agentKey,
      openId: addressed(),
      ...(before.current ? { before: before.current } : {}),
      attract: attention.attract,
      showAddress,
      log,
      onDown,
    });
    const stopDrawing = created.subscribe(() => redraw({}));
    const stopListening = listenToBrowser(created);
    setConsole(created);
    return () => {
      before.current = created.state();
      stopDrawing();
      stopListening();
      created.close();
    };
  }, [agentKey]);

  const state = agentConsole?.state();
  const title = state ? titleOf(state, news) : 'Agent console';
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (!agentConsole || !state) return null;

  const canRename = listsOf(state).mine.length === 0;
  const bar =
    identity.kind === 'named' ? <AccountBar {...identity} canRename={canRename} /> : <AccountBar {...identity} />;
  return <Desk state={state} account={bar} settings={settings} onSettings={setSettings} onWish={agentConsole.wish} />;
};

const KeptSettings = v.object({ isSoundOn: v.boolean(), hasKeys: v.boolean() });
const DEFAULTS: Settings = { isSoundOn: true, hasKeys: true };

/** Of this browser, whoever is at it; another tab's change counts here too. */
function useSettings(storage: KeyValueStore): [Settings, (changes: Partial<Settings>) => void] {
  const [kept] = useState(() => createKept(storage, 'tagalong-agent:settings', KeptSettings, DEFAULTS));
  const [settings, setSettings] = useState(() => kept.read());
  useEffect(() => {
    const read = () => setSettings(kept.read());
    addEventListener('storage', read);
    return () => removeEventListener('storage', read);
  }, [kept]);
  return [
    settings,
    (changes) => {
      kept.update((current) => ({ ...current, ...changes }));
      setSettings((current) => ({ ...current, ...changes }));
    },
  ];
}

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
