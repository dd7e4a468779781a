// Fetches a stretch of the log page by page. Knows neither the state nor who wants it.

import * as v from 'valibot';
import { COMMAND_FAILED } from '../../protocol/errors.ts';
import { failed } from '../../protocol/result.ts';
import { TranscriptPage } from '../../protocol/server.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';
import type { Random } from '../ports.ts';
import type { Answer, Transport } from '../transport/transport.ts';

export async function fetchEntries(
  transport: Pick<Transport, 'request'>,
  random: Random,
  fromIndex: number,
  untilIndex: number,
): Promise<Answer<TranscriptEntry[]>> {
  const entries: TranscriptEntry[] = [];
  let next = fromIndex;
  for (;;) {
    const answer = await transport.request({ type: 'getTranscript', id: random.id(), fromIndex: next });
    if (!answer.ok) return answer;
    const page = v.safeParse(TranscriptPage, answer.value);
    if (!page.success) return failed(COMMAND_FAILED);
    entries.push(...page.output.entries);
    const last = page.output.entries.at(-1)?.index ?? 0;
    // A page that does not get us further would be asked for without end.
    if (!page.output.more || last >= untilIndex || last < next) return { ok: true, value: entries };
    next = last + 1;
  }
}
