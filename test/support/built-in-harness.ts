// The kit's hands on the real server: visitors through the frame's own transport, an agent at the agents' socket, and a way
// between visitors and server that can be cut.

import { createLongPollOpener } from '../../frame/transport/long-poll.ts';
import type { OpenChannel } from '../../frame/transport/transport.ts';
import { createWebSocketOpener } from '../../frame/transport/websocket.ts';
import type { SessionKey } from '../../protocol/session.ts';
import type { TransportHarness } from '../../transport-kit/index.ts';
import { createPublicTransport } from './built-in-transport.ts';
import { networkTo, systemClock, systemRandom } from './frame-node.ts';
import { newId, openAgent } from './server-client.ts';
import { startTestServer } from './server-in-process.ts';

/** While it is cut nothing opens, and what is open is lost. */
function cuttable(inner: OpenChannel) {
  const losses = new Set<() => void>();
  let isCut = false;
  const open: OpenChannel = async (hello, events, signal) => {
    if (isCut) return { outcome: 'unreachable' };
    const opening = await inner(hello, events, signal);
    if (opening.outcome !== 'opened') return opening;
    const { channel } = opening;
    losses.add(() => {
      channel.close();
      events.onLost();
    });
    return opening;
  };
  return {
    open,
    cut() {
      isCut = true;
      for (const lose of losses) lose();
      losses.clear();
    },
    mend() {
      isCut = false;
    },
  };
}

export async function builtInHarness({ sockets }: { sockets: boolean }): Promise<TransportHarness> {
  const server = await startTestServer({ config: { allowedSites: ['http://shop.localhost'] } });
  const { port } = server;
  const parts = { network: networkTo(port), clock: systemClock, random: systemRandom, log: () => {} };
  const base = `http://127.0.0.1:${port}/chat/v1`;
  const open = sockets
    ? createWebSocketOpener(`${base.replace('http', 'ws')}/socket`, parts)
    : createLongPollOpener(base, parts);
  const way = cuttable(open);
  const keys = new Map<string, SessionKey>();
  const { channel: agent } = await openAgent(port);

  const order = async (request: { type: string } & Record<string, unknown>): Promise<void> => {
    const answer = await agent.ask(request);
    if (!answer.ok) throw new Error(answer.error.description);
  };
  return {
    openTransport: () => createPublicTransport(way.open, keys),
    agent: {
      async joins(sessionId) {
        await order({ type: 'accept', sessionId });
        await order({ type: 'follow', sessionId, afterIndex: 0 });
      },
      says: (sessionId, text) => order({ type: 'append', id: newId(), sessionId, text }),
      types: (sessionId, isTyping) => agent.send({ type: 'typing', id: newId(), sessionId, isTyping }),
      ends: (sessionId) => order({ type: 'end', sessionId }),
    },
    async messages(sessionId) {
      const other = await openAgent(port, 'Reader');
      const answer = await other.channel.ask({ type: 'follow', sessionId, afterIndex: 0 });
      if (!answer.ok) throw new Error(answer.error.description);
      const known = other.result.value.sessions.find((one: { sessionId: string }) => one.sessionId === sessionId);
      if (known.lastIndex > 0) await other.channel.untilIndex(known.lastIndex);
      other.channel.close();
      return other.channel
        .entries(sessionId)
        .flatMap((entry: { kind: string; text: string }) => (entry.kind === 'message' ? [entry.text] : []));
    },
    interrupt: () => way.cut(),
    mend: () => way.mend(),
    async close() {
      agent.close();
      await server.stop();
    },
  };
}
