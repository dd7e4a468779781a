// A file: its name, kind and size, a picture of it in room that was kept for it, and while it is on its way how much of
// it is there.

import { useEffect, useRef, useState } from 'preact/hooks';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { FileFacts } from '../../../protocol/message-parts.ts';
import { FileIcon } from '../conversation-icons.tsx';
import { sizeInWords } from '../size-in-words.ts';
import type { MessageLine } from './lines.ts';
import type { Tools } from './tools.ts';

type FileBoxProps = {
  file: FileFacts;
  line: MessageLine;
  tools: Tools;
  /** Its name stood here before, and was read out. */
  isRead: boolean;
};

export function FileBox({ file, line, tools, isRead }: FileBoxProps) {
  const { strings, onWish } = tools;
  const isStored = line.delivery === 'sent';
  const { address, renew } = useAddress(isStored ? file.fileId : null, tools);
  const facts = `${kindOf(file)} · ${sizeInWords(file.sizeBytes, strings.language)}`;
  const name = fitToShow(file.name);
  return (
    <div class="text file" {...(isRead && { 'aria-live': 'off' as const })}>
      {isStored && isPicture(file) && <Picture file={file} address={address ?? null} />}
      <FileIcon />
      <p class="name">
        {/* The same element before it leads anywhere: another one would be read out as news. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a link, as soon as it leads anywhere */}
        <a
          {...(address && { href: address, target: '_blank', rel: 'noopener noreferrer' })}
          onFocus={renew}
          onPointerEnter={renew}
        >
          <bdi>{name}</bdi>
        </a>
        <small>{facts}</small>
        {address === null && <small>{strings.fileAway}</small>}
      </p>
      {(line.delivery === 'waiting' || line.delivery === 'sending') && (
        <>
          <progress
            aria-label={strings.uploading.replace('{name}', () => name)}
            max={Math.max(1, file.sizeBytes)}
            value={line.sentBytes}
          />
          {line.canStop && (
            <button
              type="button"
              class="button stop"
              onClick={(event) => {
                event.currentTarget.closest<HTMLElement>('[role=log]')?.focus();
                onWish({ type: 'discardRequested', messageId: line.key });
              }}
            >
              {strings.stopUpload}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** What a browser draws by itself and cannot be a document of its own. */
const isPicture = ({ mediaType, width, height }: FileFacts): boolean =>
  /^image\/(?:png|jpeg|gif|webp|avif)$/.test(mediaType) && width !== undefined && height !== undefined;

/** In its own proportions, so that nothing moves when it comes. */
function Picture({ file: { name, width = 1, height = 1 }, address }: { file: FileFacts; address: string | null }) {
  const [failed, setFailed] = useState<string | null>(null);
  const loaded = useRef<string | null>(null);
  // One that is there stays, though it would be had from elsewhere by now, or not at all.
  if (loaded.current === null || loaded.current === failed) loaded.current = address;
  const shown = loaded.current !== failed ? loaded.current : null;
  return (
    // It comes after its name.
    <span class="picture" aria-live="off" style={{ aspectRatio: `${width} / ${height}`, inlineSize: `${width}px` }}>
      {shown && (
        <img src={shown} alt={fitToShow(name)} width={width} height={height} onError={() => setFailed(shown)} />
      )}
    </span>
  );
}

/** undefined: not known yet. null: not to be had now. It works for a while only: who is about to use it says so. */
function useAddress(fileId: string | null, { files }: Tools) {
  const [address, setAddress] = useState<string | null | undefined>(undefined);
  useEffect(() => (fileId === null ? undefined : files.watch(fileId, setAddress)), [fileId, files]);
  return { address, renew: () => fileId !== null && files.renew(fileId) };
}

/** In words that people know it by: what follows the last dot, otherwise the media type's second half. */
function kindOf({ name, mediaType }: FileFacts): string {
  const ending = /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1] ?? mediaType.slice(mediaType.indexOf('/') + 1);
  return fitToShow(ending).toUpperCase();
}
