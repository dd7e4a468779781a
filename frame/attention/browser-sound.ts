// A short tone, made by the browser: two notes, a sixth apart, no file. Silent before the visitor has acted in this
// document, as browsers want it.

/** Hertz: A5, then F#6. */
const NOTES = [880, 1_480] as const;
const NOTE_SECONDS = 0.14;
/** Of full scale: to be noticed, not to startle. */
const VOLUME = 0.08;

let context: AudioContext | undefined;

export function playTone(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    const start = context.currentTime;
    for (const [position, frequency] of NOTES.entries()) {
      const at = start + position * NOTE_SECONDS;
      const note = context.createOscillator();
      const loudness = context.createGain();
      note.frequency.value = frequency;
      loudness.gain.setValueAtTime(0, at);
      loudness.gain.linearRampToValueAtTime(VOLUME, at + 0.01);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_SECONDS * 2);
      note.connect(loudness).connect(context.destination);
      note.start(at);
      note.stop(at + NOTE_SECONDS * 2);
    }
  } catch {
    // No sound device, or none for us.
  }
}

export const hasActed = (): boolean => navigator.userActivation?.hasBeenActive ?? false;
