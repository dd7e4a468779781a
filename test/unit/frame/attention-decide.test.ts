// When the visitor's attention is asked for, and how.

import { describe, expect, it } from 'vitest';
import { due, type Sight } from '../../../frame/attention/decide.ts';
import { createSoundPreference } from '../../../frame/attention/preferences.ts';

const sight = (changes: Partial<Sight> = {}): Sight => ({
  role: 'leader',
  unseenIndex: 7,
  isPageSeen: false,
  isSoundOn: true,
  wants: { title: true, notice: true },
  ...changes,
});

describe('attention', () => {
  it('is asked for by all that the site wants, where nobody looks', () => {
    expect(due(6, sight())).toEqual({ toldIndex: 7, sound: true, title: true, noticeIndex: 7 });
    expect(due(6, sight({ role: 'solo' }))).toEqual(due(6, sight()));
  });

  it('is asked for by title and notice by nobody but the leader', () => {
    expect(due(6, sight({ role: 'follower' }))).toMatchObject({ title: false, noticeIndex: 0 });
  });

  it('is a sound in a tab that follows too: the leader may not be able to make one', () => {
    expect(due(6, sight({ role: 'follower' })).sound).toBe(true);
  });

  it('is not asked for again by a sound when a follower leads', () => {
    const followed = due(6, sight({ role: 'follower' }));
    expect(followed.toldIndex).toBe(7);
    expect(due(followed.toldIndex, sight()).sound).toBe(false);
  });

  it('is over when all is seen', () => {
    expect(due(7, sight({ unseenIndex: 0 }))).toEqual({ toldIndex: 7, sound: false, title: false, noticeIndex: 0 });
  });

  it('sounds once for each message, and the title stays until somebody looks', () => {
    expect(due(7, sight())).toMatchObject({ sound: false, title: true });
    expect(due(7, sight({ unseenIndex: 8 })).sound).toBe(true);
  });

  it('is a sound alone on a page that is seen, where the chat is small', () => {
    expect(due(6, sight({ isPageSeen: true }))).toEqual({ toldIndex: 7, sound: true, title: false, noticeIndex: 0 });
  });

  it.each([
    ['the visitor has switched it off', { isSoundOn: false }],
    ['the site does not want it', { wants: { sound: false } }],
  ])('makes no sound where %s', (_, changes) => {
    expect(due(6, sight(changes)).sound).toBe(false);
  });

  it('leaves title and notices alone where the site does not ask for them', () => {
    expect(due(6, sight({ wants: {} }))).toMatchObject({ sound: true, title: false, noticeIndex: 0 });
  });
});

describe('the visitor’s choice of sound', () => {
  const stored = (text: string | null) => {
    const writes: string[] = [];
    const get = () => writes.at(-1) ?? text;
    return { writes, storage: { get, set: (_: string, value: string) => void writes.push(value), remove() {} } };
  };

  it('is on until it is made, and nothing is written before', () => {
    const { writes, storage } = stored(null);
    expect(createSoundPreference(storage).isOn()).toBe(true);
    expect(writes).toEqual([]);
  });

  it('outlives the page', () => {
    const { storage } = stored(null);
    createSoundPreference(storage).set(false);
    expect(createSoundPreference(storage).isOn()).toBe(false);
  });

  it.each(['nonsense', '[]', '{"sound":"loud"}'])('is on where what is stored makes no sense: %s', (text) => {
    expect(createSoundPreference(stored(text).storage).isOn()).toBe(true);
  });

  it('holds for the page where storage is refused', () => {
    const refuse = () => {
      throw new Error('refused');
    };
    const preference = createSoundPreference({ get: refuse, set: refuse, remove: refuse });
    preference.set(false);
    expect(preference.isOn()).toBe(false);
  });
});
