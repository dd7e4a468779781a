// The whole window takes files that are dropped on it, and any field takes those that are pasted. Shows where while a
// file is held over it. That a file which is not taken does nothing is somebody else's (hold-off-files.ts).

import { useEffect, useRef, useState } from 'preact/hooks';
import { areNamesOf } from '../../../protocol/pasted-words.ts';
import type { Strings } from '../../locale/strings.ts';
import { AttachIcon } from './icons.tsx';

type DropZoneProps = {
  strings: Strings;
  /** Whether files are taken here. */
  takes: boolean;
  onFiles: (files: readonly File[]) => void;
};

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

function isPasteOfFiles(transfer: DataTransfer | null): boolean {
  if (!transfer || !hasFiles(transfer)) return false;
  const words = transfer.types.includes('text/plain') ? transfer.getData('text/plain') : '';
  return areNamesOf(
    words,
    [...transfer.files].map(({ name }) => name),
  );
}

export function DropZone({ strings, takes, onFiles }: DropZoneProps) {
  const [isHeld, setHeld] = useState(false);
  const latest = useRef({ takes, onFiles });
  latest.current = { takes, onFiles };

  useEffect(() => {
    /** Entering one element comes before leaving the other. */
    let depth = 0;
    const show = (): void => setHeld(depth > 0 && latest.current.takes);
    const entered = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      depth += 1;
      show();
    };
    const over = (event: DragEvent): void => {
      if (!latest.current.takes || !hasFiles(event.dataTransfer) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const leftOne = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      show();
    };
    const dropped = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      depth = 0;
      show();
      if (!latest.current.takes) return;
      event.preventDefault();
      latest.current.onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const pasted = (event: ClipboardEvent): void => {
      if (!latest.current.takes || !isPasteOfFiles(event.clipboardData)) return;
      event.preventDefault();
      latest.current.onFiles([...(event.clipboardData?.files ?? [])]);
    };
    document.addEventListener('dragenter', entered);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leftOne);
    document.addEventListener('drop', dropped);
    document.addEventListener('paste', pasted);
    return () => {
      document.removeEventListener('dragenter', entered);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leftOne);
      document.removeEventListener('drop', dropped);
      document.removeEventListener('paste', pasted);
    };
  }, []);

  return isHeld ? (
    <div class="drop-zone" aria-hidden="true">
      <p>
        <AttachIcon />
        {strings.dropFiles}
      </p>
    </div>
  ) : null;
}
