// What goes out with a reply to choose from, as it will stand in the talk, and the way to leave it out.

import type { Wish } from '../console-events.ts';
import type { Chat } from '../console-state.ts';
import { PartView } from './parts-view.tsx';

export const OfferedWith = ({ chat, onWish }: { chat: Chat; onWish(wish: Wish): void }) =>
  chat.offered.length === 0 ? null : (
    <section class="offered-with" aria-label="Goes out with the reply">
      <div class="offered-parts">
        {chat.offered.map((part, at) => (
          <PartView key={at} part={part} />
        ))}
      </div>
      <button
        type="button"
        class="button quiet"
        onClick={() => onWish({ type: 'offerDropped', sessionId: chat.summary.sessionId })}
      >
        Words only
      </button>
    </section>
  );
