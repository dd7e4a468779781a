// Stands over a conversation that is about to be ended: a few seconds in which the agent can take it back, instead of
// a question before every end.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Wish } from '../console-events.ts';
import { END_GRACE_MS } from '../end-grace.ts';
import { useNow } from './use-now.ts';

export const EndNotice = ({ name, onWish }: { name: string; onWish(wish: Wish): void }) => {
  const keep = useRef<HTMLButtonElement>(null);
  const isKept = useRef(false);
  const [startedAt] = useState(Date.now);
  const leftSeconds = Math.max(1, Math.ceil((END_GRACE_MS - (useNow() - startedAt)) / 1_000));
  const cancel = () => {
    isKept.current = true;
    onWish({ type: 'endCancelled' });
  };
  useEffect(() => {
    const button = keep.current;
    const chat = button?.closest('main');
    // The pressed button is concealed meanwhile, so the keyboard goes on here; afterwards where one writes, if the talk
    // goes on and that raises no keyboard over it, else in the conversation.
    button?.focus();
    return () => {
      if (!button?.parentElement?.contains(document.activeElement)) return;
      const goesOn = isKept.current && matchMedia('(hover: hover)').matches ? 'textarea' : '[role="log"]';
      chat?.querySelector<HTMLElement>(goesOn)?.focus();
    };
  }, []);
  return (
    <div
      class="banner banner-danger end-notice"
      role="dialog"
      aria-labelledby="end-notice"
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      <span id="end-notice" class="grow">
        Ending the chat with <bdi>{name}</bdi>
        {/* Seen, not read out each second. */}
        <span aria-hidden="true"> in {leftSeconds} s</span>…
      </span>
      <button ref={keep} type="button" class="button quiet" onClick={cancel}>
        Keep chatting
      </button>
      <button type="button" class="button danger-solid" onClick={() => onWish({ type: 'endConfirmed' })}>
        End chat
      </button>
    </div>
  );
};
