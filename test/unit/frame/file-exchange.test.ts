// Bytes that one tab has in its hands, and another one looks for.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createFileExchange } from '../../../frame/session/file-exchange.ts';
import { createFileStore } from '../../../frame/storage/file-store.ts';
import type { TabWords } from '../../../frame/tabs/tab-line.ts';
import { TabMessage } from '../../../protocol/tabs.ts';
import { createFakeClock } from '../../support/frame-fakes.ts';
import { createMemoryFileRows } from '../../support/frame-file-rows.ts';

/** As one tab says it and another one hears it. */
const heard = (words: TabWords, from = 'the-other-tab') =>
  v.parse(TabMessage, structuredClone({ version: 1, sessionId: 'session-1', from, ...words })) as never;

function openTab() {
  const said: TabWords[] = [];
  const { store, join } = createFileExchange(createFileStore(createMemoryFileRows(), createFakeClock()));
  const hear = join((words) => void said.push(words));
  const read = async () => (await store.read('session-1', 'file-0001'))?.text() ?? null;
  return { said, store, hear, read };
}
const bytes = new Blob(['some bytes']);
const handedOver = () => heard({ type: 'handedOver', to: 'this-tab', fileId: 'file-0001', bytes });

describe('bytes of a file between tabs', () => {
  it('are asked for where there are none, and each time anew', async () => {
    const { said, read } = openTab();
    expect([await read(), await read()]).toEqual([null, null]);
    expect(said).toEqual(Array.from({ length: 2 }, () => ({ type: 'missed', fileId: 'file-0001' })));
  });

  it('are asked for nowhere while they are here', async () => {
    const { said, store, read } = openTab();
    await store.keep('session-1', 'file-0001', bytes);
    expect([await read(), said]).toEqual(['some bytes', []]);
  });

  it('are handed to the tab that asks, by one that has them in its hands, as often as it asks', () => {
    const { said, store, hear } = openTab();
    const missed = heard({ type: 'missed', fileId: 'file-0001' });
    hear(missed);
    expect(said).toEqual([]);
    store.hold('file-0001', bytes);
    hear(missed);
    hear(missed);
    expect(said).toEqual(
      Array.from({ length: 2 }, () => ({ type: 'handedOver', to: 'the-other-tab', fileId: 'file-0001', bytes })),
    );
  });

  it('are there from then on, whether they come once or twice', async () => {
    const { hear, read } = openTab();
    await read();
    hear(handedOver());
    hear(handedOver());
    expect(await read()).toBe('some bytes');
  });

  it.each([
    ['that nobody asked for', async () => {}],
    [
      'of a file that was taken back meanwhile',
      async ({ store, read }: ReturnType<typeof openTab>) => {
        await read();
        await store.drop('session-1', 'file-0001');
      },
    ],
    [
      'of a chat that is over',
      async ({ store, read }: ReturnType<typeof openTab>) => {
        await read();
        store.letGo();
      },
    ],
  ])('%s are not taken', async (_, before) => {
    const tab = openTab();
    await before(tab);
    tab.hear(handedOver());
    expect(await tab.read()).toBeNull();
  });
});
