// A slash at the beginning of a reply offers ready answers; arrows go through them, Enter or Tab takes one, Escape
// leaves the slash as it is.

import { useMemo, useState } from 'preact/hooks';
import type { OfferedPart } from '../../../protocol/message-parts.ts';
import { allAnswers, askedFor, filledIn, type Offered, offersFor } from '../canned.ts';
import { visitorName } from '../console-selectors.ts';
import type { Chat, ConsoleState } from '../console-state.ts';
import { isComposing } from './is-composing.ts';

export interface Canned {
  offers: readonly Offered[];
  activeAt: number;
  choose(offer: Offered): void;
  /** Whether the key was meant for the list. */
  takesKey(event: KeyboardEvent): boolean;
}

/** What a visitor is called in a sentence; the list's word for somebody unknown is no name. */
const addressOf = (chat: Chat): string => {
  const name = visitorName(chat);
  return name === 'Visitor' ? '' : name;
};

type OnChosen = (text: string, parts: readonly OfferedPart[]) => void;

export function useCanned(state: ConsoleState, chat: Chat, onChosen: OnChosen): Canned {
  const [active, setActive] = useState({ query: '', at: 0 });
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const { draft } = chat;
  const answers = useMemo(
    () => allAnswers(state.cannedReplies, state.ownReplies),
    [state.cannedReplies, state.ownReplies],
  );
  const offers = useMemo(() => offersFor(answers, draft), [answers, draft]);
  const query = askedFor(draft) ?? '';
  const isOpen = offers.length > 0 && closedFor !== draft;
  const activeAt = active.query === query ? Math.min(active.at, offers.length - 1) : 0;

  const choose = ({ text, parts = [] }: Offered) => onChosen(filledIn(text, addressOf(chat)), parts);
  const moveBy = (by: number) => setActive({ query, at: (activeAt + by + offers.length) % offers.length });

  return {
    offers: isOpen ? offers : [],
    activeAt,
    choose,
    takesKey(event) {
      const offer = offers[activeAt];
      if (!isOpen || !offer || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return false;
      switch (event.key) {
        case 'ArrowDown':
          moveBy(1);
          return true;
        case 'ArrowUp':
          moveBy(-1);
          return true;
        case 'Enter':
        case 'Tab':
          if (event.shiftKey) return false;
          choose(offer);
          return true;
        case 'Escape':
          setClosedFor(draft);
          return true;
        default:
          return false;
      }
    },
  };
}
