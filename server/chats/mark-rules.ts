// The rules of read marks and ratings. Marks only rise and never pass the log's end. Pure like all rules.

import { COMMAND_STOPPED, explained } from '../../protocol/errors.ts';
import type { Rating, SessionAgent, SessionPatch } from '../store/stored-session.ts';
import { change, NO_CHANGE, type Rule } from './rules.ts';

export const seenByVisitor =
  (readIndex: number): Rule =>
  ({ session }) => {
    const visitorReadIndex = Math.min(readIndex, session.lastIndex);
    return visitorReadIndex > session.visitorReadIndex ? change({ visitorReadIndex }) : NO_CHANGE;
  };

/** Of the agent whose chat it is: the visitor waits for nobody else's eyes. What is read was delivered too. */
export const seenByAgent =
  (agent: SessionAgent, { deliveredIndex, readIndex }: { deliveredIndex: number; readIndex: number }): Rule =>
  ({ session }) => {
    if (session.agentId !== agent.id) return NO_CHANGE;
    const delivered = Math.min(Math.max(deliveredIndex, readIndex), session.lastIndex);
    const read = Math.min(readIndex, session.lastIndex);
    const patch: SessionPatch = {
      ...(delivered > session.agentDeliveredIndex ? { agentDeliveredIndex: delivered } : {}),
      ...(read > session.agentReadIndex ? { agentReadIndex: read } : {}),
    };
    return change(patch);
  };

/** As long as a visitor may stay on the page where the chat ended. */
export const RATED_UNTIL_MS = 3_600_000;

const TOO_LATE = explained(COMMAND_STOPPED, 'The command was stopped: this chat ended too long ago to be rated.');

/** Said again it changes nothing, so that a repeated rating wakes nobody. */
export const rate =
  (rating: Rating, at: number): Rule =>
  ({ session }) => {
    if (session.endedAt !== null && at - session.endedAt > RATED_UNTIL_MS) return { refuse: TOO_LATE };
    const known = session.rating;
    return known?.score === rating.score && known.comment === rating.comment ? NO_CHANGE : change({ rating });
  };
