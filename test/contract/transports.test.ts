// The channel and transport contracts on every implementation against the real server, and on the fake.

import { createLongPollOpener } from '../../frame/transport/long-poll.ts';
import { createSelectingOpener } from '../../frame/transport/select.ts';
import type { OpenChannel } from '../../frame/transport/transport.ts';
import { type ChannelParts, createWebSocketOpener } from '../../frame/transport/websocket.ts';
import { createFakeChannels } from '../support/frame-fake-channel.ts';
import { networkTo, systemClock, systemRandom } from '../support/frame-node.ts';
import { overSite } from '../support/hosted-over-site.ts';
import { startTestServer } from '../support/server-in-process.ts';
import { memoryHarness, pollingHarness } from '../support/transport-harnesses.ts';
import { type ChannelWorld, channelContract } from './channel-contract.ts';
import { overChannels, transportContract } from './transport-contract.ts';

type Make = (base: string, parts: ChannelParts) => OpenChannel;

async function realServer(make: Make): Promise<ChannelWorld> {
  const server = await startTestServer({ config: { allowedSites: ['http://shop.localhost'] } });
  const parts = { network: networkTo(server.port), clock: systemClock, random: systemRandom, log: () => {} };
  let running = true;
  const cut = async () => {
    if (running) await server.stop();
    running = false;
  };
  return { open: make(`http://127.0.0.1:${server.port}/chat/v1`, parts), cut, stop: cut };
}

async function fakeServer(): Promise<ChannelWorld> {
  const { open, cut } = createFakeChannels();
  return { open, cut: async () => cut(), stop: async () => cut() };
}

const websocket: Make = (base, parts) => createWebSocketOpener(`${base.replace('http', 'ws')}/socket`, parts);
const longPoll: Make = createLongPollOpener;
const selecting =
  (isSocketAllowed: boolean): Make =>
  (base, parts) =>
    createSelectingOpener({
      ...{ socket: websocket(base, parts), poll: longPoll(base, parts) },
      ...{ clock: systemClock, isSocketAllowed: () => isSocketAllowed },
    });

const worlds = {
  websocket: () => realServer(websocket),
  longPoll: () => realServer(longPoll),
  'selected socket': () => realServer(selecting(true)),
  'selected poll': () => realServer(selecting(false)),
  fake: fakeServer,
};
for (const [name, start] of Object.entries(worlds)) {
  channelContract(name, start);
  transportContract(`${name} channels’`, overChannels(start));
}
for (const [name, open] of Object.entries({ memory: memoryHarness, polling: pollingHarness })) {
  transportContract(`hosted (${name})`, overSite(open));
}
