// Messages that look like those of the chat's own link, for whoever wants to see them refused: in a page, in a frame, in any
// browser. Knows the words of Penpal's protocol, of today's and of its earlier one; knows no driver.

/** `withPort`: comes with a port of the forger's own. Plain data, so that it crosses into a page. */
export type Forged = { data: Record<string, unknown>; withPort?: true };

const word = (type: string, more: object = {}): Forged => ({ data: { namespace: 'penpal', type, ...more } });
const withPort = ({ data }: Forged): Forged => ({ data, withPort: true });

/** Ids of the link are digits: one is below them, one above, so that either side leads the handshake. */
const [LOW, HIGH] = ['!', '~'];
const close = [{ to: 'closed' }];

/** What any script of the page can say to the frame's window. */
export const FORGED: Record<string, Forged[]> = {
  'SYN of a low id': [word('SYN', { participantId: LOW })],
  'SYN of a high id': [word('SYN', { participantId: HIGH })],
  'both SYNs, many times': Array.from({ length: 20 }, (_, n) =>
    word('SYN', { participantId: (n % 2 ? LOW : HIGH) + n }),
  ),
  ACK1: [word('ACK1', { methodPaths: [] })],
  'ACK2 without a port': [word('ACK2')],
  'ACK2 with a port': [withPort(word('ACK2'))],
  'SYN, then ACK2 with a port': [word('SYN', { participantId: `${HIGH}1` }), withPort(word('ACK2'))],
  DESTROY: [word('DESTROY')],
  CALL: [word('CALL', { id: '1', methodPath: ['setWindow'], args: close })],
  REPLY: [word('REPLY', { callId: '1', value: { ok: true, value: null } })],
  'syn of the earlier protocol': [{ data: { penpal: 'syn' } }],
  'synAck of the earlier protocol': [{ data: { penpal: 'synAck', methodNames: ['submit'] } }],
  'ack of the earlier protocol': [{ data: { penpal: 'ack', methodNames: ['settle'] } }],
  'call of the earlier protocol': [{ data: { penpal: 'call', id: 1, methodName: 'setWindow', args: close } }],
  'reply of the earlier protocol': [{ data: { penpal: 'reply', id: 1, resolution: 'fulfilled', returnValue: null } }],
};

/** Runs in the page: says it all to the frame of the chat. */
export function forge(messages: Forged[]): void {
  const { contentWindow } = document.querySelector('iframe[title="Chat"]') as HTMLIFrameElement;
  for (const { data, withPort } of messages) {
    const { port1, port2 } = new MessageChannel();
    // Whoever has forged it listens, and answers nothing.
    port1.onmessage = () => {};
    contentWindow?.postMessage(data, '*', withPort ? [port2] : []);
  }
}
