// The whole interface as a function of the session's state. Decides which screen stands; each screen is a component.

import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { BeginningStrings } from '../locale/strings.ts';
import { sessionIdOf, unreadCount, windowOf } from '../session/selectors.ts';
import type { Phase, SessionState } from '../session/state.ts';
import type { Wish } from '../session/wishes.ts';
import type { ChatPageProps } from './chat-page.tsx';
import { ConnectingPage } from './connecting-page.tsx';
import { MinimizedBar } from './minimized-bar.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { newScrollPlace } from './scroll-place.ts';
import { talkOf } from './talk.ts';
import { useLanding } from './use-landing.ts';
import { WindowHeader } from './window-header.tsx';

export type AppProps = {
  state: SessionState;
  strings: BeginningStrings;
  now: () => number;
  onWish: (wish: Wish) => void;
  /** Comes with the conversation's part; null until then. */
  chatPage: ComponentType<Omit<ChatPageProps, 'strings'>> | null;
};

export function App({ state: { life }, strings, now, onWish, chatPage }: AppProps) {
  const root = useRef<HTMLElement>(null);
  const window = windowOf(life);
  useLanding(root, window === 'open' ? life.phase : String(window));
  useEffect(() => {
    document.documentElement.lang = strings.language;
    document.documentElement.dir = strings.direction;
  }, [strings]);
  if (life.phase === 'idle' || window === null) return null;
  return (
    <section ref={root} aria-label={strings.title} class="widget">
      <Screen life={life} strings={strings} now={now} onWish={onWish} chatPage={chatPage} />
    </section>
  );
}

type ScreenProps = Omit<AppProps, 'state'> & { life: Exclude<Phase, { phase: 'idle' }> };

function Screen({ life, strings, now, onWish, chatPage: ChatPage }: ScreenProps) {
  const place = useRef(newScrollPlace());
  const talk = talkOf(life);
  const sessionId = sessionIdOf(life);
  const shownId = useRef(sessionId);
  if (shownId.current !== sessionId) {
    // Another conversation starts at its own end.
    place.current = newScrollPlace();
    shownId.current = sessionId;
  }
  const minimize = () => onWish({ type: 'minimizeRequested' });

  if (life.window === 'minimized') {
    return (
      <MinimizedBar
        strings={strings}
        agent={talk?.agent?.name ?? null}
        unread={unreadCount(life)}
        onRestore={() => onWish({ type: 'maximizeRequested' })}
      />
    );
  }
  if (talk && ChatPage) {
    return <ChatPage key={sessionId} life={talk} now={now} place={place.current} onWish={onWish} />;
  }
  return (
    <div class="window">
      <WindowHeader strings={strings} agent={null} onMinimize={minimize} />
      {life.phase === 'registering' && <RegistrationForm life={life} strings={strings} onWish={onWish} />}
      {life.phase === 'connecting' && (
        <ConnectingPage strings={strings} onCancel={() => onWish({ type: 'registrationCancelled' })} />
      )}
    </div>
  );
}
