// The inline stub: a global that takes calls before chat.js has come, or if it never comes. Its text, minified by the
// build, is what sites paste; chat.js carries the same function for pages that paste no stub. It knows nothing of chats.
//
// Each call is an entry of the queue, and the queue is run in order on the real object. What is chained to a call waits
// for what the real one returned, and is then done on that. So a call on the stub behaves as one made later.

import type { ChatApi } from './api.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** A call that waits. `returned` takes what the real method returned, in an array: see below. */
export type QueueEntry = [returned: (value: [unknown]) => void, method: keyof ChatApi, args: unknown[]];

export type Stub = ChatApi & { q: QueueEntry[] };

/** Where the global lives: the window, or a test's own object. */
export type Scope = { [name: string]: unknown };

const QUEUED =
  'startChat restoreChat startChatInThisWindow startSession restoreSession onSession onBeforeChatOptionsApplied update close minimize maximize toggle destroy';

/** Pasted twice, or run again by chat.js, it finds its own queue and changes nothing. */
export function installStub(scope: Scope, name: string): Stub {
  // By the queue's own method: the name may be taken by an element with this id, even one with a field named q.
  let stub = scope[name] as Scope & { q?: Partial<QueueEntry[]> };
  if (stub?.q?.push) return stub as unknown as Stub;
  scope[name] = stub = { q: [], isMinimized: () => false };
  for (const method of QUEUED.split(' ') as (keyof ChatApi)[]) {
    stub[method] = (...args: unknown[]) => {
      // In an array: a ChatPromise can be awaited, so a promise would wait for it in place of giving it.
      const returned = new Promise<[unknown]>((resolve) => (stub as unknown as Stub).q.push([resolve, method, args]));
      const chain = (step: 'done' | 'fail') => (callback: unknown) => {
        // A block, so that the ChatPromise is not returned: its failure would count as a rejection that nobody handles.
        void returned.then(([real]) => {
          (real as Partial<Record<typeof step, AnyFunction>>)[step]?.(callback);
        });
        return promise;
      };
      const promise = {
        done: chain('done'),
        fail: chain('fail'),
        // biome-ignore lint/suspicious/noThenProperty: stands in for a ChatPromise, which can be awaited.
        then: (...handlers: Parameters<Promise<unknown>['then']>) => returned.then(([real]) => real).then(...handlers),
      };
      // Of the methods only subscriptions begin with "on"; what they return takes them back.
      return method[1] === 'n' ? () => returned.then(([real]) => (real as AnyFunction)()) : promise;
    };
  }
  return stub as unknown as Stub;
}
