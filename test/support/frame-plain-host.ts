// A host page that does nothing but listen, for tests of the frame that need somebody at the other end.

import { connect, PortMessenger } from 'penpal';
import type { FrameMethods, HostMethods, HostState, Layout, PageEvent, Settlement } from '../../protocol/rpc.ts';

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

export async function connectPlainHost(port: MessagePort, known: HostState) {
  const settlements = createRecord<Settlement>();
  const events = createRecord<PageEvent>();
  const layouts = createRecord<Layout>();
  const methods: HostMethods = {
    frameReady: () => known,
    settle: (settlement) => settlements.add(settlement),
    sessionEvents: ({ events: told }) => events.add(...told),
    layout: (layout) => layouts.add(layout),
    runHook: () => Promise.reject(new Error('this host page has no hooks')),
  };
  const { promise, destroy } = connect<FrameMethods>({ messenger: new PortMessenger({ port }), methods });
  return {
    frame: (await promise) as unknown as FrameMethods,
    heard: {
      settlement: (requestId: string) => settlements.until((settlement) => settlement.requestId === requestId),
      event: (name: PageEvent['name']) => events.until((event) => event.name === name),
      events: () => events.items,
      untilEvent: events.until,
      layouts: () => layouts.items,
    },
    close: destroy,
  };
}
