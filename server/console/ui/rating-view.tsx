// What the visitor thought of the chat.

import type { SessionSummary } from '../../../protocol/agent.ts';
import { fitToShow } from '../../../protocol/fit-to-show.ts';
import { StarIcon } from './icons.tsx';

const BEST = 5;

export const RatingView = ({ rating }: { rating: NonNullable<SessionSummary['rating']> }) => (
  <div class="rating">
    <p>
      <span class="rating-stars" aria-hidden="true">
        {Array.from({ length: Math.min(BEST, Math.max(0, Math.round(rating.score))) }, (_, at) => (
          <StarIcon key={at} />
        ))}
      </span>{' '}
      {rating.score} of {BEST}
    </p>
    {rating.comment && <p dir="auto">{fitToShow(rating.comment)}</p>}
  </div>
);
