// The frame's document is loaded anew beneath a page that goes on: its tickets come again, the iframe is the same.

import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../frame/storage/memory-store.ts';
import type { Ticket } from '../../../protocol/rpc.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, SESSION } from '../../support/frame-facts.ts';
import { createFakeClock, createFakeLocks, settled } from '../../support/frame-fakes.ts';

const TICKET: Ticket = { requestId: 'request-1', method: 'startChat', options: { embedded: true } };
const AT_ONCE: Ticket = { ...TICKET, options: { embedded: true, registration: false } };

function openPage() {
  const shared = { storage: createMemoryStore(), clock: createFakeClock(), locks: createFakeLocks() };
  const load = async (ticket: Ticket, mark = 'iframe-1') => {
    const frame = startEngine({ ...shared, mark, known: { tickets: [ticket] } });
    await settled();
    return frame;
  };
  const leave = ({ lifecycle }: ReturnType<typeof startEngine>) => lifecycle.hide();
  return { ...shared, load, leave };
}

describe('a request for a new chat that comes again', () => {
  it('finds the form as the visitor had filled it in', async () => {
    const { load, leave } = openPage();
    const before = await load(TICKET);
    before.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    before.engine.wish({ type: 'minimizeRequested' });
    leave(before);
    const { engine } = await load(TICKET);
    expect(engine.state().life).toMatchObject({
      ...{ phase: 'registering', tickets: ['request-1'], window: 'minimized' },
      values: { firstname: 'Vera' },
    });
  });

  it('opens no second session while the first is being opened', async () => {
    const { load, leave } = openPage();
    const before = await load(AT_ONCE);
    const openIdOf = ({ engine }: typeof before) => {
      const { life } = engine.state();
      return life.phase === 'connecting' ? life.request.openId : null;
    };
    const first = openIdOf(before);
    leave(before);
    expect(openIdOf(await load(AT_ONCE))).toBe(first);
  });

  it('is answered with the chat whose beginning the page has not heard of', async () => {
    const { load, leave } = openPage();
    const before = await load(AT_ONCE);
    before.transport.events.onOpened(opened());
    leave(before);
    const { engine } = await load(AT_ONCE);
    expect(engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION, tickets: ['request-1'] });
  });

  it('is a new one to the iframe of another page, after an absence too long, and when the page asks later', async () => {
    const { load, leave, clock } = openPage();
    const before = await load(TICKET);
    before.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    leave(before);
    const empty = { phase: 'registering', values: {} };
    const elsewhere = await load(TICKET, 'iframe-2');
    expect(elsewhere.engine.state().life).toMatchObject(empty);
    elsewhere.engine.wish({ type: 'registrationEdited', values: { firstname: 'Vera' } });
    leave(elsewhere);
    await clock.advance(31 * 60_000);
    const late = await load(TICKET, 'iframe-2');
    expect(late.engine.state().life).toMatchObject(empty);
    leave(late);
    const asked = startEngine({ clock, mark: 'iframe-2' });
    asked.submit('startChat');
    expect(asked.engine.state().life).toMatchObject(empty);
  });
});

describe('the options of the request that brought the chat', () => {
  it('hold again when the page hands them over with its session', async () => {
    const { load, leave, clock, storage } = openPage();
    const options = { embedded: true, registration: false, maxOfflineDuration: 60, disableWebSockets: true };
    const before = await load({ ...TICKET, options });
    before.transport.events.onOpened(opened());
    leave(before);
    const session = { sessionId: SESSION.sessionId, toldIndex: 0, ticket: { ...TICKET, options } };
    const { engine } = startEngine({ clock, storage, known: { session } });
    expect(engine.state().page).toMatchObject({ maxOfflineSeconds: 60, disableWebSockets: true });
    expect(engine.state().life).toMatchObject({ phase: 'restoring', session: SESSION });
  });
});
