// The round button where there is no chat, for sites that ask for one. It has an element and a place of its own: the widget
// is not there, and the host page gives the iframe the size of the button.

import { render } from 'preact';
import type { Layout } from '../../protocol/rpc.ts';
import type { ExtrasInner } from '../session/extras.ts';
import { isAtRest, windowOf } from '../session/selectors.ts';
import type { ExtraOptions } from '../session/state.ts';

/** Large enough for any thumb. */
const SIZE = { width: 60, height: 60 } as const;

export const Launcher = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <button type="button" class="launcher" aria-label={label} title={label} onClick={onPress}>
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M21 11.5a8.4 8.4 0 0 1-8.5 8.3 8.9 8.9 0 0 1-3.6-.8L3.5 20.5l1.6-4.7A8.1 8.1 0 0 1 4 11.5a8.4 8.4 0 0 1 8.5-8.3 8.4 8.4 0 0 1 8.5 8.3Z" />
    </svg>
  </button>
);

export type LauncherParts = Pick<ExtrasInner, 'state' | 'subscribe'> & {
  /** What holds while there is no chat: the last request's. */
  options: () => ExtraOptions | null;
  title: () => string;
  /** Answers when the page has done it. */
  layout: (layout: Layout) => Promise<unknown>;
  startAgain: () => void;
  /** After what the engine has to say of the place. */
  later: (run: () => void) => void;
  stage: () => Element;
  /** The keyboard is in this document. */
  hasFocus: () => boolean;
};

/** Returns what is to be called when a request has come to nothing, or the options have changed. */
export function createLauncher(parts: LauncherParts): () => void {
  const { state, subscribe } = parts;
  let root: Element | null = null;
  /** The chat was opened here, and not by the page: the keyboard comes back here. */
  let wasPressed = false;
  let hadFocus = false;

  const press = (): void => {
    wasPressed = true;
    parts.startAgain();
  };
  const wanted = () => {
    const ui = parts.options()?.ui;
    const { life } = state();
    if (typeof ui !== 'object' || !ui.launcher || !isAtRest(life) || windowOf(life) !== null) return null;
    return typeof ui.launcher === 'object' ? ui.launcher.label : parts.title();
  };
  const draw = (): void => {
    const label = wanted();
    if (label === null) {
      hide();
      return;
    }
    const isNew = root === null;
    root ??= parts.stage();
    render(<Launcher label={label} onPress={press} />, root);
    if (!isNew) return;
    const isAwaited = wasPressed && hadFocus;
    wasPressed = hadFocus = false;
    // Until the page has made it visible nothing here takes the focus.
    void parts.layout({ window: 'launcher', ...SIZE }).then(() => isAwaited && focus());
  };
  const focus = () => root?.querySelector('button')?.focus();
  function hide(): void {
    if (!root) return;
    render(null, root);
    root.remove();
    root = null;
    if (isAtRest(state().life) && windowOf(state().life) === null) void parts.layout({ window: 'hidden' });
  }
  const look = (): void => parts.later(draw);
  subscribe(() => {
    // At once: the chat stands where the button stood.
    if (wanted() === null) return hide();
    // Before the page hides the chat, and takes the focus from it.
    if (!root) hadFocus ||= parts.hasFocus();
    look();
  });
  return look;
}
