// One WebSocket as a channel. Opens, carries requests and pushes, is lost once. Knows nothing of trying again, and
// nothing of what the messages mean.

import * as v from 'valibot';
import { ServerMessage } from '../../protocol/server.ts';
import type { Clock, Log, Network, Random } from '../ports.ts';
import { createHeartbeat, type Heartbeat } from './heartbeat.ts';
import { isUnknownKind, openingOf } from './hello.ts';
import { answerOf, createOpenRequests } from './requests.ts';
import { type Channel, type ChannelOpening, type Loss, OPEN_LIMIT_MS, type OpenChannel } from './transport.ts';

export type ChannelParts = { network: Network; clock: Clock; random: Random; log: Log };

const KINDS = ['result', 'entries', 'agentTyping', 'seen'];

export function createWebSocketOpener(url: string, { network, clock, random, log }: ChannelParts): OpenChannel {
  return (hello, events, signal) =>
    new Promise<ChannelOpening>((resolve) => {
      let over = false;
      let opened = false;
      let heartbeat: Heartbeat | null = null;
      const requests = createOpenRequests(clock);
      const socket = trySocket();
      if (!socket) return resolve({ outcome: 'unreachable' });

      const cancelOpen = clock.after(OPEN_LIMIT_MS, () => end('silent'));
      signal.addEventListener('abort', () => !opened && end('closed'));
      socket.addEventListener('open', () => void greet());
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => take(data));
      socket.addEventListener('close', () => end('closed'));
      socket.addEventListener('error', () => end('closed'));

      const send = (message: object): boolean => {
        try {
          socket.send(JSON.stringify(message));
          return true;
        } catch {
          return false;
        }
      };
      const channel: Channel = {
        request(request) {
          const answer = requests.wait(request.id, () => end('silent'));
          if (over || !send(request)) requests.failAll();
          else if (request.type === 'typing') requests.settle(request.id, { ok: true, value: null });
          return answer;
        },
        check: () => heartbeat?.check(),
        close: () => end(null),
      };

      async function greet(): Promise<void> {
        cancelOpen();
        const id = random.id();
        const answered = requests.wait(id, () => end('silent'), OPEN_LIMIT_MS);
        send({ ...hello, id });
        const opening = openingOf(hello, await answered, channel);
        if (over) return;
        resolve(opening);
        if (opening.outcome !== 'opened') end('closed');
        else {
          opened = true;
          const ping = () => send({ type: 'ping', id: random.id() });
          heartbeat = createHeartbeat(clock, ping, () => end('silent'));
        }
      }

      function take(data: unknown): void {
        if (over) return;
        const message = parsed(data);
        const checked = v.safeParse(ServerMessage, message);
        if (!checked.success) {
          if (isUnknownKind(message, KINDS)) return;
          log('warn', 'the chat server sent what is not of the protocol', checked.issues[0].type);
          end('closed');
          return;
        }
        heartbeat?.heard();
        if (checked.output.type === 'result') requests.settle(checked.output.id, answerOf(checked.output));
        else events.onPush(checked.output);
      }

      /** null: we closed it ourselves. */
      function end(how: Loss | null): void {
        if (over) return;
        over = true;
        cancelOpen();
        heartbeat?.stop();
        socket?.close();
        requests.failAll();
        resolve({ outcome: 'unreachable' });
        if (opened && how) events.onLost(how);
      }
    });

  function trySocket(): WebSocket | null {
    try {
      return network.openSocket(url);
    } catch {
      return null;
    }
  }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
