// How long a link that was broken may take until it is whole, as a browser's own clock sees it. Two seconds are promised, and
// held to the millisecond where time is fake (test/contract/rpc-messengers.test.ts); a browser on a busy machine is given
// four times that, which is still less than the time limit of any call.

export const HEALING_MS = 2_000;
export const HEALING_IN_BROWSER_MS = 4 * HEALING_MS;
