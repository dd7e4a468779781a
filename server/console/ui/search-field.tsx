// Asks for past chats; what is found stands in the lists.

import { useEffect, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import type { Search } from '../console-state.ts';
import { useKey } from './keys.ts';
import { goHome } from './landing.ts';

export const SearchField = ({ search, onWish }: { search: Search | null; onWish(wish: Wish): void }) => {
  const [text, setText] = useState(search?.query ?? '');
  const isOpen = search !== null;
  useEffect(() => {
    if (!isOpen) setText('');
  }, [isOpen]);
  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          onWish({ type: 'searched', query: text });
        }}
      >
        <input
          type="search"
          aria-label="Search past chats"
          placeholder="Search past chats"
          maxLength={200}
          autocomplete="off"
          value={text}
          {...useKey('/')}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            if (isOpen || text) onWish({ type: 'searchClosed' });
            else goHome();
            setText('');
          }}
        />
        <button type="submit" class="button quiet">
          Find
        </button>
      </form>
    </search>
  );
};
