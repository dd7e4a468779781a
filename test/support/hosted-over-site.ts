// The frame's hosted transport on a real transport of a site, without a link in between: the site's functions are called
// as the host page would call them. A test can block the way and cut it.

import { createHostedTransport } from '../../frame/transport/hosted/create-hosted-transport.ts';
import { SERVER_UNAVAILABLE } from '../../protocol/errors.ts';
import type { TransportMarks } from '../../protocol/full-options.ts';
import { failed, ok, type RpcResult } from '../../protocol/result.ts';
import type { Transport as SiteTransport, TransportHarness } from '../../transport-kit/index.ts';
import type { StartTransportWorld } from '../contract/transport-contract.ts';
import { systemClock, systemRandom } from './frame-node.ts';

type Functions = Record<string, (...args: unknown[]) => unknown>;

async function run(functions: Functions, method: string, args: unknown[]): Promise<RpcResult<unknown>> {
  try {
    return ok(await functions[method]?.(...args));
  } catch (thrown) {
    return failed((thrown as { error: { code: number; description: string } }).error);
  }
}

/** How the first words of an attempt are called. */
const TRY: Record<string, string> = { startSession: 'open', getTranscript: 'resume' };

export const overSite =
  (openHarness: () => Promise<TransportHarness>): StartTransportWorld =>
  async (onTry) => {
    const harness = await openHarness();
    const functions = (await harness.openTransport()) as SiteTransport & Functions;
    const marks = Object.fromEntries(
      Object.keys(functions).map((name) => [name, { $hook: name }]),
    ) as unknown as TransportMarks;
    const tries: { type: string; openId?: string }[] = [];
    let isBlocked = false;
    let interrupted: () => void = () => {};
    let isReached = false;

    async function call(method: string, args: unknown[]): Promise<RpcResult<unknown>> {
      if (method === 'onInterrupted') interrupted = args[0] as () => void;
      const type = isReached ? undefined : TRY[method];
      if (type) {
        const { id } = args[0] as { id?: string };
        tries.push({ type, ...(id && { openId: id }) });
        onTry();
      }
      if (isBlocked && !method.startsWith('on') && method !== 'init') return failed(SERVER_UNAVAILABLE);
      const answer = await run(functions, method, args);
      if (type) isReached = answer.ok;
      return answer;
    }
    // Without onContinued it tries again by itself, as it does after any other loss.
    const { onContinued: _, ...withoutContinued } = marks;
    return {
      create: (events) =>
        createHostedTransport(
          {
            ...{ marks: withoutContinued, call: ({ $hook }, ...args) => call($hook, args) },
            ...{ clock: systemClock, random: systemRandom, maxOfflineSeconds: () => 1_800, firstUnsent: () => null },
          },
          events,
        ),
      tries,
      setBlocked(value) {
        isBlocked = value;
      },
      cut() {
        isReached = false;
        interrupted();
      },
      stop: async () => void (await harness.close()),
    };
  };
