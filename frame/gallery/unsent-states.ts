// States of what did not reach the server's log: a queue, each reason why a file stays here, and what is left of it all
// after the end. Made with what the other states are made with.

import {
  COMMAND_FAILED,
  COMMAND_STOPPED,
  FILE_GONE,
  FILE_KIND_REFUSED,
  FILE_TOO_LARGE,
  FILES_NOT_TAKEN,
} from '../../protocol/errors.ts';
import type { Active, Ended, Outgoing, Phase, SessionState } from '../session/state.ts';
import { longFile, photo, unsent, upload } from './parts.ts';

type Makers = {
  whole: (life: Phase) => SessionState;
  talking: (over?: Partial<Active>) => Active;
  ended: (over?: Partial<Ended>) => Ended;
  pending: (text: string, status: 'waiting' | 'sending') => Outgoing;
  down: Active['transport'];
};

/** Of a file, each is told in words of its own. */
const FAILURES = [FILES_NOT_TAKEN, FILE_TOO_LARGE, FILE_KIND_REFUSED, FILE_GONE, COMMAND_STOPPED, COMMAND_FAILED];

export const unsentStates = ({ whole, talking, ended, pending, down }: Makers): Record<string, SessionState> => ({
  queue: whole(
    talking({
      transport: down,
      outbox: [
        pending('The first of several', 'sending'),
        upload(photo, { status: 'waiting' }),
        pending('More words after the picture', 'waiting'),
        upload(longFile, { status: 'waiting' }),
        pending('And the last of them', 'waiting'),
      ],
    }),
  ),
  ...Object.fromEntries(
    FAILURES.map((error) => [`error-${error.code}`, whole(talking({ outbox: [unsent(photo, error)] }))]),
  ),
  'ended-unsent-file': whole(ended({ reason: 'error', unsent: [upload(photo, { status: 'waiting' })] })),
  'ended-draft': whole(ended({ draft: 'What I was still going to say' })),
});
