// The key-value contract on the browser's storage and its stand-ins.

import { browserStorage } from '../../frame/browser-ports.ts';
import { createMemoryStore } from '../../frame/storage/memory-store.ts';
import { createRefusingStore } from '../support/frame-fakes.ts';
import { keyValueContract, refusingContract } from './key-value-contract.ts';

keyValueContract('browser', () => {
  localStorage.clear();
  return browserStorage;
});
keyValueContract('memory', createMemoryStore);
refusingContract('refusing', createRefusingStore);
