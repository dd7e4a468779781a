// The whole interface as a function of the session's state. Decides which screen stands; each screen is a component. The
// form stands in the document; everything after it comes later. Classes here and in the form, because the hooks come
// with the conversation.

import { Component, type ComponentType, createRef } from 'preact';
import type { BeginningStrings } from '../locale/strings.ts';
import { isDefault } from '../session/default-form.ts';
import { sessionIdOf, unreadCount, windowOf } from '../session/selectors.ts';
import type { Phase, SessionState } from '../session/state.ts';
import type { Wish } from '../session/wishes.ts';
import { holdOffFiles } from './hold-off-files.ts';
import { landFocus } from './land-focus.ts';
import type { LaterPageComponent } from './later-page.tsx';
import { MinimizedBar } from './minimized-bar.tsx';
import { RegistrationForm, type RegistrationFormProps } from './registration-form.tsx';
import { newScrollPlace } from './scroll-place.ts';
import { agentOf } from './talk.ts';
import { WindowHeader } from './window-header.tsx';

export type AppProps = {
  state: SessionState;
  strings: BeginningStrings;
  now: () => number;
  onWish: (wish: Wish) => void;
  /** Everything after the form; null until it has come. */
  laterPage: LaterPageComponent | null;
  /** Draws the forms that are not the default one; there when one is wanted. */
  siteForm: ComponentType<RegistrationFormProps> | null;
};

type Shown = Exclude<Phase, { phase: 'idle' }>;

/** What is on the screen, as far as the focus is concerned. */
const sceneOf = ({ state: { life } }: AppProps): string => {
  const window = windowOf(life);
  return window === 'open' ? life.phase : String(window);
};

export class App extends Component<AppProps> {
  private readonly root = createRef<HTMLElement>();
  private place = newScrollPlace(null);
  private shownId: string | null = null;
  private readonly letFilesCome = holdOffFiles();

  override componentDidMount(): void {
    const { strings } = this.props;
    document.documentElement.lang = strings.language;
    document.documentElement.dir = strings.direction;
  }

  override componentWillUnmount(): void {
    this.letFilesCome();
  }

  override componentDidUpdate(before: AppProps): void {
    if (before.strings !== this.props.strings) this.componentDidMount();
    if (sceneOf(before) !== sceneOf(this.props)) landFocus(this.root.current);
  }

  override render({ state: { life }, strings }: AppProps) {
    if (life.phase === 'idle' || windowOf(life) === null) return null;
    return (
      <section ref={this.root} aria-label={strings.title} class="widget">
        {this.screen(life)}
      </section>
    );
  }

  private screen(life: Shown) {
    const { strings, now, onWish, laterPage: LaterPage, siteForm } = this.props;
    const sessionId = sessionIdOf(life);
    // Another conversation starts at its own end.
    if (this.shownId !== sessionId) this.place = newScrollPlace('scroll' in life ? life.scroll : null);
    this.shownId = sessionId;
    if (life.window === 'minimized') {
      return (
        <MinimizedBar
          strings={strings}
          agent={agentOf(life)}
          unread={unreadCount(life)}
          onRestore={() => onWish({ type: 'maximizeRequested' })}
        />
      );
    }
    if (life.phase !== 'registering') {
      return (
        LaterPage && (
          <LaterPage key={sessionId} life={life} strings={strings} now={now} place={this.place} onWish={onWish} />
        )
      );
    }
    const Form = isDefault(life.form) ? RegistrationForm : siteForm;
    return (
      <div class="window">
        <WindowHeader strings={strings} agent={null} onMinimize={() => onWish({ type: 'minimizeRequested' })} />
        {Form && <Form life={life} strings={strings} onWish={onWish} />}
      </div>
    );
  }
}
