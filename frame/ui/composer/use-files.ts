// Files in hand as the composer shows them: draws each change, and takes more within the limits.

import { useLayoutEffect, useState } from 'preact/hooks';
import type { FileLimits } from '../../../protocol/files.ts';
import type { FilesInHand, FilesState } from './files-in-hand.ts';
import type { ChosenFile } from './take-files.ts';

export type ShownFiles = FilesState & { choose(files: readonly File[]): void; dismiss(): void };

export function useFiles(
  inHand: FilesInHand,
  limits: FileLimits | null,
  onFiles: (files: ChosenFile[]) => void,
): ShownFiles {
  const [, drawAgain] = useState<FilesState | null>(null);
  // Before the next task: nothing changes between drawing and watching.
  useLayoutEffect(() => inHand.watch(() => drawAgain(inHand.state())), [inHand]);
  return {
    ...inHand.state(),
    choose: (files) => {
      if (limits) inHand.choose(files, limits, onFiles);
    },
    dismiss: inHand.dismiss,
  };
}
