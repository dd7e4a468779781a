// Bytes of files between the tabs of one chat. Where storage would not keep a file, the tab that took it has it in its own
// hands only, and another one is to send it: that one asks, and is handed it. Either word may come twice, late or never: who
// sends looks again. Knows neither lines nor what is sent when.

import type { TabMessage } from '../../protocol/tabs.ts';
import type { FileStore } from '../storage/storage.ts';
import type { TabWords } from '../tabs/tab-line.ts';

type FileWords = Extract<TabMessage, { type: 'missed' | 'handedOver' }>;

export type FileExchange = {
  /** As the one that was given; what it has not, the other tabs are asked for. */
  store: FileStore;
  /** With the way to the others; gives what is to hear of them. */
  join(say: (words: TabWords) => void): (message: FileWords) => void;
};

export function createFileExchange(store: FileStore): FileExchange {
  /** What is handed over unasked is not taken. */
  const missed = new Set<string>();
  let tell: (words: TabWords) => void = () => {};

  return {
    store: {
      ...store,
      async read(sessionId, fileId) {
        const bytes = await store.read(sessionId, fileId);
        if (bytes) return bytes;
        missed.add(fileId);
        tell({ type: 'missed', fileId });
        return null;
      },
      drop(sessionId, fileId) {
        missed.delete(fileId);
        return store.drop(sessionId, fileId);
      },
      letGo() {
        missed.clear();
        store.letGo();
      },
    },
    join(say) {
      tell = say;
      return (message) => {
        const { fileId } = message;
        const bytes = message.type === 'missed' ? store.held(fileId) : null;
        if (bytes) say({ type: 'handedOver', to: message.from, fileId, bytes });
        if (message.type === 'handedOver' && missed.delete(fileId)) store.hold(fileId, message.bytes);
      };
    },
  };
}
