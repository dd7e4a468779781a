// The inline stub: a global that takes calls before chat.js has come, or if it never comes. Its text, minified by the
// build, is what sites paste; chat.js carries the same function for pages that paste no stub. It knows nothing of chats.
//
// Each call and each link of its chain is one entry of the queue, and the queue is run in order on the real object. So
// a call on the stub behaves as one made later: there is nothing to translate.

import type { ChatApi } from './api.ts';

type Method = keyof ChatApi;
type AnyFunction = (...args: unknown[]) => unknown;

/** What the queue is run on: the real object, without regard to what its methods take. */
export type Methods = Record<Method, AnyFunction>;

/** `method` is missing for a link of a chain (`done`, `fail`, `then`). */
export type QueueEntry = [run: (real: Methods) => void, method?: Method, options?: unknown];

export type Stub = ChatApi & { q: QueueEntry[] };

/** Where the global lives: the window, or a test's own object. */
export type Scope = { [name: string]: unknown };

const QUEUED =
  'startChat restoreChat startChatInThisWindow startSession restoreSession onSession onBeforeChatOptionsApplied close minimize maximize toggle destroy';

/** Pasted twice, or run again by chat.js, it finds its own queue and changes nothing. */
export function installStub(scope: Scope, name: string): void {
  // By the queue's own method: the name may be taken by an element with this id, even one with a field named q.
  if ((scope[name] as Partial<Stub> | undefined)?.q?.push) return;
  const q: QueueEntry[] = [];
  const stub: Scope = { q, isMinimized: () => false };
  scope[name] = stub;
  for (const method of QUEUED.split(' ') as Method[]) {
    stub[method] = (...args: unknown[]) => {
      let real: unknown;
      const chain = (step: 'done' | 'fail') => (callback: unknown) => {
        q.push([() => (real as Record<typeof step, AnyFunction>)[step](callback)]);
        return promise;
      };
      const promise = {
        done: chain('done'),
        fail: chain('fail'),
        // biome-ignore lint/suspicious/noThenProperty: stands in for a ChatPromise, which can be awaited.
        then: (...handlers: Parameters<Promise<unknown>['then']>) =>
          new Promise((resolve) => q.push([() => resolve(real)])).then(...handlers),
      };
      q.push([(api) => (real = api[method](...args)), method, args[0]]);
      return method[1] === 'n' ? () => q.push([() => (real as AnyFunction)(), method]) : promise;
    };
  }
}
