// The whole of a chat in browsers that keep things in different ways. What refuses at once has a project of its own
// (storage-refused.spec.ts), and so has what is shared by all sites (storage-unpartitioned.spec.ts).

import { coreJourney } from '../support/core-journey.ts';
import { test } from '../support/site-test.ts';
import { meetsStorage, type StorageMode, setStorageMode } from '../support/storage-modes.ts';

const OUTCOMES: [mode: StorageMode, outcome: Parameters<typeof coreJourney>[1]][] = [
  ['normal', { restores: true, told305: false }],
  ['refused later', { restores: false, told305: true }],
  ['full', { restores: false, told305: true }],
  ['full in its database', { restores: true, told305: false }],
  ['hanging', { restores: true, told305: false }],
];

for (const [mode, outcome] of OUTCOMES) {
  const comesBack = outcome.restores ? 'and comes back' : 'until its page is left, and the site is told';
  test(`with storage that is ${mode} a chat goes from its beginning to its end, ${comesBack}`, async ({
    visitor,
    agent,
    sites,
    context,
  }) => {
    await setStorageMode(context, sites.chat, mode);
    await coreJourney({ visitor, agent, sites }, outcome, (after) => meetsStorage(visitor, mode, after));
  });
}
