// What the fake server's search finds: chats whose words, names or data contain all words of the query.

import type { SessionSummary } from '../../protocol/agent.ts';
import type { TranscriptEntry } from '../../protocol/session.ts';

export function hasAllWords(summary: SessionSummary, log: readonly TranscriptEntry[], query: string): boolean {
  const said = log.flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  const data = Object.values(summary.userData).map(String);
  const hay = [...said, ...data, summary.username, summary.subject].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
