// The groups of emoji, each shown by its first one.

import { useRef } from 'preact/hooks';
import type { EmojiGroup } from './emoji-set.ts';

type GroupTabsProps = {
  groups: readonly EmojiGroup[];
  chosen: number;
  /** The first group is of what was used lately. */
  hasRecent: boolean;
  onChoose: (position: number) => void;
};

const RECENT = '🕘';

export function GroupTabs({ groups, chosen, hasRecent, onChoose }: GroupTabsProps) {
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const isReversed = row.current !== null && getComputedStyle(row.current).direction === 'rtl';
    const step = { ArrowRight: isReversed ? -1 : 1, ArrowLeft: isReversed ? 1 : -1 }[event.key];
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? groups.length - 1 : step && chosen + step;
    if (next === undefined) return;
    event.preventDefault();
    const wanted = (next + groups.length) % groups.length;
    onChoose(wanted);
    (row.current?.children[wanted] as HTMLElement | undefined)?.focus();
  };
  return (
    <div ref={row} role="tablist" class="emoji-groups" onKeyDown={walk}>
      {groups.map(({ name, emoji }, position) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={position === chosen}
          aria-label={name}
          title={name}
          tabIndex={position === chosen ? 0 : -1}
          onClick={() => onChoose(position)}
        >
          {hasRecent && position === 0 ? RECENT : emoji[0]?.emoji}
        </button>
      ))}
    </div>
  );
}
