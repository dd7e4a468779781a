// The history's contract in a browser, on its own database, and what only a real database can show.

import { browserFiles } from '../../frame/browser-files.ts';
import { browserHistory } from '../../frame/browser-history.ts';
import { browserClock, browserStorage } from '../../frame/browser-ports.ts';
import { FILE_RULES, givenFiles } from '../contract/file-store-contract.ts';
import { givenHistory, HISTORY_RULES, type Rule } from '../contract/history-store-contract.ts';

const entry = { index: 1, at: 1, kind: 'sessionEnded', reason: 'agent' } as const;
const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

function same(found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Error(`expected ${other}, found ${one}`);
}

/** What is asked for is done some time later. */
async function soon(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

// This page has no page around it, so that the names are those of a window of its own.
const MINE = 'tagalong:here:window';
const open = () => givenHistory(() => browserHistory('tagalong:here'), browserClock);

const OWN_RULES: readonly Rule[] = [
  {
    rule: 'goes with the saved state of its name',
    async check({ store }) {
      await store.put('session-1', [entry]);
      browserStorage.remove(MINE);
      same(await names(), [MINE]);
      localStorage.setItem(MINE, '{}');
      browserStorage.remove(MINE);
      await soon(async () => (await names()).length === 0);
    },
  },
  {
    rule: 'sweeps what is left of chats that are over, and nothing else',
    async check({ store }) {
      const living = JSON.stringify({ aliveAt: Date.now() });
      localStorage.setItem(MINE, living);
      localStorage.setItem('tagalong:living', living);
      localStorage.setItem('tagalong:old', JSON.stringify({ aliveAt: Date.now() - 40 * 86_400_000 }));
      localStorage.setItem('somebody else', 'old');
      await store.put('session-1', [entry]);
      for (const name of ['tagalong:living', 'tagalong:old', 'tagalong:lost', 'somebody else']) {
        await new Promise((resolve) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result.close());
        });
      }
      await store.sweep();
      const left = ['somebody else', MINE, 'tagalong:living'];
      await soon(async () => JSON.stringify(await names()) === JSON.stringify(left));
      same(Object.keys(localStorage).sort(), left);
    },
  },
  {
    rule: 'makes anew what is not as it was made',
    async check({ store, openAgain }) {
      await new Promise((resolve) => {
        const opening = indexedDB.open(MINE, 2);
        opening.onsuccess = () => resolve(opening.result.close());
      });
      same(await store.put('session-1', [entry]), false);
      same(await openAgain().put('session-1', [entry]), true);
      same(await openAgain().read('session-1', 1, 1), [entry]);
    },
  },
  {
    rule: 'stands in nobody’s way when it is deleted',
    async check({ store, openAgain }) {
      await store.put('session-1', [entry]);
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(MINE);
        deleting.onblocked = () => reject(new Error('it is in the way'));
        deleting.onsuccess = () => resolve();
      });
      same(await store.read('session-1', 1, 1), []);
      same(await openAgain().put('session-1', [entry]), true);
      same(await store.read('session-1', 1, 1), [entry]);
    },
  },
];

type Check = { rule: string; check(): Promise<void> };

async function outcomeOf({ rule, check }: Check): Promise<[rule: string, outcome: string]> {
  localStorage.clear();
  for (const name of await names()) if (name) indexedDB.deleteDatabase(name);
  await soon(async () => (await names()).length === 0);
  try {
    await check();
    return [rule, 'kept'];
  } catch (error) {
    return [rule, String(error)];
  }
}

const openFiles = () => givenFiles(() => browserFiles('tagalong:here'), browserClock);
const checks: Check[] = [
  ...[...HISTORY_RULES, ...OWN_RULES].map(({ rule, check }) => ({ rule, check: () => check(open()) })),
  ...FILE_RULES.map(({ rule, check }) => ({ rule, check: () => check(openFiles()) })),
];
const outcomes: [string, string][] = [];
for (const check of checks) outcomes.push(await outcomeOf(check));
Object.assign(globalThis, { outcomes });
