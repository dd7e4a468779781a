import { expect, it, vi } from 'vitest';
import { asPastedText } from '../../../build/snippet-text.ts';
import { installStub, type Scope, type Stub } from '../../../host/snippet.ts';

const paste = (scope: Scope): Stub => installStub(scope, 'chat');

/** What the loader does with an entry: hands over what the real method returned. */
const answer = (stub: Stub, value: unknown) => stub.q.shift()?.[0]([value]);

it('queues the calls of all methods with what they were given', () => {
  const chat = paste({});
  chat.startChat({ embedded: true });
  chat.minimize();
  expect(chat.q.map(([, method, args]) => [method, args])).toEqual([
    ['startChat', [{ embedded: true }]],
    ['minimize', []],
  ]);
  expect(Object.keys(chat)).toHaveLength(15);
});

it('is not minimised before loading', () => {
  expect(paste({}).isMinimized()).toBe(false);
});

it('pasted twice is the same queue', () => {
  const scope = {};
  const first = paste(scope);
  first.close();
  expect(paste(scope)).toBe(first);
  expect(first.q).toHaveLength(1);
});

it('takes the place of an element with its name, even one with a field named q', () => {
  expect(paste({ chat: { q: { value: '' } } }).startChat).toBeTypeOf('function');
});

it('passes done, fail and then on to what the real call returned', async () => {
  const chat = paste({});
  const [done, fail] = [vi.fn(), vi.fn()];
  const promise = chat.startChat();
  expect(promise.done(done).fail(fail)).toBe(promise);
  const real = { done: vi.fn(), fail: vi.fn() };
  answer(chat, real);
  await promise;
  expect(real.done).toHaveBeenCalledWith(done);
  expect(real.fail).toHaveBeenCalledWith(fail);
});

it('can be awaited before loading', async () => {
  const chat = paste({});
  const awaited = (async () => await chat.restoreChat())();
  // biome-ignore lint/suspicious/noThenProperty: a ChatPromise can be awaited.
  answer(chat, { then: (_: unknown, reject: (event: object) => void) => reject({}) });
  await expect(awaited).rejects.toEqual({});
});

it('takes a subscription back that was made and ended before loading', async () => {
  const chat = paste({});
  const off = chat.onSession(() => {});
  off();
  const realOff = vi.fn();
  answer(chat, realOff);
  await Promise.resolve();
  expect(realOff).toHaveBeenCalledOnce();
});

it('becomes a text that calls it with the window and the name of the global', () => {
  expect(asPastedText('function e(e,t){return 1}export{e as installStub};\n')).toBe(
    '!function e(e,t){return 1}(window,"chat")',
  );
  expect(() => asPastedText('let a=1;function e(){}export{e};')).toThrow('not a single function');
});
