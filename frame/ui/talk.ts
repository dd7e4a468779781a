// Which lives have a conversation to show.

import { isLive, type Live } from '../session/selectors.ts';
import type { Ended, Phase } from '../session/state.ts';

/** A life that has a conversation to show. */
export type Talk = Live | Ended;

/** The conversation to show, if this life has one. */
export const talkOf = (life: Phase): Talk | null => (isLive(life) || life.phase === 'ended' ? life : null);
