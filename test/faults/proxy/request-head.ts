// The first words of a connection: whose traffic it is. Every plain request is made the only one of its connection, so that a
// connection is either the chat's or not; browsers open another for the next.

export type Traffic = 'socket' | 'request' | 'other';

export type Head = { traffic: Traffic; bytes: Buffer; rest: Buffer };

const END = Buffer.from('\r\n\r\n');
const CHAT = /^[A-Z]+ \/chat\/v1\//;

/** Where a head ends, or -1. */
export function endOfHead(bytes: Buffer): number {
  const at = bytes.indexOf(END);
  return at === -1 ? -1 : at + END.length;
}

/** Null while the head is not complete. */
export function readHead(received: Buffer): Head | null {
  const end = endOfHead(received);
  if (end === -1) return null;
  const [first = '', ...lines] = received
    .subarray(0, end - END.length)
    .toString('latin1')
    .split('\r\n');
  const isUpgrade = lines.some((line) => /^upgrade:\s*websocket/i.test(line));
  const kept = isUpgrade ? lines : [...lines.filter((line) => !/^connection:/i.test(line)), 'Connection: close'];
  const isChat = CHAT.test(first);
  return {
    traffic: isChat ? (isUpgrade ? 'socket' : 'request') : 'other',
    bytes: Buffer.from(`${[first, ...kept].join('\r\n')}\r\n\r\n`, 'latin1'),
    rest: received.subarray(end),
  };
}
