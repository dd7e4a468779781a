// The ready answers that fit what was typed after the slash. The keyboard stays in the reply: see useCanned.

import { kindsIn, type Offered } from '../canned.ts';

export const optionId = (at: number): string => `canned-${at}`;
export const CANNED_LIST = 'canned-list';

export type CannedListProps = { offers: readonly Offered[]; activeAt: number; onChoose(offer: Offered): void };

export const CannedList = ({ offers, activeAt, onChoose }: CannedListProps) => (
  <div class="canned">
    <div id={CANNED_LIST} class="canned-options" role="listbox" aria-label="Ready answers">
      {offers.map((offer, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the keyboard and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose
        <div
          key={offer.shortcut}
          id={optionId(at)}
          class="canned-option"
          role="option"
          aria-selected={at === activeAt}
          // Pressed, not clicked: the field would lose the keyboard in between.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(offer)}
        >
          <span class="canned-shortcut">
            /<bdi>{offer.shortcut}</bdi>
            {offer.isOwn && <span class="tag">own</span>}
            {kindsIn(offer).map((kind, place) => (
              <span key={place} class="tag">
                {kind}
              </span>
            ))}
          </span>
          <span class="canned-text clip" dir="auto">
            {offer.text}
          </span>
        </div>
      ))}
    </div>
    <p class="unseen" role="status">
      {offers.length} {offers.length === 1 ? 'answer' : 'answers'}
    </p>
  </div>
);
