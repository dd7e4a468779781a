// Picks an emoji: a search, the groups, and a grid that the arrow keys walk. What was used lately is kept in memory
// alone. Fetched when it is first opened.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Strings } from '../../locale/strings.ts';
import { formatsFor } from '../formats.ts';
import { isComposing } from '../is-composing.ts';
import styles from '../styles/emoji.css?inline';
import { wear } from '../wear.ts';
import { EmojiGrid } from './emoji-grid.tsx';
import { emojiLanguage, loadNames } from './emoji-languages.ts';
import { type Emoji, type EmojiGroup, type EmojiSet, emojiSet, findEmoji, type GroupFacts } from './emoji-set.ts';
import { GroupTabs } from './group-tabs.tsx';
import type { EmojiFacts } from './pickable.ts';

export type EmojiPickerProps = {
  strings: Strings;
  /** `more`: the picker is to stay. */
  onPick: (emoji: string, more: boolean) => void;
};

/** Rows of results that can be looked over. */
const MOST_FOUND = 80;
const MOST_RECENT = 24;

let current: EmojiSet | null = null;
let recent: readonly Emoji[] = [];

/** To be awaited before the picker is drawn. A language whose names do not come is shown with English ones. */
export async function preparePicker(language: string): Promise<void> {
  wear(styles);
  const wanted = emojiLanguage(language);
  if (current?.language === wanted) return;
  current = await load(wanted).catch(() => load('en'));
}

async function load(language: string): Promise<EmojiSet> {
  const [facts, messages] = await loadNames(language);
  return emojiSet(language, facts.default as EmojiFacts[], (messages.default as { groups: GroupFacts[] }).groups);
}

export function EmojiPicker({ strings, onPick }: EmojiPickerProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  if (!current) return null;

  const { language } = current;
  const own: EmojiGroup[] = recent.length ? [{ name: strings.emojiRecent, emoji: recent }] : [];
  const groups = [...own, ...current.groups];
  const found = search.trim() ? findEmoji(current, search, MOST_FOUND) : null;
  const group = groups[Math.min(chosen, groups.length - 1)];
  const pick = (one: Emoji, more: boolean): void => {
    recent = [one, ...recent.filter(({ emoji }) => emoji !== one.emoji)].slice(0, MOST_RECENT);
    onPick(one.emoji, more);
  };
  const enterGrid = (): void => panel.current?.querySelector<HTMLElement>('[role=gridcell]')?.focus();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form, and this is none
    <div ref={panel} class="emoji-panel" role="group" aria-label={strings.emoji}>
      <input
        ref={field}
        type="search"
        autocomplete="off"
        aria-label={strings.emojiSearch}
        placeholder={strings.emojiSearch}
        value={search}
        onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            enterGrid();
          }
          if (event.key !== 'Enter' || isComposing(event)) return;
          // Not the form around it, which would be a message.
          event.preventDefault();
          const [best] = found ?? [];
          if (best) pick(best, event.shiftKey);
        }}
      />
      {!found && <GroupTabs groups={groups} chosen={chosen} hasRecent={own.length > 0} onChoose={setChosen} />}
      <p role="status" class={found ? 'soft' : 'unseen'}>
        {found && formatsFor(strings.language).count(strings.emojiFound, found.length)}
      </p>
      <div class="emoji-scroll" lang={language} {...(language === 'en' && { dir: strings.direction })}>
        <EmojiGrid
          key={found ? 'found' : group?.name}
          name={(found ? strings.emojiSearch : group?.name) ?? ''}
          emoji={found ?? group?.emoji ?? []}
          isReversed={strings.direction === 'rtl'}
          onPick={pick}
          onLeaveUp={() => field.current?.focus()}
        />
      </div>
    </div>
  );
}
