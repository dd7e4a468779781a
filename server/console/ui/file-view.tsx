// A file in the conversation: a picture in the room kept for it, anything else as a named link with its size. Where it
// can be read is asked for when it comes into view, and again before that runs out.

import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { FileAddress } from '../../../protocol/files.ts';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import type { FilePart } from '../../../protocol/message-parts.ts';
import { formatSize } from '../upload-rules.ts';
import { ownPath } from './format.ts';

export type FilesAtHand = {
  addresses: Readonly<Record<string, FileAddress | null>>;
  want(fileId: string): void;
};
export const FilesContext = createContext<FilesAtHand>({ addresses: {}, want() {} });

/** Long enough before the end that a click in between still works. */
const BEFORE_EXPIRY_MS = 10_000;
/** An address is not asked for more often than this, whatever the clocks say. */
const LEAST_LIFE_MS = 5_000;

/** Kinds that every browser draws and that run nothing. */
const DRAWN = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
const WIDEST_PX = 320;
const HIGHEST_PX = 280;

/** Keeps the shape of a picture within the room that there is for one. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, WIDEST_PX / width, HIGHEST_PX / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export const FileView = ({ file }: { file: FilePart }) => {
  const box = useRef<HTMLDivElement>(null);
  const { addresses, want } = useContext(FilesContext);
  const [isBroken, setBroken] = useState(false);
  const address = addresses[file.fileId];
  const isInView = useInView(box);
  const expiresAt = address?.expiresAt ?? 0;
  useEffect(() => {
    if (!isInView) return undefined;
    if (address === undefined) return want(file.fileId);
    if (address === null) return undefined;
    const timer = setTimeout(
      () => want(file.fileId),
      Math.max(LEAST_LIFE_MS, expiresAt - Date.now() - BEFORE_EXPIRY_MS),
    );
    return () => clearTimeout(timer);
  }, [isInView, address, expiresAt]);
  const href = address ? ownPath(address.path) : null;
  const { width, height } = file;
  // Nor is it kept under a name that hides what kind of file it is.
  const name = fitToShow(file.name);
  const isPicture = width !== undefined && height !== undefined && DRAWN.test(file.mediaType) && !isBroken;
  return (
    <div ref={box} class="file">
      {isPicture && <Picture size={fitted(width, height)} name={name} href={href} onBroken={() => setBroken(true)} />}
      <p class="file-line">
        {href ? (
          <a class="file-name" href={href} download={name} target="_blank" rel="noopener noreferrer">
            <bdi>{name}</bdi>
          </a>
        ) : (
          <bdi class="file-name">{name}</bdi>
        )}
        <span class="file-size">{formatSize(file.sizeBytes)}</span>
        {address === null && (
          <button type="button" class="link-button" onClick={() => want(file.fileId)}>
            Get it again
          </button>
        )}
      </p>
    </div>
  );
};

type PictureProps = { size: { width: number; height: number }; name: string; href: string | null; onBroken(): void };

const Picture = ({ size, name, href, onBroken }: PictureProps) =>
  href ? (
    <a class="picture" href={href} target="_blank" rel="noopener noreferrer">
      <img {...size} src={href} alt={name} decoding="async" onError={onBroken} />
    </a>
  ) : (
    <span class="picture">
      <svg {...size} aria-hidden="true" />
    </span>
  );

function useInView(box: { current: HTMLElement | null }): boolean {
  const [isInView, setInView] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (isInView || !box.current) return undefined;
    const observer = new IntersectionObserver((seen) => setInView(seen.some(({ isIntersecting }) => isIntersecting)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [isInView]);
  return isInView;
}
