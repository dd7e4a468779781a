import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ended, registering, states, talking } from '../../../frame/gallery/states.ts';
import type { Phase, SessionState } from '../../../frame/session/state.ts';
import { act, openStage } from '../../support/ui-stage.tsx';

const limits = { maxMessageChars: 100, maxOfflineSeconds: 1_800 };
const files = { maxBytes: 1_000, types: ['text/plain'] };

const lives: Record<string, Phase> = {
  'no chat': { phase: 'idle' },
  'the form': registering().life,
  'the bar of a form': registering({ window: 'minimized' }).life,
  'the page of waiting for the server': (states.connecting as SessionState).life,
  'a chat that takes files': talking({ limits: { ...limits, files } }),
  'a chat whose server takes none': talking({ limits }),
  'a chat that is being left': talking({ limits: { ...limits, files }, leaving: 'show' }),
  'the bar of a chat': talking({ limits: { ...limits, files }, window: 'minimized' }),
  'the end': ended(),
  'the end, with words left over': ended({ draft: 'left over' }),
  'an end that was closed': ended({ hidden: true }),
};

describe('a file that is dropped does not leave the chat for it', () => {
  let stage: ReturnType<typeof openStage>;
  beforeEach(() => {
    stage = openStage();
  });
  afterEach(() => stage.clear());

  const drag = (kind: string, types: string[]) => {
    const event = new Event(kind, { bubbles: true, cancelable: true });
    const dataTransfer = { types, files: [], dropEffect: 'move' };
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
    act(() => void document.body.dispatchEvent(event));
    return { isHeldOff: event.defaultPrevented, effect: dataTransfer.dropEffect };
  };

  it.each(Object.keys(lives))('in %s', (name) => {
    stage.live(lives[name] as Phase);
    const over = drag('dragover', ['Files']);
    expect(over.isHeldOff).toBe(true);
    if (name === 'a chat that takes files') expect(over.effect).toBe('copy');
    expect(drag('drop', ['Files']).isHeldOff).toBe(true);
  });

  it('and words are dropped as ever', () => {
    stage.show(registering());
    expect(drag('dragover', ['text/plain'])).toEqual({ isHeldOff: false, effect: 'move' });
    expect(drag('drop', ['text/plain']).isHeldOff).toBe(false);
  });

  it('until the interface is gone', () => {
    // Interfaces of other tests may stand on this document too.
    const letGo = vi.spyOn(document, 'removeEventListener');
    stage.show(registering());
    stage.clear();
    expect(letGo.mock.calls.map(([kind]) => kind)).toEqual(expect.arrayContaining(['dragover', 'drop']));
    letGo.mockRestore();
  });
});
