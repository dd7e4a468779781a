// Two tabs of one site, each with a frame of its own over one storage.

import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import { stateKey } from '../../../protocol/persisted.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, PLACE, SESSION } from '../../support/frame-facts.ts';
import { createFakeClock, settled } from '../../support/frame-fakes.ts';

const KEY = stateKey(PLACE.deployment, PLACE.siteOrigin);

function openTabs() {
  const shared = { storage: createMemoryStore(), clock: createFakeClock() };
  const [one, other] = [startEngine(shared), startEngine(shared)];
  const begin = async (tab = one) => {
    tab.submit('startChat', { registration: false });
    tab.transport.events.onOpened(opened());
    await settled();
  };
  const stored = () => JSON.parse(shared.storage.get(KEY) ?? 'null')?.saved;
  return { ...shared, one, other, begin, stored };
}

describe('a chat of one tab', () => {
  it('makes startChat in another fail with 201, and stays', async () => {
    const { other, begin, stored } = openTabs();
    await begin();
    other.submit('startChat');
    await settled();
    expect(other.heard.at(-1)).toMatchObject(['settle', { outcome: 'failed', error: { code: 201 } }]);
    expect(other.engine.state().life.phase).toBe('idle');
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
  });

  it('is not forgotten for a form in another, edited, left or cancelled', async () => {
    const { other, begin, stored, clock } = openTabs();
    other.submit('startChat');
    await begin();
    other.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    await clock.advance(60_000);
    other.lifecycle.hide();
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
    other.engine.wish({ type: 'registrationCancelled' });
    expect(stored()).toMatchObject({ phase: 'active', session: SESSION });
  });

  it('is shown by another in place of the form that is sent there', async () => {
    const { other, begin } = openTabs();
    other.submit('startChat');
    await begin();
    other.engine.wish({ type: 'registrationSubmitted', values: { firstname: 'Vera' } });
    expect(other.engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
    expect(other.transport.calls).toEqual(['resume after 0']);
  });

  it('is not forgotten when another session ends in another', async () => {
    const { one, other, stored, storage, clock } = openTabs();
    one.submit('startChat', { registration: false });
    other.submit('startChat', { registration: false });
    one.transport.events.onOpened(opened());
    await settled();
    storage.remove(KEY);
    other.transport.events.onOpened({ ...opened(), session: { ...SESSION, sessionId: 'session-2' } });
    await settled();
    one.transport.events.onRefused({ code: 50, description: 'unknown' });
    one.engine.wish({ type: 'closeRequested' });
    await clock.advance(60_000);
    expect(stored()).toMatchObject({ session: { sessionId: 'session-2' } });
  });

  it('gives way once it could not be restored any more', async () => {
    const { one, other, begin, storage, clock, stored } = openTabs();
    await begin();
    one.lifecycle.hide();
    const left = storage.get(KEY) ?? '';
    await clock.advance(31 * 60_000);
    storage.set(KEY, left);
    other.submit('startChat');
    await settled();
    expect(stored()).toMatchObject({ phase: 'registering' });
  });
});
