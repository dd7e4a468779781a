// Has the tone heard once, in however many tabs: in one that may sound. Which of them may their browser says only when it
// is asked; so whoever may not leaves it to the others. Knows neither what there is to hear nor who leads.

import type { Tone } from './browser-sound.ts';

type Parts = {
  /** null: nothing may sound in this tab now. */
  ready: () => Promise<Tone | null>;
  /** Whether it is for this tab to do, of all that ask. */
  isMyTurn: () => Promise<boolean>;
};

export const createSoundOnce =
  ({ ready, isMyTurn }: Parts) =>
  async (): Promise<void> => {
    const tone = await ready();
    if (!tone) return;
    if (await isMyTurn()) tone.play();
    else tone.leave();
  };
