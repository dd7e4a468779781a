// What every key-value store promises, and what the session store makes of one that refuses.

import { describe, expect, it } from 'vitest';
import type { KeyValueStore } from '../../frame/ports.ts';
import { createSessionStore } from '../../frame/storage/session-store.ts';
import { stateKey } from '../../protocol/persisted.ts';
import { STATE_VERSION } from '../../protocol/version.ts';
import { chatting, PLACE, said, savedFrom } from '../support/frame-facts.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);
const open = (values: KeyValueStore) => createSessionStore(values, PLACE.deployment, PLACE.siteOrigin);

export function keyValueContract(name: string, create: () => KeyValueStore): void {
  describe(`${name} key-value store`, () => {
    it('gives back what was put in, until it is removed', () => {
      const store = create();
      expect(store.get('key')).toBeNull();
      store.set('key', 'one');
      store.set('key', 'two');
      store.set('other', 'three');
      expect(store.get('key')).toBe('two');
      store.remove('key');
      store.remove('key');
      expect(store.get('key')).toBeNull();
      expect(store.get('other')).toBe('three');
    });

    it('keeps a chat for its later self, and nothing once it is forgotten', () => {
      const values = create();
      const state = savedFrom(chatting([said(1)]));
      expect(open(values).save(state)).toBe(true);
      expect(open(values).load()).toEqual(state);
      open(values).forget(null);
      expect(values.get(KEY)).toBeNull();
      expect(open(values).load()).toBeNull();
    });

    const state = savedFrom(chatting([said(1)]));
    it.each([
      ['no JSON', '{"version":1'],
      ['nothing', 'null'],
      ['a later version', JSON.stringify({ ...state, version: STATE_VERSION + 1 })],
      ['a missing part', JSON.stringify({ ...state, saved: { phase: 'registering' } })],
      ['another site', JSON.stringify({ ...state, siteOrigin: 'https://elsewhere.example' })],
      ['another deployment', JSON.stringify({ ...state, deployment: 'other' })],
      ['a list', '[]'],
    ])('takes %s for nothing', (_, value) => {
      const values = create();
      values.set(KEY, value);
      expect(open(values).load()).toBeNull();
    });
  });
}

export function refusingContract(name: string, create: () => KeyValueStore): void {
  describe(`${name} key-value store`, () => {
    it('is taken for an empty one that does not keep', () => {
      const store = open(create());
      expect(store.load()).toBeNull();
      expect(store.save(savedFrom(chatting()))).toBe(false);
      expect(() => store.forget(null)).not.toThrow();
    });
  });
}
