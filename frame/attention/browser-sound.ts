// A short tone, made by the browser: two notes, a sixth apart, no file. Whether it lets this page sound the browser says
// when it is asked to: the visitor may have acted here, on the page around, or on the one before that.

/** Hertz: A5, then F#6. */
const NOTES = [880, 1_480] as const;
const NOTE_SECONDS = 0.14;
/** Of full scale: to be noticed, not to startle. */
const VOLUME = 0.08;
/** A sound device is ready within moments; a browser that lets nothing sound never answers. */
const READY_MS = 1_000;

/** Either is called once. */
export type Tone = { play(): void; leave(): void };

let context: AudioContext | undefined;
/** Tones that are being readied or played: with the last of them the device may sleep. */
let users = 0;

/** null: nothing may sound now. */
export async function readyTone(): Promise<Tone | null> {
  try {
    context ??= new AudioContext();
    return await ready(context);
  } catch {
    // No sound device, or none for us.
    return null;
  }
}

async function ready(here: AudioContext): Promise<Tone | null> {
  users += 1;
  const leave = (): void => {
    users -= 1;
    if (users === 0) void here.suspend();
  };
  const isReady = await Promise.race([
    here.resume().then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, READY_MS, false)),
  ]);
  if (isReady) return { play: () => play(here, leave), leave };
  // Otherwise some browsers would begin with the visitor's next click.
  leave();
  return null;
}

function play(here: AudioContext, onEnd: () => void): void {
  const start = here.currentTime;
  const notes = NOTES.map((frequency, position) => {
    const at = start + position * NOTE_SECONDS;
    const note = here.createOscillator();
    const loudness = here.createGain();
    note.frequency.value = frequency;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(VOLUME, at + 0.01);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_SECONDS * 2);
    note.connect(loudness).connect(here.destination);
    note.start(at);
    note.stop(at + NOTE_SECONDS * 2);
    return note;
  });
  notes.at(-1)?.addEventListener('ended', onEnd);
}
