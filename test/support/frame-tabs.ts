// A browser with several tabs of one site, each with an engine of its own over one storage, its locks and its lines.

import type { TabChannels } from '../../frame/ports.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import type { SendFile } from '../../frame/transport/file-upload.ts';
import { stateKey } from '../../protocol/persisted.ts';
import type { SessionRequest } from '../../protocol/server.ts';
import { TABS_VERSION } from '../../protocol/version.ts';
import { startEngine } from './frame-engine.ts';
import { LIMITS, opened, PLACE, SESSION, said, VISITOR } from './frame-facts.ts';
import { createFakeChannels, createFakeClock, createFakeLocks, settled } from './frame-fakes.ts';
import { createMemoryFileRows, type MemoryFileRows } from './frame-file-rows.ts';

/** A line that a frozen page neither hears nor uses; what was said to it meanwhile comes when it thaws. */
function freezable(channels: TabChannels) {
  let isFrozen = false;
  let missed: (() => void)[] = [];
  return {
    freeze() {
      isFrozen = true;
    },
    thaw() {
      isFrozen = false;
      for (const run of missed) run();
      missed = [];
    },
    channels: {
      open(name, onMessage) {
        const line = channels.open(name, (message) => {
          if (isFrozen) missed.push(() => onMessage(message));
          else onMessage(message);
        });
        return line && { ...line, post: (message) => (isFrozen ? undefined : line.post(message)) };
      },
    } satisfies TabChannels,
  };
}

export function openBrowser(sendFile?: SendFile, fileRows: MemoryFileRows = createMemoryFileRows()) {
  const shared = {
    ...{ storage: createMemoryStore(), clock: createFakeClock(), locks: createFakeLocks(queueMicrotask) },
    ...{ fileRows, ...(sendFile && { sendFile }) },
  };
  const channels = createFakeChannels();
  let opened_ = 0;
  const openTab = () => {
    opened_ += 1;
    const ice = freezable(channels);
    const tab = startEngine({ ...shared, channels: ice.channels, mark: `iframe-of-tab-${opened_}` });
    const life = () => tab.engine.state().life;
    return {
      ...tab,
      ...ice,
      life,
      role: () => tab.engine.state().role,
      outbox: () => {
        const now = life();
        return 'outbox' in now ? now.outbox.map(({ text, status }) => `${text}: ${status}`) : [];
      },
      texts: () => {
        const now = life();
        const entries = 'transcript' in now ? now.transcript.entries : [];
        return entries.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
      },
      told: () => tab.names().filter((name) => name !== 'settle' && name !== 'layout'),
      sent: () => appendsOf(tab.transport.requests),
      say: async (text: string) => {
        tab.engine.wish({ type: 'messageSubmitted', text });
        await settled();
      },
      push: async (...entries: ReturnType<typeof said>[]) => {
        tab.transport.events.onPush({ type: 'entries', entries });
        await settled();
      },
    };
  };
  type Tab = ReturnType<typeof openTab>;
  const begin = async (): Promise<Tab> => {
    const tab = openTab();
    tab.submit('startChat', { registration: false });
    await settled();
    tab.transport.events.onOpened({ ...opened(), writerEpoch: 1 });
    await settled();
    return tab;
  };
  const follow = async (): Promise<Tab> => {
    const tab = openTab();
    tab.submit('restoreChat');
    await settled();
    return tab;
  };
  /** As another page of the same chat would. */
  const spoken: unknown[] = [];
  const line = channels.open(stateKey(PLACE.deployment, PLACE.siteOrigin), (message) => spoken.push(message));
  const postShared = async (words: object): Promise<void> => {
    const about = { version: TABS_VERSION, sessionId: SESSION.sessionId, from: 'another-page' };
    const rest = { limits: LIMITS, seenIndex: 0, typing: null, outbox: [], entries: [] };
    line?.post({ type: 'shared', ...about, ...rest, ...words });
    await settled();
  };
  return { ...shared, spoken, postShared, begin, follow };
}

const appendsOf = (requests: readonly SessionRequest[]) =>
  requests.flatMap((request) => (request.type === 'append' ? [request.text] : []));

/** The last message that a tab has sent, as the log has it. */
export const logged = (index: number, tab: Awaited<ReturnType<ReturnType<typeof openBrowser>['begin']>>) => {
  const append = tab.transport.requests.filter(({ type }) => type === 'append').at(-1);
  return said(index, append?.id, VISITOR, append?.type === 'append' ? append.text : '');
};
