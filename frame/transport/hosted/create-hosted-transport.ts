// A transport of the site's own, as the session sees it: one run at a time.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { TransportMarks } from '../../../protocol/full-options.ts';
import type { Clock, Random } from '../../ports.ts';
import type { Cursor, Transport, TransportEvents } from '../transport.ts';
import { createHostedRequests } from './hosted-requests.ts';
import { createHostedRun, type HostedRun, type Opening, type RunParts } from './hosted-run.ts';
import { type CallHook, createSiteCalls } from './site-calls.ts';

export type HostedParts = Pick<RunParts, 'maxOfflineSeconds' | 'firstUnsent'> & {
  marks: TransportMarks;
  call: CallHook;
  clock: Clock;
  random: Random;
};

export function createHostedTransport({ marks, call, ...parts }: HostedParts, events: TransportEvents): Transport {
  const calls = createSiteCalls(marks, call, parts.clock);
  let run: HostedRun | null = null;
  let answer: ReturnType<typeof createHostedRequests> | null = null;

  function close(): void {
    if (!run) return;
    run.stop();
    run = null;
    calls.tell('close');
  }

  function begin(opening: Opening, cursor: Cursor): void {
    close();
    const saysWhenBack = marks.onContinued !== undefined;
    run = createHostedRun({ ...parts, calls, saysWhenBack }, opening, cursor, events);
    answer = createHostedRequests(calls, parts.clock, run);
    void run.reach();
  }

  return {
    start: (request, cursor) => begin({ request }, cursor),
    resume: (cursor) => begin({ request: null }, cursor),
    async request(request) {
      const current = run;
      if (!current || !answer) return { ok: false, error: SERVER_UNAVAILABLE };
      const given = await answer(request);
      return run === current ? given : { ok: false, error: SERVER_UNAVAILABLE };
    },
    wake: () => run?.wake(),
    close,
  };
}
