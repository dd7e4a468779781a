// What the visitor thought of a chat that is over: asked where the server wants to know and somebody was there, and told to
// the server over a way that is opened for it.

import { SERVER_UNAVAILABLE } from '../../../protocol/errors.ts';
import type { Effect } from '../effects.ts';
import type { EventOf } from '../events.ts';
import type { Active, Ended } from '../state.ts';
import { type Step, step } from './step.ts';

export const isToBeRated = ({ limits, agent, transcript }: Active): boolean =>
  limits.rating === true &&
  (agent !== null || transcript.entries.some((entry) => 'party' in entry && entry.party.kind === 'agent'));

/** What the server has not heard yet. */
export const owedRating = ({ rating, rated }: Ended): Effect[] =>
  rating === 'sending' && rated ? [{ kind: 'rateSession', rating: rated }] : [];

export function rated(life: Ended, { score, comment }: EventOf<'rated'>, hasWay: boolean): Step {
  const isSame = life.rated?.score === score && life.rated.comment === comment;
  const isOpen = life.rating === 'asked' || life.rating === 'refused';
  if (life.rating === null || (isSame && !isOpen)) return step(life);
  const next: Ended = { ...life, rating: 'sending', rated: { score, comment } };
  // Over a new way it is said when that is there.
  return step(next, ...(hasWay ? owedRating(next) : [{ kind: 'resumeTransport' } as const]));
}

/** Whoever changed his mind meanwhile has said so already. */
export function ratingAnswered(life: Ended, { rating, error }: EventOf<'ratingAnswered'>): Ended {
  if (life.rated !== rating || life.rating !== 'sending' || error?.code === SERVER_UNAVAILABLE.code) return life;
  return { ...life, rating: error ? 'refused' : 'sent' };
}
