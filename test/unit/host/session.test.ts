import { describe, expect, it, vi } from 'vitest';
import { createSession } from '../../../host/session.ts';
import { ok } from '../../../protocol/result.ts';

const party = { id: 3, name: 'Ada', type: { agent: true } } as const;
const message = (index: number) =>
  ({
    name: 'messageReceived',
    event: { index, timestamp: 1, restored: false, party, content: { text: `m${index}`, type: { text: true } } },
  }) as const;
const ended = { name: 'sessionEnded', event: { reason: { agent: true }, restored: false } } as const;

const open = () => {
  const run = vi.fn((_method: string, read: () => object) => Promise.resolve(ok(read() as unknown)));
  return { run, ...createSession('session-0001', run) };
};

describe('commands', () => {
  const sessionId = 'session-0001';
  it.each([
    ['sendMessage', 'hello', { text: 'hello', contentType: 'text' }],
    ['sendMessage', { message: 'http://a.test', type: 'url' }, { text: 'http://a.test', contentType: 'url' }],
    // Missing or wrong is the frame's to say, which tells the one from the other.
    ['sendMessage', undefined, { text: undefined, contentType: 'text' }],
    ['sendMessage', 5, { text: 5, contentType: 'text' }],
    ['sendFile', { file: 'the file' }, { file: 'the file' }],
    ['sendFile', {}, { file: undefined }],
    ['sendTyping', undefined, { isTyping: true, typedText: null }],
    ['sendTyping', { isTyping: false, typedText: 'hel' }, { isTyping: false, typedText: 'hel' }],
    ['getTranscript', undefined, { fromIndex: 0 }],
    ['getTranscript', { fromIndex: 4 }, { fromIndex: 4 }],
    ['setUserData', { size: 41 }, { userData: { size: 41 } }],
    ['getUserData', 'size', { keys: ['size'] }],
    ['deleteUserData', 'size', { keys: ['size'] }],
    ['leave', undefined, {}],
  ] as const)('%s(%j) sends its request', async (name, input, request) => {
    const { session } = open();
    const command = session[name] as (input: unknown) => PromiseLike<unknown>;
    expect(await command(input)).toEqual({ sessionId, ...request });
  });

  it('throw a TypeError after the end', () => {
    const { session, tell } = open();
    tell(ended);
    expect(() => session.sendMessage('late')).toThrow(TypeError);
    expect(() => session.leave()).toThrow(TypeError);
  });
});

describe('events', () => {
  it('reach a late callback in order, before anything newer', async () => {
    const { session, tell } = open();
    tell(message(1));
    tell(message(2));
    const heard: number[] = [];
    session.onMessageReceived(({ index }) => heard.push(index));
    tell(message(3));
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual([1, 2, 3]);
  });

  it('reach nobody who has unsubscribed, also if they were on their way', async () => {
    const { session, tell } = open();
    const heard = vi.fn();
    tell(message(1));
    const off = session.onMessageReceived(heard);
    off();
    off();
    tell(message(2));
    await Promise.resolve();
    expect(heard).not.toHaveBeenCalled();
  });

  it('of each kind reach only its own subscribers', async () => {
    const { session, tell } = open();
    const [onEnded, onError] = [vi.fn(), vi.fn()];
    session.onSessionEnded(onEnded);
    session.onError(onError);
    tell(ended);
    await Promise.resolve();
    expect(onEnded).toHaveBeenCalledWith(ended.event);
    expect(onError).not.toHaveBeenCalled();
  });

  it('of an unknown name are ignored', () => {
    const { tell } = open();
    expect(() => tell({ name: 'constructor', event: {} } as never)).not.toThrow();
  });

  it('that are told again, because nobody knew that they were heard, are told to the page once', async () => {
    const { session, tell } = createSession('session-0001', () => Promise.resolve(ok(null)));
    const heard: number[] = [];
    session.onMessageReceived(({ index }) => heard.push(index));
    for (const index of [1, 2, 1, 2, 3, 3]) tell(message(index));
    await Promise.resolve();
    session.onMessageReceived(({ index }) => heard.push(index));
    await Promise.resolve();
    expect(heard).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('are heard anew from where the server’s log ends, after it has lost what was heard beyond', async () => {
    const { session, tell } = open();
    const heard: string[] = [];
    session.onMessageReceived(({ index, content }) => heard.push(`${index}: ${content.text}`));
    for (const index of [1, 2, 3]) tell(message(index));
    tell({ name: 'rewound', event: { toldIndex: 1 } });
    for (const index of [1, 2, 2, 3]) tell(message(index));
    await Promise.resolve();
    expect(heard).toEqual(['1: m1', '2: m2', '3: m3', '2: m2', '3: m3']);
  });

  it('that carry an index move what the page was told of; others do not', () => {
    const handle = createSession('session-0001', () => Promise.resolve(ok(null)));
    handle.tell(message(7));
    handle.tell({ name: 'agentTyping', event: { party, isTyping: true } });
    expect(handle.toldIndex).toBe(7);
    handle.tell({ name: 'rewound', event: { toldIndex: 4 } });
    expect(handle.toldIndex).toBe(4);
  });
});
