// Fetches a stretch of the log: what an earlier page has kept of its beginning, the rest from the server, page by page.
// Knows neither the state nor who wants it.

import * as v from 'valibot';
import { COMMAND_FAILED } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { TranscriptPage } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Random } from '../ports.ts';
import type { Answer, Transport } from '../transport/transport.ts';
import type { Historian } from './historian.ts';

type Parts = {
  transport: Pick<Transport, 'request'>;
  random: Random;
  /** Asked first, if there is one. */
  historian?: Historian;
};

export async function fetchEntries(
  { transport, random, historian }: Parts,
  fromIndex: number,
  untilIndex: number,
): Promise<Answer<TranscriptEntry[]>> {
  const entries = (await historian?.entries(fromIndex, untilIndex)) ?? [];
  let next = fromIndex + entries.length;
  for (;;) {
    if (next > untilIndex) return { ok: true, value: entries };
    const answer = await transport.request({ type: 'getTranscript', id: random.id(), fromIndex: next });
    if (!answer.ok) return answer;
    const page = v.safeParse(TranscriptPage, answer.value);
    if (!page.success) return failed(COMMAND_FAILED);
    entries.push(...page.output.entries);
    const last = page.output.entries.at(-1)?.index ?? 0;
    // A page that does not get us further would be asked for without end.
    if (!page.output.more || last < next) return { ok: true, value: entries };
    next = last + 1;
  }
}
