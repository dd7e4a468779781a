// Splits the bytes of one direction of a WebSocket into frames (RFC 6455, section 5.2), as they are: masks stay on. Reads
// nothing of what they say.

export type Frame = {
  bytes: Buffer;
  /** A whole text or binary message: what may be sent again or later without breaking the line itself. */
  isMessage: boolean;
};

const SHORT_LENGTH = 126;
const LONG_LENGTH = 127;
const CONTROL = 0x8;

/** How long the frame is that begins here; null while that cannot be told. */
function lengthOf(bytes: Buffer): number | null {
  const [, second] = bytes;
  if (second === undefined) return null;
  const mask = second & 0x80 ? 4 : 0;
  const length = second & 0x7f;
  if (length < SHORT_LENGTH) return 2 + mask + length;
  if (length === SHORT_LENGTH) return bytes.length < 4 ? null : 4 + mask + bytes.readUInt16BE(2);
  if (length === LONG_LENGTH && bytes.length < 10) return null;
  return 10 + mask + Number(bytes.readBigUInt64BE(2));
}

function isMessage(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0;
  const isLast = (first & 0x80) !== 0;
  const opcode = first & 0x0f;
  return isLast && opcode !== 0 && opcode < CONTROL;
}

/** Takes bytes as they come and gives the frames that are complete. */
export function createFrameReader(): (bytes: Buffer) => Frame[] {
  let left: Buffer = Buffer.alloc(0);
  return (bytes) => {
    const frames: Frame[] = [];
    left = Buffer.concat([left, bytes]);
    for (;;) {
      const length = lengthOf(left);
      if (length === null || left.length < length) return frames;
      const frame = left.subarray(0, length);
      frames.push({ bytes: frame, isMessage: isMessage(frame) });
      left = left.subarray(length);
    }
  };
}
