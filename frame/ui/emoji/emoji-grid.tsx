// A grid of emoji, one of which the Tab key reaches; the arrow keys reach the others. Knows no groups.

import { useRef, useState } from 'preact/hooks';
import type { Emoji } from './emoji-set.ts';

type EmojiGridProps = {
  name: string;
  emoji: readonly Emoji[];
  /** The columns run from right to left. */
  isReversed: boolean;
  onPick: (emoji: Emoji, more: boolean) => void;
  /** Up from the first row. */
  onLeaveUp: () => void;
};

/** Wide enough for a finger on the narrowest phone. */
export const COLUMNS = 8;
const ROWS_A_PAGE = 5;

/** Where a key leads from a place among so many; undefined: nowhere. */
export function nextPlace(key: string, at: number, count: number, isReversed: boolean): number | undefined {
  const forward = isReversed ? 'ArrowLeft' : 'ArrowRight';
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -COLUMNS,
    ArrowDown: COLUMNS,
    PageUp: -COLUMNS * ROWS_A_PAGE,
    PageDown: COLUMNS * ROWS_A_PAGE,
    [forward]: 1,
    [isReversed ? 'ArrowRight' : 'ArrowLeft']: -1,
  };
  if (key === 'Home') return at - (at % COLUMNS);
  if (key === 'End') return Math.min(count - 1, at - (at % COLUMNS) + COLUMNS - 1);
  const step = steps[key];
  if (step === undefined) return undefined;
  const wanted = at + step;
  if (wanted >= 0 && wanted < count) return wanted;
  if (Math.abs(step) <= 1) return at;
  const column = at % COLUMNS;
  const last = count - 1 - ((count - 1 - column) % COLUMNS);
  return key.startsWith('Page') ? (step < 0 ? column : last) : at;
}

export function EmojiGrid({ name, emoji, isReversed, onPick, onLeaveUp }: EmojiGridProps) {
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const at = Math.min(active, Math.max(0, emoji.length - 1));
  const rows = Array.from({ length: Math.ceil(emoji.length / COLUMNS) }, (_, row) =>
    emoji.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );
  const walk = (event: KeyboardEvent): void => {
    const next = nextPlace(event.key, at, emoji.length, isReversed);
    if (next === undefined) return;
    event.preventDefault();
    if (next === at && event.key === 'ArrowUp') {
      onLeaveUp();
      return;
    }
    setActive(next);
    grid.current?.querySelectorAll<HTMLElement>('[role=gridcell]')[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table is for reading, this is for walking
    <div ref={grid} role="grid" aria-label={name} onKeyDown={walk}>
      {rows.map((row, y) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div key={row[0]?.emoji} role="row">
          {row.map((one, x) => {
            const place = y * COLUMNS + x;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <button
                key={one.emoji}
                type="button"
                role="gridcell"
                tabIndex={place === at ? 0 : -1}
                aria-label={one.label}
                title={one.label}
                onFocus={() => setActive(place)}
                onClick={(event) => onPick(one, event.shiftKey)}
              >
                {one.emoji}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
