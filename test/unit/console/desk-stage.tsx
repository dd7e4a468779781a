// A desk in a document whose wishes are answered by the transition, as in the console; effects are only recorded.

import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import type { ConsoleEvent, Wish } from '../../../server/console/console-events.ts';
import { type ConsoleState, initialState } from '../../../server/console/console-state.ts';
import { transition } from '../../../server/console/console-transition.ts';
import { Desk } from '../../../server/console/ui/desk.tsx';
import { NOW, welcome } from './console-fixtures.ts';

const roots: HTMLElement[] = [];
export const clearStage = (): void => {
  for (const root of roots.splice(0)) {
    render(null, root);
    root.remove();
  }
};

/** Lets what follows from an act be drawn. */
export const doing = (run: () => void): void => void act(run);

export function show(state: ConsoleState, hasKeys = true) {
  const host = document.body.appendChild(document.createElement('div'));
  roots.push(host);
  const wishes: Wish[] = [];
  let happens: (event: ConsoleEvent) => void = () => {};
  const Harness = () => {
    const [current, setState] = useState(state);
    happens = (event) => setState((before) => transition(before, event).state);
    const [settings, setSettings] = useState({ isSoundOn: true, hasKeys });
    const wish = (made: Wish) => {
      wishes.push(made);
      happens(made);
    };
    return (
      <Desk
        state={current}
        account={null}
        settings={settings}
        onSettings={(changes) => setSettings((before) => ({ ...before, ...changes }))}
        onWish={wish}
      />
    );
  };
  doing(() => render(<Harness />, host));
  const all = (selector: string) => [...host.querySelectorAll<HTMLElement>(selector)];
  return {
    host,
    wishes,
    /** What comes from elsewhere; drawn a moment later, as in the console. */
    happens: (event: ConsoleEvent) => happens(event),
    all,
    kinds: () => wishes.map(({ type }) => type),
    buttons: (name: string) => all('button').filter((button) => button.textContent?.trim() === name),
    reply: () => host.querySelector<HTMLTextAreaElement>('textarea[aria-label="Reply"]')!,
    log: () => host.querySelector<HTMLElement>('[role="log"]')!,
  };
}

export function desk(openId: string | null, ...sessions: Parameters<typeof welcome>): ConsoleState {
  const start = initialState(openId, {});
  return transition(start, { type: 'connected', welcome: welcome(...sessions), at: NOW }).state;
}

export const press = (element: Element, init: KeyboardEventInit): void =>
  doing(() => void element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })));

export const type = (field: HTMLTextAreaElement | HTMLInputElement, text: string): void =>
  doing(() => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
