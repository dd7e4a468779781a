// The visitor's switch of the sound: in the head of a conversation, because what it calls back to is this. Knows neither
// what sounds nor where the choice is kept.

import { useState } from 'preact/hooks';
import type { Strings } from '../locale/strings.ts';
import { draw } from './icons.tsx';

export type SoundSwitch = {
  /** false: the site wants none, whatever the visitor prefers. */
  isOffered(): boolean;
  isOn(): boolean;
  set(isOn: boolean): void;
};

const BELL = 'M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4';
const OnIcon = draw(BELL);
const OffIcon = draw(`${BELL}M4 3l16 18`);

export function SoundButton({ strings, sound }: { strings: Strings; sound: SoundSwitch }) {
  const [isOn, setOn] = useState(sound.isOn);
  return (
    <button
      type="button"
      class="round"
      aria-pressed={isOn}
      aria-label={strings.sound}
      title={strings.sound}
      onClick={() => {
        sound.set(!isOn);
        setOn(!isOn);
      }}
    >
      {isOn ? <OnIcon /> : <OffIcon />}
    </button>
  );
}
