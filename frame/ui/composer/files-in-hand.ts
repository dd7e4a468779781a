// Files that a person picked, pasted or dropped, until they are handed on: prepared in the order they came, and what
// there is to say of them kept until it has been read. Outlives the window, which may be made small meanwhile.

import type { FileLimits } from '../../../protocol/files.ts';
import { MAX_FILES_AT_ONCE } from './file-rules.ts';
import type { ChosenFile, Remark } from './take-files.ts';

export type FilesState = {
  /** How many are still looked at. */
  preparing: number;
  remarks: readonly Remark[];
  /** More came at once than may. */
  tooMany: boolean;
};

export type FilesInHand = {
  state(): FilesState;
  watch(run: () => void): () => void;
  /** `onFiles` is told of those that are ready, whatever is on the screen by then. */
  choose(files: readonly File[], limits: FileLimits, onFiles: (files: ChosenFile[]) => void): void;
  dismiss(): void;
};

const QUIET: FilesState = { preparing: 0, remarks: [], tooMany: false };

export function createFilesInHand(): FilesInHand {
  let state = QUIET;
  let queue = Promise.resolve();
  const watchers = new Set<() => void>();
  const set = (over: Partial<FilesState>): void => {
    state = { ...state, ...over };
    for (const run of [...watchers]) run();
  };
  const looked = (count: number, remarks: readonly Remark[]): void =>
    set({ preparing: state.preparing - count, remarks: [...state.remarks, ...remarks] });

  async function prepare(files: readonly File[], limits: FileLimits): Promise<ChosenFile[]> {
    const { takeFiles, browserPictures } = await import('./take-files.ts');
    const taken = await takeFiles(files, limits, browserPictures);
    looked(files.length, taken.remarks);
    return taken.files;
  }

  return {
    state: () => state,
    watch(run) {
      watchers.add(run);
      return () => void watchers.delete(run);
    },
    choose(files, limits, onFiles) {
      if (!files.length) return;
      const tooMany = files.length > MAX_FILES_AT_ONCE;
      set({ preparing: state.preparing + (tooMany ? 0 : files.length), remarks: [], tooMany });
      if (tooMany) return;
      queue = queue
        .then(() => prepare(files, limits))
        .then(
          (ready) => ready.length && onFiles(ready),
          // What looks at files did not come over the network.
          () =>
            looked(
              files.length,
              files.map(({ name }) => ({ name, what: 'unread' })),
            ),
        )
        .then(() => {});
    },
    dismiss: () => set({ ...QUIET, preparing: state.preparing }),
  };
}

const known = new WeakMap<object, FilesInHand>();

/** Of one conversation: `place` is what stays of it while its window is small. */
export function filesInHandOf(place: object): FilesInHand {
  const inHand = known.get(place) ?? createFilesInHand();
  known.set(place, inHand);
  return inHand;
}
