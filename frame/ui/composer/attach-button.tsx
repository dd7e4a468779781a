// Picks files from the disk, several at once: what dragging does, for everybody.

import { useRef } from 'preact/hooks';
import { acceptOf } from '../../../protocol/file-endings.ts';
import type { FileLimits } from '../../../protocol/files.ts';
import type { Strings } from '../../locale/strings.ts';
import { AttachIcon } from './icons.tsx';

type AttachButtonProps = { strings: Strings; limits: FileLimits; onFiles: (files: readonly File[]) => void };

export function AttachButton({ strings, limits, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="round"
        aria-label={strings.attachFiles}
        title={strings.attachFiles}
        onClick={() => input.current?.click()}
      >
        <AttachIcon />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={acceptOf(limits.types)}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file again is a change again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
