// A server that comes back is not brought down again by those who come back to it. In process, in fake time.

import { describe, expect, it } from 'vitest';
import { createStorm, fullestBucket } from '../../support/storm.ts';

const CLIENTS = 1_000;
const BUCKET_MS = 100;
const ALL_BACK_MS = 35_000;
const SEED = Number(process.env.SEED ?? 4);

const CASES = [
  { sockets: true, isOneAddress: false, kindly: false, downMs: 500 },
  { sockets: true, isOneAddress: true, kindly: true, downMs: 3_000 },
  { sockets: true, isOneAddress: false, kindly: false, downMs: 20_000 },
  { sockets: false, isOneAddress: true, kindly: true, downMs: 3_000 },
];

const named = ({ sockets, isOneAddress, kindly, downMs }: (typeof CASES)[number]) => {
  const what = `${sockets ? 'with sockets' : 'that poll'}, of ${isOneAddress ? 'one address' : 'many addresses'}`;
  return { name: `${what}, ${kindly ? 'stopped' : 'killed'} and away for ${downMs} ms` };
};

describe('1,000 visitors whose server restarts', () => {
  it.each(
    CASES.map((one) => ({ ...one, ...named(one) })),
  )('are all back within 35 s, at most one in twenty in any tenth of a second: $name', async ({
    name,
    sockets,
    isOneAddress,
    ...how
  }) => {
    const storm = createStorm({ clients: CLIENTS, sockets, isOneAddress, seed: SEED });
    await storm.gather(20_000);
    await storm.restart(how);
    const restartedAt = storm.clock.now();
    await storm.clock.advance(ALL_BACK_MS);
    const fullest = fullestBucket(storm.arrivals(), BUCKET_MS);
    const lastMs = Math.max(...storm.returns()) - restartedAt;
    storm.close();
    console.log(`${name}: fullest ${BUCKET_MS} ms ${fullest} of ${CLIENTS}, last back after ${lastMs} ms`);
    expect(storm.returns()).toHaveLength(CLIENTS);
    expect(fullest).toBeLessThanOrEqual(CLIENTS / 20);
  }, 120_000);
});
