// The server has opened the session: a conversation begins.

import type { Opened } from '../../../protocol/server.ts';
import type { Connecting } from '../state.ts';
import { EMPTY_TRANSCRIPT } from '../transcript.ts';
import { settleSession } from './asking.ts';
import { UNSEEN } from './marks.ts';
import { type Step, step } from './step.ts';
import { storageWarning } from './telling.ts';

export function opened({ tickets, window }: Connecting, answer: Opened, storageWorks: boolean): Step {
  const { session, limits } = answer;
  const effects = [...settleSession(tickets, session.sessionId, false)];
  if (!storageWorks) effects.push(storageWarning(session.sessionId));
  return step(
    {
      phase: 'active',
      ...{ session, limits, window },
      ...{ transcript: EMPTY_TRANSCRIPT, outbox: [], takenBack: [], agent: null, draft: '', scroll: null },
      ...{ seenIndex: 0, agentSeen: UNSEEN, toldIndex: 0, restoredIndex: 0 },
      ...{ transport: { status: 'up' }, typing: null, typingAt: 0, typingSentAt: 0, leaving: false },
    },
    ...effects,
  );
}
