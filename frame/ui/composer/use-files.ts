// What becomes of files that a person picked, pasted or dropped: prepared in the order they came, handed on, and what
// there is to say of them kept until it has been read.

import { useEffect, useRef, useState } from 'preact/hooks';
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

const QUIET: FilesState = { preparing: 0, remarks: [], tooMany: false };

export type FilesInHand = FilesState & { choose(files: readonly File[]): void; dismiss(): void };

export function useFiles(limits: FileLimits | null, onFiles: (files: ChosenFile[]) => void): FilesInHand {
  const [state, setState] = useState(QUIET);
  const queue = useRef(Promise.resolve());
  const live = useRef(true);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(
    () => () => {
      live.current = false;
    },
    [],
  );

  async function prepare(files: readonly File[], most: FileLimits): Promise<void> {
    const { takeFiles, browserPictures } = await import('./take-files.ts');
    const taken = await takeFiles(files, most, browserPictures);
    if (!live.current) return;
    if (taken.files.length) latest.current(taken.files);
    setState(({ preparing, remarks, tooMany }) => ({
      preparing: preparing - files.length,
      remarks: [...remarks, ...taken.remarks],
      tooMany,
    }));
  }

  return {
    ...state,
    choose(files) {
      if (!limits || !files.length) return;
      if (files.length > MAX_FILES_AT_ONCE) {
        setState(({ preparing }) => ({ preparing, remarks: [], tooMany: true }));
        return;
      }
      setState(({ preparing }) => ({ preparing: preparing + files.length, remarks: [], tooMany: false }));
      queue.current = queue.current
        .then(() => prepare(files, limits))
        .catch(() => {
          // What looks at files did not come over the network.
          const remarks = files.map(({ name }) => ({ name, what: 'unread' as const }));
          if (live.current) setState({ preparing: 0, remarks, tooMany: false });
        });
    },
    dismiss: () => setState(({ preparing }) => ({ ...QUIET, preparing })),
  };
}
