// Makes of the bytes of one direction what is counted, repeated and moved: frames where there are any, else pieces as they
// come.

import { createFrameReader, type Frame } from './frames.ts';
import { endOfHead } from './request-head.ts';

export type Split = (bytes: Buffer) => Frame[];

/** Of plain requests the first piece of each direction counts as its message. */
export function wholePieces(): Split {
  let isMessage = true;
  return (bytes) => {
    const frame = { bytes, isMessage };
    isMessage = false;
    return [frame];
  };
}

/** The server's answer to the upgrade first, then frames. */
export function afterHead(onHead: (bytes: Buffer) => void): Split {
  let head: Buffer | null = Buffer.alloc(0);
  const readFrames = createFrameReader();
  return (bytes) => {
    if (!head) return readFrames(bytes);
    head = Buffer.concat([head, bytes]);
    const end = endOfHead(head);
    if (end === -1) return [];
    const rest = head.subarray(end);
    onHead(head.subarray(0, end));
    head = null;
    return readFrames(rest);
  };
}
