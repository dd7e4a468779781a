// Who else could say words of the chat's link: windows around the page and its frame that are neither. What runs in them,
// and what is seen afterwards. Plain functions of a window, for any driver; each stands for itself, so that it can cross.
// Their first argument is the root element that a locator hands over.

/** Each as `data`; an ACK2 offers a port of the sender's own. The calls would be seen if they ran. */
export const WORDS = [
  { namespace: 'penpal', type: 'SYN', participantId: '~' },
  { namespace: 'penpal', type: 'ACK1', methodPaths: [] },
  { namespace: 'penpal', type: 'ACK2' },
  { namespace: 'penpal', type: 'CALL', id: '1', methodPath: ['layout'], args: [{ window: 'hidden' }] },
  { namespace: 'penpal', type: 'CALL', id: '2', methodPath: ['setWindow'], args: [{ to: 'closed' }] },
  { namespace: 'penpal', type: 'REPLY', callId: '1', value: { ok: false, error: { code: 1, description: '' } } },
  { namespace: 'penpal', type: 'DESTROY' },
  { penpal: 'call', id: 1, methodName: 'setWindow', args: [{ to: 'closed' }] },
];

/** From the sender's window to the others: the path of names that leads there. */
export type Path = (string | number)[];

/** Runs in the sender: says every word to the window at the end of the path, and keeps what comes back. */
export function sayAll(_root: unknown, { words, path }: { words: object[]; path: Path }): void {
  const sender = window as unknown as { came: unknown[] };
  if (!sender.came) {
    sender.came = [];
    addEventListener('message', ({ data, isTrusted }) => isTrusted && sender.came.push(data));
  }
  let target = window as unknown as Record<string, unknown>;
  for (const step of path) target = target[step] as typeof target;
  for (const word of words) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => sender.came.push(data);
    const offer = (word as { type?: string }).type === 'ACK2' ? [port2] : [];
    (target as unknown as Window).postMessage(word, '*', offer);
  }
}

/** Runs in the page: the same words as events that no window has sent, which name the frame as their sender. */
export function makeUp(_root: unknown, { words, origin }: { words: object[]; origin: string }): void {
  const { contentWindow } = document.querySelector('iframe[title="Chat"]') as HTMLIFrameElement;
  const sender = window as unknown as { came: unknown[] };
  sender.came ??= [];
  for (const data of words) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => sender.came.push(event.data);
    const ports = (data as { type?: string }).type === 'ACK2' ? [port2] : [];
    const event = new MessageEvent('message', { data, origin, ports });
    // As a property: not every engine takes another site's window for a sender from a script.
    dispatchEvent(Object.defineProperty(event, 'source', { value: contentWindow }));
  }
}

/** Runs in the page or in the frame: keeps what the other one of the two says from now on. */
export function watchOther(_root: unknown, isPage: boolean): void {
  const said: unknown[] = [];
  Object.assign(window, { said });
  const other = isPage ? document.querySelector<HTMLIFrameElement>('iframe[title="Chat"]')?.contentWindow : parent;
  addEventListener('message', ({ source, data, isTrusted }) => isTrusted && source === other && said.push(data));
}
