// Decides what the page is: waiting for the server, the login form, or the desk of one agent.

import { useCallback, useEffect, useState } from 'preact/hooks';
import * as v from 'valibot';
import type { MeAnswer } from '../../protocol/agent.ts';
import { nextDelayMs, RECONNECT_BACKOFF } from '../../protocol/retry.ts';
import type { Account } from './account.ts';
import { DeskApp, type DeskPorts } from './desk-app.tsx';
import { createKept } from './kept.ts';
import { LoginForm } from './ui/login-form.tsx';

export type AppProps = { account: Account; ports: DeskPorts; log(description: string): void };

/** How an agent is called where nobody logs in and nobody has said otherwise. */
const DEFAULT_NAME = 'Agent';
const AgentName = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

export const App = ({ account, ports, log }: AppProps) => {
  const [me, setMe] = useState<MeAnswer | null>(null);
  const [name, rename] = useAgentName(ports);
  useEffect(() => askUntilAnswered(account, ports, setMe), [account, ports]);

  /** A link that fails may mean that the login has run out. */
  const checkLogin = useCallback(async () => {
    const answer = await account.me();
    if (answer?.loginNeeded && !answer.agent) setMe(answer);
  }, [account]);

  if (!me) {
    return (
      <main class="gate">
        <p role="status">Connecting…</p>
      </main>
    );
  }
  if (!me.loginNeeded) {
    const identity = { kind: 'named', name, onRename: rename } as const;
    return <DeskApp identity={identity} ports={ports} log={log} onDown={checkLogin} />;
  }
  if (!me.agent) {
    const login = async (typedName: string, password: string) => {
      const result = await account.login(typedName, password);
      if (result.outcome === 'loggedIn') askUntilAnswered(account, ports, setMe);
      return result;
    };
    return <LoginForm onLogin={login} />;
  }
  const logout = () => void account.logout().then(() => setMe({ loginNeeded: true, agent: null }));
  const identity = { kind: 'loggedIn', agent: me.agent, onLogout: logout } as const;
  return <DeskApp identity={identity} ports={ports} log={log} onDown={checkLogin} />;
};

function useAgentName({ storage }: DeskPorts): [string, (name: string) => void] {
  const [kept] = useState(() => createKept(storage, 'tagalong-agent:name', AgentName, DEFAULT_NAME));
  const [name, setName] = useState(() => kept.read());
  return [
    name,
    (wanted) => {
      kept.update(() => wanted);
      setName(wanted);
    },
  ];
}

function askUntilAnswered(
  account: Account,
  { clock, random }: DeskPorts,
  onAnswer: (me: MeAnswer) => void,
): () => void {
  let isOver = false;
  let stopTimer = () => {};
  const ask = async (attempt: number) => {
    const answer = await account.me();
    if (isOver) return;
    if (answer) return onAnswer(answer);
    stopTimer = clock.after(nextDelayMs(attempt, RECONNECT_BACKOFF, random.fraction()), () => void ask(attempt + 1));
  };
  void ask(0);
  return () => {
    isOver = true;
    stopTimer();
  };
}
