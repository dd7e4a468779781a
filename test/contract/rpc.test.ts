// The rpc contract with a plain host page; the loader's own link joins as another one.

import { connect, PortMessenger } from 'penpal';
import type { ApiEvent } from '../../protocol/api-events.ts';
import type { FrameMethods, HostMethods, Layout, Settlement } from '../../protocol/rpc.ts';
import { type ConnectHost, rpcContract } from './rpc-contract.ts';

/** Keeps everything, and lets a test wait for what has come or will come. */
function createRecord<Item>() {
  const items: Item[] = [];
  const waiting = new Set<() => void>();
  return {
    items,
    add(...more: Item[]) {
      items.push(...more);
      for (const look of [...waiting]) look();
    },
    until: (fits: (item: Item) => boolean): Promise<Item> =>
      new Promise((resolve) => {
        const look = () => {
          const found = items.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

const plain: ConnectHost = async (port, known) => {
  const settlements = createRecord<Settlement>();
  const events = createRecord<ApiEvent>();
  const layouts = createRecord<Layout>();
  const methods: HostMethods = {
    frameReady: () => known,
    settle: (settlement) => settlements.add(settlement),
    sessionEvents: ({ events: told }) => events.add(...told),
    layout: (layout) => layouts.add(layout),
  };
  const { promise, destroy } = connect<FrameMethods>({ messenger: new PortMessenger({ port }), methods });
  return {
    frame: (await promise) as unknown as FrameMethods,
    heard: {
      settlement: (requestId) => settlements.until((settlement) => settlement.requestId === requestId),
      event: (name) => events.until((event) => event.name === name),
      layouts: () => layouts.items,
    },
    close: destroy,
  };
};

rpcContract('plain', plain);
