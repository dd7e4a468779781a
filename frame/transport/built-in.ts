// The transport to our own chat server: the two ways, the choice between them, and the coming back.

import { createLongPollOpener } from './long-poll.ts';
import { createReconnecting } from './reconnecting.ts';
import { createSelectingOpener } from './select.ts';
import type { Transport, TransportEvents } from './transport.ts';
import { type ChannelParts, createWebSocketOpener } from './websocket.ts';

type Parts = ChannelParts & { serverOrigin: string; isSocketAllowed: () => boolean };

export function createBuiltInTransport(
  { serverOrigin, isSocketAllowed, ...parts }: Parts,
  events: TransportEvents,
): Transport {
  const base = `${serverOrigin}/chat/v1`;
  const open = createSelectingOpener({
    clock: parts.clock,
    socket: createWebSocketOpener(`${base.replace(/^http/, 'ws')}/socket`, parts),
    poll: createLongPollOpener(base, parts),
    isSocketAllowed,
  });
  return createReconnecting({ open, clock: parts.clock, random: parts.random }, events);
}
