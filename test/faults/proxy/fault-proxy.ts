// Stands between browsers and the chat server and spoils what passes. One fault at a time, switched while connections live;
// or a plan of them, driven by what passes and by short timers of its own. Knows nothing of chats.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Connection, createConnection, type World } from './connection.ts';
import type { Direction, Fault, Trigger } from './fault.ts';

/** After so many messages in either direction, or so long after the step before. */
export type When = { messages: number } | { ms: number };
export type Plan = readonly { when: When; fault: Fault | null }[];

export type FaultProxy = {
  port: number;
  /** From now on, also for connections that live. Null: nothing is wrong. Ends a plan. */
  set(fault: Fault | null): void;
  /** One fault after the other. Resolves when the plan is through, or was given up for something else. */
  follow(plan: Plan): Promise<void>;
  /** How often any fault has done anything. */
  struckCount(): number;
  /** Resolves when a fault does something from now on, or when this time is over. */
  untilStruck(limitMs: number): Promise<void>;
  close(): Promise<void>;
};

export type FaultProxyOptions = {
  /** Where the server is. It listens on the same port, so that every name and address means the same to it. */
  serverHost: string;
  /** For tests: a server on another port. */
  serverPort?: number;
  random: () => number;
};

export async function startFaultProxy({ serverHost, serverPort, random }: FaultProxyOptions): Promise<FaultProxy> {
  const connections = new Set<Connection>();
  const waiting = new Set<() => void>();
  let fault: Fault | null = null;
  let struckCount = 0;
  let counted = 0;
  let countMessage = (): void => {};
  let giveUpPlan = (): void => {};

  const listener = createServer({ allowHalfOpen: true });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;

  const world: World = {
    target: { host: serverHost, port: serverPort ?? port },
    fault: () => fault,
    random,
    onMessage: () => countMessage(),
    isDue(trigger: Trigger, direction: Direction) {
      if (direction !== trigger.direction) return false;
      counted += 1;
      return counted % trigger.messages === 0;
    },
    onStruck() {
      struckCount += 1;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
  listener.on('connection', (browser) => {
    for (const connection of connections) if (connection.isOver()) connections.delete(connection);
    connections.add(createConnection(browser, world));
  });

  const apply = (next: Fault | null): void => {
    const before = fault;
    fault = next;
    counted = 0;
    for (const connection of [...connections]) connection.change(before);
  };
  const until = (when: When): Promise<void> =>
    new Promise((resolve) => {
      if ('ms' in when) return void setTimeout(resolve, when.ms);
      let left = when.messages;
      countMessage = () => {
        left -= 1;
        if (left === 0) resolve();
      };
    });

  return {
    port,
    set(next) {
      giveUpPlan();
      apply(next);
    },
    async follow(plan) {
      giveUpPlan();
      let isGivenUp = false;
      const givenUp = new Promise<void>((resolve) => {
        giveUpPlan = () => {
          isGivenUp = true;
          resolve();
        };
      });
      for (const step of plan) {
        await Promise.race([until(step.when), givenUp]);
        if (isGivenUp) return;
        apply(step.fault);
      }
    },
    struckCount: () => struckCount,
    untilStruck: (limitMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
    async close() {
      giveUpPlan();
      for (const connection of connections) connection.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
