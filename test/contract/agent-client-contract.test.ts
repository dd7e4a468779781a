import { startFakeServer } from '../support/console-fake-server.ts';
import { startRealServer } from '../support/console-real-server.ts';
import { agentClientContract } from './agent-client-contract.ts';

const fakeWorld = async () => {
  const server = await startFakeServer();
  return {
    url: server.url,
    origin: server.origin,
    async openSession(username: string) {
      const sessionId = server.openSession({ username });
      return {
        sessionId,
        say: (text: string) => void server.say(sessionId, text),
        leave: () => void server.leave(sessionId),
        read: (index: number) => server.read(sessionId, index),
      };
    },
    close: server.close,
  };
};

agentClientContract('the fake server', fakeWorld);
agentClientContract('the real server', startRealServer);
