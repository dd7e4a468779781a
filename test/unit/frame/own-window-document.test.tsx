// The frame's document as a browser window of its own.

import { expect, it } from 'vitest';
import { openOwnWindow } from '../../../frame/own-window.ts';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { PLACE } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeLifecycle, createFakeLocks, createFakeRandom } from '../../support/frame-fakes.ts';

it('a window of its own has one main landmark, with what is drawn in it', () => {
  const root = document.body.appendChild(document.createElement('div'));
  const parts = {
    ...{ clock: createFakeClock(), random: createFakeRandom(), lifecycle: createFakeLifecycle() },
    ...{ storage: createMemoryStore(), locks: createFakeLocks(), siteOrigin: PLACE.siteOrigin, mark: 'window-1' },
    minimizedSize: { width: 240, height: 56 },
    loadConversation: () => new Promise<never>(() => {}),
    loadExtras: () => new Promise<never>(() => {}),
    log: () => {},
  };
  openOwnWindow(parts, root, () => {});
  expect(document.querySelectorAll('main, [role="main"]')).toHaveLength(1);
  expect(root.getAttribute('role')).toBe('main');
});
