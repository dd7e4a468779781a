import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSoundPreference } from '../../../frame/attention/preferences.ts';
import { en } from '../../../frame/locale/en.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { SoundButton } from '../../../frame/ui/sound-button.tsx';
import { act, byRole, click } from '../../support/ui-stage.tsx';

describe('the switch of the sound', () => {
  let storage = createMemoryStore();
  const show = (store = storage) => {
    document.body.replaceChildren();
    const place = document.body.appendChild(document.createElement('main'));
    const sound = { ...createSoundPreference(store), isOffered: () => true };
    act(() => render(<SoundButton strings={en} sound={sound} />, place));
    return sound;
  };
  const isPressed = () => byRole('button', 'Sound for new messages').getAttribute('aria-pressed');
  beforeEach(() => {
    storage = createMemoryStore();
  });

  it('is on until the visitor turns it off, and nothing is kept before', () => {
    const keys: string[] = [];
    const sound = show({ ...storage, set: (key, value) => void keys.push(key, value) });
    expect([isPressed(), sound.isOn(), keys]).toEqual(['true', true, []]);
  });

  it('turned off stays off, for later pages too', () => {
    show();
    click(byRole('button'));
    expect(isPressed()).toBe('false');
    expect(show().isOn()).toBe(false);
    expect(isPressed()).toBe('false');
    click(byRole('button'));
    expect(show().isOn()).toBe(true);
  });

  it('holds for this page where the browser refuses storage', () => {
    const refuse = () => {
      throw new DOMException('', 'SecurityError');
    };
    const sound = show({ get: () => null, set: refuse, remove: refuse });
    click(byRole('button'));
    expect([isPressed(), sound.isOn()]).toEqual(['false', false]);
  });
});
