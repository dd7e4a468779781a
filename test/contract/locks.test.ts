// A Node without locks cannot run the browser's: there the journeys with two tabs do.

import { browserLocks } from '../../frame/browser-ports.ts';
import { createFakeLocks } from '../support/frame-fakes.ts';
import { locksContract } from './locks-contract.ts';

locksContract('the fake, at once', createFakeLocks());
locksContract('the fake, a moment later', createFakeLocks(queueMicrotask));
if ('locks' in (globalThis.navigator ?? {})) locksContract('the browser', browserLocks);
