// Files that are painted before the server can be asked where they are.

import { describe, expect, it } from 'vitest';
import { createFileAddresses } from '../../../frame/session/file-addresses.ts';
import { whenUp } from '../../../frame/session/when-up.ts';
import { startEngine } from '../../support/frame-engine.ts';
import { opened, resumed } from '../../support/frame-facts.ts';
import { createFakeRandom, settled } from '../../support/frame-fakes.ts';

const ORIGIN = 'http://127.0.0.1:8080';

async function restoring() {
  const first = startEngine();
  first.submit('startChat', { registration: false });
  first.transport.events.onOpened(opened());
  await settled();
  first.lifecycle.hide();
  const world = startEngine({ storage: first.storage, clock: first.clock });
  world.submit('restoreChat');
  await settled();
  const asked: string[] = [];
  const addresses = createFileAddresses({
    ...{ clock: world.clock, random: createFakeRandom(), serverOrigin: () => ORIGIN },
    whenUp: () => whenUp(world.engine),
    async request(request) {
      asked.push(request.type);
      return { ok: true, value: { path: '/files/one', expiresAt: world.clock.now() + 300_000 } };
    },
  });
  const found: (string | null)[] = [];
  const look = () => void addresses.of('file-0001').then((address) => found.push(address));
  return { ...world, look, asked, found };
}

describe('where a file can be had', () => {
  it('is asked once the way is up, and then known to all who wanted to know before', async () => {
    const { look, asked, found, transport } = await restoring();
    look();
    look();
    await settled();
    expect([asked, found]).toEqual([[], []]);
    transport.events.onResumed(resumed(0));
    await settled();
    expect([asked, found]).toEqual([['getFile'], [`${ORIGIN}/files/one`, `${ORIGIN}/files/one`]]);
  });

  it('is asked again after an outage, once the way is back', async () => {
    const { look, asked, transport } = await restoring();
    transport.events.onResumed(resumed(0));
    await settled();
    transport.events.onDown();
    look();
    await settled();
    expect(asked).toEqual([]);
    transport.events.onResumed(resumed(0));
    await settled();
    expect(asked).toEqual(['getFile']);
  });

  it('is not waited for once the chat is over', async () => {
    const { look, found, transport } = await restoring();
    look();
    transport.events.onRefused({ code: 50, description: '' });
    await settled();
    expect(found).toEqual([`${ORIGIN}/files/one`]);
  });
});
