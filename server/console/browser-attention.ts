// The browser's side of calling an agent: who looks, who of several tabs is the first, and a sound that is made on the
// spot. The only file here that touches WebAudio and locks.

import type { Attraction } from './work-events.ts';

export const isLooking = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** Other tabs hear of the same event within this time, hidden ones too. */
const CLAIM_MS = 20_000;

/** Where there are no locks (a page without https) every tab is the first. */
export const claimInBrowser = (key: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (!navigator.locks) return resolve(true);
    const hold = async (lock: Lock | null) => {
      resolve(lock !== null);
      if (lock) await new Promise((done) => setTimeout(done, CLAIM_MS));
    };
    void navigator.locks.request(`tagalong-agent:${key}`, { ifAvailable: true }, hold).catch(() => resolve(true));
  });

/** Two rising notes for a visitor, one short one for a message: to be told apart without looking. */
const NOTES: Record<Attraction, readonly number[]> = { visitor: [660, 880], message: [740] };
const NOTE_SECONDS = 0.16;
const LOUDNESS = 0.12;

/** Silent until a gesture has unlocked it: browsers refuse, and warn of, anything earlier. */
export function createSound(): { play(reason: Attraction): void; close(): void } {
  let context: AudioContext | null = null;
  const unlock = () => {
    try {
      context ??= new AudioContext();
      void context.resume().catch(() => {});
    } catch {
      // No sound in this browser.
    }
    stopListening();
  };
  const stopListening = () => {
    removeEventListener('pointerdown', unlock, true);
    removeEventListener('keydown', unlock, true);
  };
  addEventListener('pointerdown', unlock, true);
  addEventListener('keydown', unlock, true);

  const note = (audio: AudioContext, hertz: number, at: number) => {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + NOTE_SECONDS);
  };
  return {
    play(reason) {
      const audio = context;
      if (audio?.state !== 'running') return;
      for (const [at, hertz] of NOTES[reason].entries()) note(audio, hertz, audio.currentTime + at * NOTE_SECONDS);
    },
    close() {
      stopListening();
      void context?.close().catch(() => {});
    },
  };
}
