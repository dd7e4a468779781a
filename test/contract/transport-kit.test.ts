// The kit on transports that keep the contract, and on ones that break it in one place each.

import { describe, expect, it } from 'vitest';
import { checkTransport, type OpenHarness, transportChecks } from '../../transport-kit/index.ts';
import { builtInHarness } from '../support/built-in-harness.ts';
import { type Callback, FAULTS, type Plant } from '../support/faulty-transports.ts';
import { memoryHarness, pollingHarness } from '../support/transport-harnesses.ts';

const HARNESSES: Record<string, OpenHarness> = {
  'built in, WebSocket': () => builtInHarness({ sockets: true }),
  'built in, long polling': () => builtInHarness({ sockets: false }),
  'the site’s own, in memory': memoryHarness,
  'the site’s own, HTTP polling': pollingHarness,
};
for (const [name, open] of Object.entries(HARNESSES)) {
  describe(`transport ${name}`, () => {
    for (const { name: rule, run } of transportChecks(open)) it(rule, run);
  });
}

/** The rule that names each fault. Others may be broken by it too. */
const FOUND_BY: Record<keyof typeof FAULTS, string> = {
  'tells events twice': 'tells each event once',
  'tells messages in another order': 'tells events in the order in which they happened',
  'loses messages': 'tells events in the order in which they happened',
  'forgets the index that it was asked from':
    'getTranscript gives what stands from fromIndex on, and 0 and 1 are the beginning',
  'never settles': 'every method settles within the limit',
  'tells events of a wrong shape': 'every event has the shape of the contract and comes to its own callback',
  'tells events after the end': 'an end by the agent is told once, with reason 2, and nothing after it',
  'tells events of another session': 'tells nothing of another session',
};
/** Long for a transport in memory; what never comes is waited for so long. */
const LIMIT_MS = 200;

describe('the kit finds a transport that', () => {
  for (const [fault, plant] of Object.entries(FAULTS) as [keyof typeof FAULTS, Plant][]) {
    const open: OpenHarness = async () => {
      const harness = await memoryHarness();
      const others = new Set<Callback>();
      return { ...harness, openTransport: async () => plant(await harness.openTransport(), others) };
    };
    const find = () => transportChecks(open, { limitMs: LIMIT_MS }).find(({ name }) => name === FOUND_BY[fault])!;

    it(fault, async () => {
      await expect(find().run()).rejects.toThrow(/expected .*, received /);
    });
  }
});

describe('the report', () => {
  it('names every rule, and says what was expected and what was received', async () => {
    const open: OpenHarness = async () => {
      const harness = await memoryHarness();
      const forgetful = FAULTS['forgets the index that it was asked from'];
      return { ...harness, openTransport: async () => forgetful(await harness.openTransport()) };
    };
    const report = await checkTransport(open, { limitMs: LIMIT_MS });
    const rules = transportChecks(open).map(({ name }) => name);
    expect([...report.passed, ...report.failed.map(({ name }) => name)].sort()).toEqual([...rules].sort());
    expect(report.failed.map(({ name }) => name)).toEqual([FOUND_BY['forgets the index that it was asked from']]);
    expect(report.ok).toBe(false);
    expect(report.text).toContain('expected [3,4,5,6,7], received [1,2,3,4,5,6,7]');
    expect(report.text).toContain(`${rules.length - 1} passed, 1 failed`);
  });

  it('is in order for a transport that is', async () => {
    expect(await checkTransport(memoryHarness)).toMatchObject({ ok: true, failed: [] });
  });
});
