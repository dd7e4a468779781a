import { startFakeServer } from '../support/console-fake-server.ts';
import { startRealServer } from '../support/console-real-server.ts';
import { agentClientContract } from './agent-client-contract.ts';

agentClientContract('the fake server', async () => {
  const server = await startFakeServer();
  return {
    url: server.url,
    origin: server.origin,
    async openSession(username) {
      const sessionId = server.openSession({ username });
      return {
        sessionId,
        say: (text) => void server.say(sessionId, text),
        leave: () => void server.leave(sessionId),
      };
    },
    close: server.close,
  };
});

agentClientContract('the real server', startRealServer);
